# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL on 127.0.0.1 that leaves the system's own alone. To be sourced after
# servers.sh.
#
#   postgres_start FOLDER PORT              makes the cluster when there is none, and starts it
#   postgres_stop FOLDER
#   postgres_sql PORT DATABASE STATEMENT    as superuser, rows without decoration
#   postgres_copy PORT TEMPLATE DATABASE    a copy that replaces DATABASE; owned by `tryton`
#   postgres_has PORT DATABASE
#   postgres_home FOLDER                    where the data may lie: FOLDER, or one elsewhere to
#                                           which FOLDER becomes a link

_postgres_bin() {
    local newest
    newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [ -x "$newest" ] || {
        echo "found no PostgreSQL server, expected the package postgresql" >&2
        return 1
    }
    dirname "$newest"
}

# PostgreSQL does not run as root.
_as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid postgres --regid postgres --clear-groups -- "$@"
    else
        "$@"
    fi
}

# A clone in root's home cannot be entered by the user postgres.
postgres_home() {
    local folder=$1 elsewhere
    [ -d "$folder/data" ] && _as_postgres test -x "$folder/" && return
    mkdir -p "$(dirname "$folder")"
    if _as_postgres test -x "$(dirname "$folder")"; then
        mkdir -p "$folder"
    else
        elsewhere=$(mktemp -d -t creditgate-postgres.XXXXXX) || return
        chmod 755 "$elsewhere"
        rm -f "$folder"
        ln -s "$elsewhere" "$folder" || return
        echo "the user postgres cannot enter $(dirname "$folder"); its data lie in $elsewhere"
    fi
    [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$folder/"
}

postgres_start() {
    local folder=$1 port=$2 bin shared=""
    bin=$(_postgres_bin) && postgres_home "$folder" || return
    folder=$(realpath "$folder")
    (
        cd "$folder" || exit
        export HOME=$folder LC_ALL=C.UTF-8
        if [ ! -e data/PG_VERSION ]; then
            rm -rf data
            _as_postgres "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 \
                >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
        fi
        # A chroot may have no /dev/shm.
        _as_postgres test -w /dev/shm || shared="-c dynamic_shared_memory_type=mmap"
        _as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/postgres.log" -w -t 60 -s \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= $shared" start
    ) >/dev/null || {
        tail -n 20 "$folder/postgres.log" >&2
        echo "PostgreSQL did not start in $folder; its log is above" >&2
        return 1
    }
}

postgres_stop() {
    local folder bin
    folder=$(realpath -q "$1") && [ -e "$folder/data/postmaster.pid" ] || return 0
    bin=$(_postgres_bin) || return
    (cd "$folder" && _as_postgres "$bin/pg_ctl" -D "$folder/data" -m fast -w -s stop)
}

postgres_sql() {
    PGCONNECT_TIMEOUT=10 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$1" -U postgres \
        -d "$2" -c "$3"
}

postgres_has() {
    [ "$(postgres_sql "$1" postgres "select 1 from pg_database where datname = '$2'")" = 1 ]
}

postgres_copy() {
    postgres_sql "$1" postgres "drop database if exists \"$3\" with (force)" 2>/dev/null &&
        postgres_sql "$1" postgres "create database \"$3\" template \"$2\" owner tryton"
}
