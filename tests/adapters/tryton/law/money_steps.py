# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes in and goes out, and what it is set against. STEPS has how often, and what."""
import datetime
from decimal import Decimal

from .inprocess import Nothing


def pay_all(walk):
    return _pay(walk, Decimal(1))


def pay_part(walk):
    return _pay(walk, Decimal(walk.random.choice(['0.3', '0.5', '0.81'])))


def pay_too_much(walk):
    return _pay(walk, Decimal('1.1'))


def pay_less_and_let_go(walk):
    return _pay(walk, Decimal('0.95'), 'writeoff')


def _pay(walk, share, rest='partial'):
    "With the client's wizard. What is over is written off against: Tryton reconciles it."
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), ('state', '=', 'posted'))
    amount = invoice.currency.round(invoice.amount_to_pay * share)
    if not amount:
        raise Nothing()
    opened, context = walk.wizard('account.invoice.pay', invoice)
    office = walk.office
    with context:
        start = opened.start
        start.amount, start.currency, start.date = amount, invoice.currency, _today()
        start.description, start.payment_method = 'Payment', office.method
        start.company, start.invoice_account = invoice.company, invoice.account
        start.currency_digits = invoice.currency.digits
        if opened.transition_choice() == 'ask':
            for name, value in opened.default_ask(None).items():
                setattr(opened.ask, name, value)
            opened.ask.type = rest if share <= 1 else 'overpayment'
            opened.ask.writeoff = office.write_off
        opened.transition_pay()
    return '%s %s of invoice %s (%s) %s' % (amount, invoice.currency.code, invoice.number,
        invoice.id, invoice.state)


def down_payment(walk):
    return _book(walk, -1)


def refund(walk):
    "Money goes back to the customer."
    return _book(walk, 1)


def _book(walk, sign):
    office, party = walk.office, walk.customer()
    Move, Currency = walk.model('account.move'), walk.model('currency.currency')
    own = Currency(walk.world.currencies[office.currency])
    foreign = Currency(walk.currency())
    amount = Decimal(walk.random.randint(100, 99999)).scaleb(-2)
    here = Currency.compute(foreign, amount, own)
    line = {'account': office.receivable, 'party': party,
        'debit': max(here * sign, Decimal(0)), 'credit': max(-here * sign, Decimal(0))}
    if foreign != own:
        line.update(second_currency=foreign.id, amount_second_currency=amount * sign)
    against = {'account': office.cash, 'debit': line['credit'], 'credit': line['debit']}
    move, = Move.create([{'company': office.company, 'journal': office.journal,
                'period': walk.model('account.period').find(office.company, date=_today()),
                'date': _today(), 'lines': [('create', [line, against])]}])
    # What nobody has posted yet is no payment yet.
    if walk.chance(0.9):
        Move.post([move])
    return '%s %s of party %s, %s' % (amount * sign, foreign.code, party, move.state)


def set_off(walk):
    "An open invoice against what the customer has to its credit; the difference is written off."
    line = walk.pick('account.move.line', *_OPEN, ('debit', '>', 0))
    against = walk.pick('account.move.line', *_OPEN, ('credit', '>', 0),
        ('party', '=', line.party.id))
    return _reconcile(walk, [line, against])


def write_off(walk):
    return _reconcile(walk, [walk.pick('account.move.line', *_OPEN, ('debit', '>', 0))])


def _reconcile(walk, lines):
    off = walk.model('account.move.reconcile.write_off')(walk.office.write_off)
    walk.model('account.move.line').reconcile(lines, writeoff=off)
    return ', '.join('line %s %s' % (line.id, line.debit - line.credit) for line in lines)


def unreconcile(walk):
    line = walk.pick('account.move.line', ('account.type.receivable', '=', True),
        ('reconciliation', '!=', None))
    told = 'line %s %s' % (line.id, line.debit - line.credit)
    walk.model('account.move.reconciliation').delete([line.reconciliation])
    return told


def merge(walk):
    "Two records of one customer become one."
    if len(walk.parties) < 4:
        raise Nothing()
    Party = walk.model('party.party')
    source, destination = map(Party, walk.random.sample(walk.parties, 2))
    opened, context = walk.wizard('party.replace', source)
    with context:
        opened.ask.source, opened.ask.destination = source, destination
        opened.transition_replace()
    walk.parties.remove(source.id)
    walk.merged.append(source.id)
    walk.touched.update([source.id, destination.id])
    return '%s into %s' % (source.id, destination.id)


def _today():
    return datetime.date.today()


_OPEN = (('account.type.receivable', '=', True), ('reconciliation', '=', None),
    ('move.state', '=', 'posted'))

STEPS = [(8, pay_all), (5, pay_part), (2, pay_too_much), (2, pay_less_and_let_go),
    (4, down_payment), (2, refund), (4, set_off), (2, write_off), (4, unreconcile), (1, merge)]
