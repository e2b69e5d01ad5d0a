# SPDX-License-Identifier: GPL-3.0-or-later
"""Cheques: taken, noted as a success, paid by the bank or bounced. STEPS has how often."""
import datetime
from decimal import Decimal

from .inprocess import Nothing


def take_all(walk):
    return _take(walk, Decimal(1))


def take_part(walk):
    return _take(walk, Decimal(walk.random.choice(['0.25', '0.6', '0.99'])))


def _take(walk, share):
    line = walk.pick('account.move.line', *_OPEN, ('debit', '>', 0))
    currency = line.second_currency or line.move.company.currency
    amount = currency.round(line.payment_amount * share)
    if amount <= 0:
        raise Nothing()
    return _processed(walk, currency, line.party, amount, line=line.id)


def take_in_advance(walk):
    Currency = walk.model('currency.currency')
    party = walk.model('party.party')(walk.customer())
    amount = Decimal(walk.random.randint(100, 9999)).scaleb(-2)
    own = Currency(walk.world.currencies[walk.office.currency])
    return _processed(walk, own, party, amount, account=walk.office.receivable)


def _processed(walk, currency, party, amount, **values):
    "Most are noted as a success at once."
    Payment, Group = walk.model('account.payment'), walk.model('account.payment.group')
    journal = walk.office.cheques[currency.id]
    payment, = Payment.create([dict(values, company=walk.office.company, journal=journal,
                kind='receivable', party=party.id, amount=amount, date=_today())])
    Payment.approve([payment])
    group, = Group.create([{'company': walk.office.company, 'journal': journal,
                'kind': 'receivable'}])
    Payment.process([payment], lambda: group)
    if walk.chance(0.8):
        Payment.succeed([payment])
    return _told(payment)


def succeed(walk):
    payment = walk.pick('account.payment', ('state', 'in', ['processing', 'failed']))
    walk.model('account.payment').succeed([payment])
    return _told(payment)


def bounce(walk):
    payment = walk.pick('account.payment', ('state', 'in', ['processing', 'succeeded']))
    walk.model('account.payment').fail([payment])
    return _told(payment)


def take_success_back(walk):
    payment = walk.pick('account.payment', ('state', '=', 'succeeded'))
    walk.model('account.payment').proceed([payment])
    return _told(payment)


def post_clearing_moves(walk):
    "All of the company, as the cron does."
    payment = walk.pick('account.payment', ('clearing_move.state', '=', 'draft'))
    walk.model('account.payment.journal').cron_post_clearing_moves()
    return _told(payment)


def bank_pays(walk):
    payment = walk.pick('account.payment', ('state', '=', 'succeeded'))
    line = _in_clearing(walk, payment)
    if line.reconciliation:
        raise Nothing()
    Move, Line = walk.model('account.move'), walk.model('account.move.line')
    move, = Move.create([{'company': walk.office.company, 'journal': walk.office.journal,
                'period': walk.model('account.period').find(walk.office.company, date=_today()),
                'date': _today(), 'lines': [('create', [
                            {'account': walk.office.cash, 'debit': line.debit,
                                'credit': Decimal(0)},
                            {'account': walk.office.clearing, 'debit': Decimal(0),
                                'credit': line.debit}])]}])
    if walk.chance(0.5):
        Move.post([move])
    Line.reconcile([line, *(each for each in move.lines if each.credit)])
    return _told(payment)


def bank_takes_back(walk):
    payment = walk.pick('account.payment', ('state', '=', 'succeeded'))
    line = _in_clearing(walk, payment)
    if not line.reconciliation:
        raise Nothing()
    walk.model('account.move.reconciliation').delete([line.reconciliation])
    return _told(payment)


def _in_clearing(walk, payment):
    line, = (line for line in payment.clearing_move.lines
        if line.account.id == walk.office.clearing)
    return line


def _told(payment):
    return 'payment %s of party %s, %s %s, %s' % (payment.id, payment.party.id, payment.amount,
        payment.currency.code, payment.state)


def _today():
    return datetime.date.today()


_OPEN = (('account.type.receivable', '=', True), ('reconciliation', '=', None),
    ('move.state', '=', 'posted'))

STEPS = [(7, take_all), (5, take_part), (2, take_in_advance), (3, succeed), (5, bounce),
    (1, take_success_back), (3, post_clearing_moves), (5, bank_pays), (2, bank_takes_back)]
