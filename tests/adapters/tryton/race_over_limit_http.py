#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sessions confirm two orders of one customer over HTTP, in two trytond processes at once.

    race_over_limit_http.py <rounds> [<seed>]

Prints a figure a line, tells what was wrong in which round, and ends well only when nothing was
and when it has seen rounds over the limit afterwards, with a fault made on purpose.
CREDITGATE_BUILD_DIR names the CMake build directory.
"""
import sys

from race.figures import see_a_fault, tell, wrong
from race.rounds import Race
from race.two_servers import TwoServers


def main(rounds, seed='1'):
    servers = TwoServers()
    try:
        servers.start()
        race = Race(servers, int(seed))
        race.run(int(rounds))
        tell(race.counts)
        seen = see_a_fault(servers, int(seed))
    finally:
        servers.stop()
    return 1 if wrong(race.counts) or not seen else 0


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
