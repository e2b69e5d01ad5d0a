#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sessions confirm two orders of one customer over HTTP, in two trytond processes at once.

    race_over_limit_http.py <rounds>[/<rounds in tests/run --full>] [<seed>]

Prints a figure a line, tells what was wrong in which round, and ends well only when nothing was.
CREDITGATE_BUILD_DIR names the CMake build directory.
"""
import os
import sys

from race.rounds import Race
from race.two_servers import TwoServers

NAME = 'race_over_limit_http'
UNITS = {'leaked': 'reservations', 'errors_shown': 'errors', 'errors_of_killed': 'errors',
    'rolled_back': 'confirms', 'killed': 'sessions'}
WRONG = ['over_limit', 'nobody_through', 'errors_shown', 'leaked', 'exposure_wrong']


def main(rounds, seed='1'):
    ordinary, _, full = rounds.partition('/')
    count = int(full if full and os.environ.get('CREDITGATE_FULL') == '1' else ordinary)
    servers = TwoServers()
    try:
        servers.start()
        race = Race(servers, int(seed))
        race.run(count)
    finally:
        servers.stop()
    for key, value in race.counts.items():
        name = NAME if key == 'over_limit' else '%s_%s' % (NAME, key)
        print(name, value, UNITS.get(key, 'rounds'))
    return 1 if any(race.counts[each] for each in WRONG) else 0


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
