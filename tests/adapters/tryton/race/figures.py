# SPDX-License-Identifier: GPL-3.0-or-later
"""What a race came to."""
import contextlib
import os

from .rounds import Race

NAME = 'race_over_limit_http'
_UNITS = {'leaked': 'reservations', 'errors_shown': 'errors', 'errors_of_killed': 'errors',
    'rolled_back': 'confirms', 'killed': 'sessions'}
_WRONG = ['over_limit', 'nobody_through', 'errors_shown', 'leaked', 'exposure_wrong']
_FAULTY_ROUNDS = 10


def wrong(counts):
    return {key: counts[key] for key in _WRONG if counts[key]}


def tell(counts):
    for key, value in counts.items():
        name = NAME if key == 'over_limit' else '%s_%s' % (NAME, key)
        print(name, value, _UNITS.get(key, 'rounds'))


def see_a_fault(servers, seed):
    "Rounds over the limit when the database forgets reservations: the race would see it."
    race = Race(servers, seed)
    servers.forget_reservations()
    with open(os.devnull, 'w') as nowhere, contextlib.redirect_stderr(nowhere):
        race.run(_FAULTY_ROUNDS, with_trouble=False)
    print(NAME + '_forgetful', race.counts['over_limit'], 'rounds')
    return race.counts['over_limit']
