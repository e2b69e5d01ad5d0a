# SPDX-License-Identifier: Apache-2.0
# A private Tryton with creditgate in it, set up as adapters/tryton/README.md says. To be sourced
# after servers.sh and postgres.sh.
#
#   tryton_configure FOLDER WEB_PORT DATABASE_PORT BUILD   writes trytond.conf and the like
#   tryton_create FOLDER DATABASE                  Tryton's own modules in a new database
#   tryton_add_creditgate FOLDER DATABASE          the module, the schema, the views
#   tryton_install_creditgate FOLDER DATABASE      the schema and the views only
#   tryton_admin FOLDER ARGUMENT...                trytond-admin
#   tryton_start FOLDER / tryton_stop FOLDER       the server, and its cron for the database `erp`;
#                                                  with tryton_clock such as +1d, on another day
#
# The administrator's login is `admin`, the password $tryton_password.

tryton_password=harbour
tryton_modules="sale account_invoice account_dunning stock"

tryton_configure() {
    local folder=$1 web_port=$2 database_port=$3 build=$4
    mkdir -p "$folder" || return
    printf '%s\n' "$web_port" >"$folder/web_port"
    printf '%s\n' "$database_port" >"$folder/database_port"
    printf '%s\n' "$build" >"$folder/build"
    printf '%s\n' "$tryton_password" >"$folder/password"
    cat >"$folder/trytond.conf" <<END
[database]
uri = postgresql://tryton@127.0.0.1:$database_port
[web]
listen = 127.0.0.1:$web_port
root = /usr/share/tryton-sao/www
[password]
length = 0
[creditgate]
library = $(_built "$build" libcreditgate.so)
config_file = $folder/{database}.json
END
}

_built() {
    local found
    found=$(find "$1" -name "$2" \( -type f -o -type l \) -not -path '*/CMakeFiles/*' |
        sort | head -n 1)
    [ -n "$found" ] || echo "found no $2 in $1, expected the build to have made it" >&2
    printf '%s' "$found"
}

_tryton_python() {
    local folder=$1
    shift
    PYTHONPATH="$(cat "$folder/build")/tryton" TRYTONPASSFILE="$folder/password" LC_ALL=C.UTF-8 \
        /usr/bin/python3 -B "$@"
}

tryton_admin() {
    local folder=$1
    shift
    _tryton_python "$folder" /usr/bin/trytond-admin -c "$folder/trytond.conf" "$@" \
        >>"$folder/trytond-admin.log" 2>&1 || {
        tail -n 30 "$folder/trytond-admin.log" >&2
        echo "trytond-admin $* failed; its log is above" >&2
        return 1
    }
}

tryton_create() {
    local folder=$1 database=$2 port
    port=$(cat "$folder/database_port")
    [ -n "$(postgres_sql "$port" postgres "select 1 from pg_roles where rolname = 'tryton'")" ] ||
        postgres_sql "$port" postgres "create role tryton login" || return
    postgres_sql "$port" postgres "drop database if exists \"$database\" with (force)" 2>/dev/null
    postgres_sql "$port" postgres \
        "create database \"$database\" owner tryton template template0 encoding 'UTF8'" || return
    tryton_admin "$folder" -d "$database" -u ir res -l en --email admin@example.com || return
    # shellcheck disable=SC2086
    tryton_admin "$folder" -d "$database" -u $tryton_modules --activate-dependencies
}

tryton_add_creditgate() {
    local folder=$1 database=$2
    tryton_admin "$folder" -d "$database" -m &&
        tryton_admin "$folder" -d "$database" -u creditgate --activate-dependencies &&
        tryton_install_creditgate "$folder" "$database"
}

tryton_odbc() {
    printf 'Driver=PostgreSQL Unicode;Server=127.0.0.1;Port=%s;Database=%s' \
        "$(cat "$1/database_port")" "$2"
}

tryton_install_creditgate() {
    local folder=$1 database=$2 source
    source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../adapters/tryton" && pwd)
    # A check waits longer than usual: a small machine has a browser beside it.
    printf '{"database": "%s", "user": "creditgate", "password": "%s", "budget_ms": 3000}\n' \
        "$(tryton_odbc "$folder" "$database")" "$tryton_password" >"$folder/$database.json"
    chmod 600 "$folder/$database.json"
    "$(_built "$(cat "$folder/build")" creditgate)" \
        --database "$(tryton_odbc "$folder" "$database")" --db-user postgres \
        install --host tryton \
        --views "$source/money.sql" "$source/clearing_views.sql" "$source/views.sql" \
        "$source/invoiced_views.sql" \
        --triggers "$source/triggers.sql" "$source/everything_triggers.sql" \
        "$source/clearing_triggers.sql" "$source/guard.sql" \
        --erp-role tryton \
        --role-password "$tryton_password" >>"$folder/creditgate.log" 2>&1 || {
        tail -n 10 "$folder/creditgate.log" >&2
        echo "creditgate could not be installed in $database; the reason is above" >&2
        return 1
    }
}

# The shell is replaced (exec), so that the pid is the server's own.
_tryton_background() {
    local folder=$1 program=$2
    shift 2
    ( _exec_tryton() {
        export PYTHONPATH="$(cat "$folder/build")/tryton" LC_ALL=C.UTF-8
        if [ -n "${tryton_clock:-}" ]; then
            export LD_PRELOAD="$(ls /usr/lib/*/faketime/libfaketimeMT.so.1)" FAKETIME=$tryton_clock
        fi
        exec setsid /usr/bin/python3 -B "/usr/bin/$program" -c "$folder/trytond.conf" "$@"
    }
    _exec_tryton "$@" ) >>"$folder/$program.log" 2>&1 </dev/null &
    echo $! >"$folder/$program.pid"
}

tryton_start() {
    local folder=$1 port
    port=$(cat "$folder/web_port")
    # Another server's answer would be taken for ours.
    port_is_free "$port" || {
        echo "port $port is in use by another program" >&2
        return 1
    }
    _tryton_background "$folder" trytond
    wait_for_port "$port" "$(cat "$folder/trytond.pid")" "$folder/trytond.log"
}

tryton_start_cron() {
    _tryton_background "$1" trytond-cron -d "$2"
}

tryton_stop() {
    stop_program "$1/trytond-cron.pid" "$1/trytond.conf"
    stop_program "$1/trytond.pid" "$1/trytond.conf"
}
