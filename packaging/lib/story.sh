# SPDX-License-Identifier: Apache-2.0
# The servers of the story: a private PostgreSQL and a private Tryton with a small company in it.
# To be sourced after servers.sh, postgres.sh and tryton.sh, with `root` set to the clone.
#
#   story_up FOLDER WEB_PORT DATABASE_PORT BUILD   starts them; the database `erp` is new, the story
#                                                  has not happened in it
#   story_walk FOLDER ARGUMENT...                  walks it in a browser (packaging/story/walk.py)
#   story_next_day FOLDER                          a day later for Tryton (package libfaketime)
#   story_down FOLDER                              stops them
#
# What is slow is made once and copied: the database `modules` has Tryton, `company` a company in
# it, `story` creditgate, people, customers and what they owe.

story_up() {
    local folder=$1 web_port=$2 database_port=$3 build=$4
    mkdir -p "$folder" || return
    folder=$(cd "$folder" && pwd) && story_down "$folder" || return
    postgres_start "$folder/postgres" "$database_port" || return
    tryton_configure "$folder/tryton" "$web_port" "$database_port" "$build" || return
    _story_template "$folder" modules _make_modules "$(_modules_digest)" || return
    _story_template "$folder" company _make_company "$(_company_digest)" || return
    _story_template "$folder" story _make_story "$(_story_digest "$build")" || return
    postgres_copy "$database_port" story erp || return
    tryton_install_creditgate "$folder/tryton" erp || return
    echo "== starting Tryton"
    tryton_start "$folder/tryton"
}

# In the background, so that the caller's traps are heard while it runs; the shell is replaced
# (exec), so that the pid is the walk's own.
story_walk() {
    local folder=$1 status
    shift
    (exec /usr/bin/python3 -B "$root/packaging/story/walk.py" \
        --url "http://127.0.0.1:$(cat "$folder/tryton/web_port")/" --database erp \
        --database-port "$(cat "$folder/tryton/database_port")" --folder "$folder" "$@") &
    story_walking=$!
    wait "$story_walking"
    status=$?
    story_walking=""
    return $status
}

story_next_day() {
    echo "== a day passes"
    tryton_stop "$1/tryton"
    tryton_clock=+1d tryton_start "$1/tryton"
}

story_down() {
    local folder=$1
    if [ -n "${story_walking:-}" ]; then
        kill "$story_walking" && wait "$story_walking"
        story_walking=""
    fi
    tryton_stop "$folder/tryton"
    postgres_stop "$folder/postgres"
}

# A template is made again when what it is made from has changed. PostgreSQL is told that it is one,
# because the web client offers every other database to log in to.
_story_template() {
    local folder=$1 name=$2 make=$3 digest=$4 port
    port=$(cat "$folder/tryton/database_port")
    if [ "$(cat "$folder/$name.made" 2>/dev/null)" = "$digest" ] && postgres_has "$port" "$name"
    then
        return 0
    fi
    rm -f "$folder/$name.made"
    if postgres_has "$port" "$name"; then
        postgres_sql "$port" postgres "alter database \"$name\" is_template false" || return
    fi
    "$make" "$folder/tryton" "$port" &&
        postgres_sql "$port" postgres "alter database \"$name\" is_template true" &&
        printf '%s\n' "$digest" >"$folder/$name.made"
}

_make_modules() {
    echo "== creating a Tryton database (a minute or two, once)"
    tryton_create "$1" modules
}

_make_company() {
    echo "== making the company in it"
    postgres_copy "$2" modules company && _tell_tryton "$1" make company
}

_make_story() {
    local folder=$1 port=$2
    echo "== adding creditgate to it"
    postgres_copy "$port" company story || return
    tryton_add_creditgate "$folder" story || return
    echo "== making people, customers and invoices"
    _tell_tryton "$folder" people story && _make_department "$folder" "$port"
}

_make_department() {
    echo "== making the department that tries the policy out"
    /usr/bin/python3 -B "$root/packaging/story/department.py" \
        "$(_built "$(cat "$1/build")" creditgate)" "$1/story.json" "$2" story >>"$1/company.log"
}

_tell_tryton() {
    _tryton_python "$1" "$root/packaging/story/company.py" "$2" "$1/trytond.conf" "$3" \
        >>"$1/company.log" 2>&1 || {
        tail -n 30 "$1/company.log" >&2
        echo "the company of the story could not be made; the reason is above" >&2
        return 1
    }
}

_modules_digest() {
    {
        echo "$tryton_modules"
        dpkg-query -W -f '${Package} ${Version}\n' 'tryton-*' 'postgresql-1*' 2>/dev/null
        cat "$root/packaging/lib/tryton.sh"
    } | sha256sum
}

# Its fiscal years are those around today.
_company_digest() {
    {
        _modules_digest
        date +%Y
        cat "$root/packaging/story/company.py" "$root/packaging/story/plot.py"
    } | sha256sum
}

# Invoices are so many days overdue: tomorrow's story is another.
_story_digest() {
    {
        _company_digest
        date +%F
        cat "$(_built "$1" libcreditgate.so)" "$(_built "$1" creditgate)" \
            "$root"/adapters/tryton/*.sql "$root/packaging/story/department.py"
        find "$1/tryton" -type f -not -name '*.pyc' -print0 | sort -z | xargs -0 cat
    } | sha256sum
}
