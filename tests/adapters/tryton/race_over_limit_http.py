#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sessions confirm two orders of one customer over HTTP, in two trytond processes at once.

    race_over_limit_http.py <rounds>[/<rounds in tests/run --full>] [<seed>]

Prints a figure a line, tells what was wrong in which round, and ends well only when nothing was
and when it has seen rounds over the limit afterwards, with a fault made on purpose.
CREDITGATE_BUILD_DIR names the CMake build directory.
"""
import contextlib
import os
import sys

from race.rounds import Race
from race.two_servers import TwoServers

NAME = 'race_over_limit_http'
UNITS = {'leaked': 'reservations', 'errors_shown': 'errors', 'errors_of_killed': 'errors',
    'rolled_back': 'confirms', 'killed': 'sessions'}
FAULTY_ROUNDS = 10
WRONG = ['over_limit', 'nobody_through', 'errors_shown', 'leaked', 'exposure_wrong']


def main(rounds, seed='1'):
    ordinary, _, full = rounds.partition('/')
    count = int(full if full and os.environ.get('CREDITGATE_FULL') == '1' else ordinary)
    servers = TwoServers()
    try:
        servers.start()
        race = Race(servers, int(seed))
        race.run(count)
        tell(race.counts)
        seen = see_a_fault(servers, int(seed))
    finally:
        servers.stop()
    print(NAME + '_forgetful', seen, 'rounds')
    return 1 if any(race.counts[each] for each in WRONG) or not seen else 0


def tell(counts):
    for key, value in counts.items():
        name = NAME if key == 'over_limit' else '%s_%s' % (NAME, key)
        print(name, value, UNITS.get(key, 'rounds'))


def see_a_fault(servers, seed):
    "Rounds over the limit when the database forgets reservations."
    race = Race(servers, seed)
    servers.forget_reservations()
    with open(os.devnull, 'w') as nowhere, contextlib.redirect_stderr(nowhere):
        race.run(FAULTY_ROUNDS, with_trouble=False)
    return race.counts['over_limit']


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
