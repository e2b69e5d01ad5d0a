# SPDX-License-Identifier: Apache-2.0
# Programs of our own that run in the background. To be sourced.
#
#   port_is_free PORT                true when nothing listens at 127.0.0.1:PORT
#   free_port FIRST LAST             prints one of them
#   wait_for_port PORT PID LOG       until the program answers; prints its log when it ended
#   is_running PID_FILE WORD         true when the file's process lives and has WORD in its command
#   stop_program PID_FILE WORD       ends it, by force after 20 seconds

port_is_free() {
    ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

free_port() {
    local port
    for ((port = $1; port <= $2; port++)); do
        port_is_free "$port" && echo "$port" && return
    done
    echo "found no free port from $1 to $2" >&2
    return 1
}

wait_for_port() {
    local port=$1 pid=$2 log=$3 tries=600
    while port_is_free "$port"; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ] || ! kill -0 "$pid" 2>/dev/null; then
            tail -n 40 "$log" >&2
            echo "nothing answers at 127.0.0.1:$port; its log is above ($log)" >&2
            return 1
        fi
        sleep 0.1
    done
}

# A pid may belong to somebody else by now: the word has to be in its command line.
is_running() {
    local pid
    pid=$(cat "$1" 2>/dev/null) || return 1
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$2"
}

# A process that ends loses its command line, and its first thread, before it closes its ports.
_holds_its_ports() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r -a stat <<<"${stat##*) }"
    # State and number of threads: proc(5).
    [[ ${stat[0]} != [ZX] || ${stat[17]} -gt 1 ]]
}

stop_program() {
    local file=$1 word=$2 pid tries=200
    if is_running "$file" "$word"; then
        pid=$(cat "$file")
        kill "$pid"
        while _holds_its_ports "$pid"; do
            tries=$((tries - 1))
            [ "$tries" -gt 0 ] || kill -9 "$pid"
            sleep 0.1
        done
    fi
    rm -f "$file"
}
