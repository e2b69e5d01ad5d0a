#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The library shows the functions of version 1 and nothing else.
#     symbols.sh <library> <list>
nm -D --defined-only "$1" | awk '$2 == "T" { sub("@.*", "", $3); print $3 }' | sort |
    diff "$2" - && [ -z "$(nm -D --defined-only "$1" | awk '$2 !~ /^[TA]$/')" ]
