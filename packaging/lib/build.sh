# SPDX-License-Identifier: Apache-2.0
# To be sourced, with `root` set to the clone.
#
#   build PRESET [TARGET...]   configures and builds into build/PRESET; CMake options in CMAKE_MORE

build() {
    local preset=$1
    shift
    echo "== building $preset${*:+: $*}"
    # shellcheck disable=SC2086
    cmake -S "$root" --preset "$preset" ${CMAKE_MORE:-} >"$root/build-$preset.log" 2>&1 || {
        cat "$root/build-$preset.log" >&2
        rm -f "$root/build-$preset.log"
        echo "cmake could not configure; the reason is above" >&2
        return 1
    }
    mv "$root/build-$preset.log" "$root/build/$preset/configure.log"
    local targets=()
    [ $# -eq 0 ] || targets=(--target "$@")
    NINJA_STATUS="[%f/%t, %es] " cmake --build "$root/build/$preset" "${targets[@]}"
}
