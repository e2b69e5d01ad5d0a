# SPDX-License-Identifier: GPL-3.0-or-later
"""What each row has to come to, and the tables of README.md that tell it."""
from . import trouble
from .steps import OF_HELD, STEPS, WORDS

FAULTS = {
    'kill -9 of the ERP': trouble.kill,
    "library's connection cut": trouble.cut_library,
    "ERP's connection cut": trouble.cut_erp,
    'server restarted': trouble.restart,
    'server crashed': trouble.crash,
    'server stopped and continued': trouble.pause,
    }
# After these the ERP's processes have lost connections in their pools.
LOSES_CONNECTIONS = ["ERP's connection cut", 'server restarted', 'server crashed']

# An approval is made durable by the ERP's commit, which a crash has prevented here.
OR_NOT = 'error; approved or not'

_FITS = {
    'asked': ['no answer; nothing', 'confirmed', 'error; nothing', 'error; nothing',
        'error; nothing', 'confirmed'],
    'account locked': ['no answer; nothing', 'confirmed', 'error; nothing', 'error; nothing',
        'error; nothing', 'confirmed'],
    'account read': ['no answer; nothing', 'unavailable; nothing', 'error; nothing',
        'error; nothing', 'error; nothing', 'confirmed'],
    'record written': ['no answer; approved', 'unavailable; approved', 'error; approved',
        'error; nothing', 'error; nothing', 'confirmed'],
    'record committing': ['no answer; approved', 'unavailable; approved', 'error; approved',
        'error; nothing', 'error; nothing', 'confirmed'],
    'record committed': ['no answer; approved', 'unavailable; approved', 'error; approved',
        'error; approved', OR_NOT, 'confirmed'],
    'approval taken': ['no answer; approved', 'confirmed', 'error; approved', 'error; approved',
        OR_NOT, 'confirmed'],
    'ERP committing': ['no answer; confirmed', 'confirmed', 'error; confirmed',
        'error; approved', OR_NOT, 'confirmed'],
    'ERP committed': ['no answer; confirmed', 'confirmed', 'error; confirmed',
        'confirmed', 'confirmed', 'confirmed'],
    }
_OVER = {
    'asked': ['no answer; nothing', 'held', 'error; held', 'error; nothing', 'error; nothing',
        'held'],
    'account locked': ['no answer; nothing', 'held', 'error; held', 'error; nothing',
        'error; nothing', 'held'],
    'account read': ['no answer; nothing', 'held', 'error; held', 'error; nothing',
        'error; nothing', 'held'],
    'record written': ['no answer; nothing', 'held', 'error; held', 'error; nothing',
        'error; nothing', 'held'],
    'record committing': ['no answer; held', 'unavailable; held', 'error; held',
        'error; nothing', 'error; nothing', 'held'],
    'record committed': ['no answer; held', 'unavailable; held', 'error; held', 'error; held',
        'error; held', 'held'],
    }
_ROWS = {'fits': _FITS, 'over': _OVER}
EXPECTED = {(order, step, fault): found
    for order, rows in _ROWS.items() for step, all_found in rows.items()
    for fault, found in zip(FAULTS, all_found, strict=True)}
# Each step and each fault, with the faults that take longer at the steps that differ most.
_OFTEN = ['kill -9 of the ERP', "library's connection cut"]
_AT = {'fits': ['account locked', 'record committed', 'ERP committing'],
    'over': ['record committing']}
ORDINARY = [(order, step, fault) for order, step, fault in EXPECTED
    if order == 'fits' and fault in _OFTEN or step in _AT[order] and fault != 'server crashed']

# A stop that is longer than a check may take: who waits for a lock or has begun to, is told that it
# took too long; a message that arrives afterwards finds the server in time. "asked" is left out:
# what is on its way there may be the question or, in a new worker, the opening of a connection,
# which has a limit of its own.
TOO_LONG = {
    'account locked': 'unavailable; nothing',
    'account read': 'confirmed',
    'record written': 'unavailable; nothing',
    'record committing': 'unavailable; nothing',
    'record committed': 'confirmed',
    }
TOO_LONG_ORDINARY = ['account read', 'record committing']

# By the table whose disk is full: what a check reads anew, what it records, and what the ERP's own
# transaction tells of its change. That one Tryton tries once more, with a new question.
DISK_FULL = {
    ('fits', 'creditgate.cg_open_document'): 'unavailable; nothing',
    ('over', 'creditgate.cg_open_document'): 'unavailable; nothing',
    ('fits', 'creditgate.cg_decision'): 'unavailable; nothing',
    ('over', 'creditgate.cg_decision'): 'unavailable; nothing',
    ('fits', 'creditgate.cg_dirty'): OR_NOT,
    }


def outcome_of_full_disk(table, *found):
    """Where Tryton's own statement fails, it tries twice; each time the check beside it comes
    before the failure, or after it and finds a transaction that is over."""
    told, state, _, holds = found
    if table.endswith('cg_dirty') and (told, state, holds) == ('error', 'quotation', 0):
        return OR_NOT
    return outcome(*found)


def outcome_of(row, *found):
    "As the table words it: what may end in two ways is one outcome there."
    ended = outcome(*found)
    either = EXPECTED[row] == OR_NOT
    return OR_NOT if either and ended in ('error; approved', 'error; nothing') else ended


def outcome(told, state, decisions, holds):
    "In words: what the person is told, unless that is all, and what is on record."
    record = {
        ('quotation', 0, 0): 'nothing',
        ('quotation', 1, 0): 'approved',
        ('quotation', 1, 1): 'held',
        ('confirmed', 1, 0): 'confirmed',
        }.get((state, decisions, holds), '%s, decided %s times, %s holds'
            % (state, decisions, holds))
    if (told, record) in (('passed', 'confirmed'), ('held', 'held')):
        return record
    return '%s; %s' % (told, record)


def written():
    "As README.md has it."
    lines = []
    for order, title in (('fits', 'An order that fits'), ('over', 'An order over the limit')):
        lines += ['', '**%s**' % title, '', _line('step', *FAULTS), _line(*['---'] * 7)]
        lines += [_line(WORDS[step], *found) for step, found in _ROWS[order].items()]
    lines += ['', '**Server stopped for longer than a check may take, an order that fits**', '',
        _line('step', 'outcome'), _line('---', '---')]
    lines += [_line(WORDS[step], found) for step, found in TOO_LONG.items()]
    lines += ['', '**Disk full**', '', _line('the table', 'order', 'outcome'),
        _line('---', '---', '---')]
    lines += [_line('`%s`' % table.split('.')[1], order, found)
        for (order, table), found in DISK_FULL.items()]
    return '\n'.join(lines)


def _line(*cells):
    return '| %s |' % ' | '.join(cells)
