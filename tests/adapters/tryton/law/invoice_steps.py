# SPDX-License-Identifier: GPL-3.0-or-later
"""What the accounts department does with invoices. STEPS has how often, and what."""
import datetime
from decimal import Decimal

from .inprocess import Nothing

_UNPOSTED = ('state', 'in', ['draft', 'validated'])


def by_hand(walk):
    "An invoice, or a credit note, without an order."
    party, office = walk.customer(), walk.office
    sign, currency = -1 if walk.chance(0.2) else 1, walk.currency()
    Invoice = walk.model('account.invoice')
    invoice, = Invoice.create([{'type': 'out', 'company': office.company, 'party': party,
                'invoice_address': walk.model('party.party')(party).addresses[0].id,
                'currency': currency, 'account': office.receivable,
                'journal': office.sales,
                'payment_term': walk.random.choice(sorted(walk.world.terms.values())),
                'lines': [('create', [_line(walk, currency, sign)
                            for _ in range(walk.random.randint(1, 3))])]}])
    Invoice.update_taxes([invoice])
    return _told(invoice)


def _line(walk, currency, sign=1):
    roll = walk.random
    return {'type': 'line', 'invoice_type': 'out', 'company': walk.office.company,
        'currency': currency, 'description': 'By hand', 'account': walk.office.revenue,
        'quantity': float(sign * roll.randint(1, 9)),
        'unit_price': Decimal(roll.randint(1, 99999)).scaleb(-3),
        'taxes': [('add', roll.choice(walk.office.taxes))]}


def add_a_line(walk):
    "Freight, say, on a draft invoice that may be an order's."
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), ('state', '=', 'draft'))
    line = _line(walk, invoice.currency.id, -1 if walk.chance(0.2) else 1)
    walk.model('account.invoice').write([invoice], {'lines': [('create', [line])]})
    return _told(invoice)


def cut(walk):
    "A part of a draft invoice is left for later."
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), ('state', '=', 'draft'))
    lines = [line for line in invoice.lines if line.type == 'line']
    if not lines:
        raise Nothing()
    line = walk.random.choice(lines)
    less = float(int(line.quantity / 2))
    change = ('write', [line.id], {'quantity': less}) if less else ('delete', [line.id])
    walk.model('account.invoice').write([invoice], {'lines': [change]})
    return '%s line %s to %s' % (_told(invoice), line.id, less)


def validate(walk):
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), ('state', '=', 'draft'))
    walk.model('account.invoice').validate_invoice([invoice])
    return _told(invoice)


def redraft(walk):
    invoice = walk.pick('account.invoice', ('type', '=', 'out'),
        ('state', 'in', ['validated', 'cancelled']))
    walk.model('account.invoice').draft([invoice])
    return _told(invoice)


def post(walk):
    "Some are so late that they are overdue at once."
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), _UNPOSTED)
    if walk.chance(0.4):
        late = datetime.date.today() - datetime.timedelta(days=walk.random.randint(20, 60))
        walk.model('account.invoice').write([invoice], {'payment_term_date': late})
    walk.model('account.invoice').post([invoice])
    return _told(invoice)


def credit(walk):
    "Its credit note, in draft; or posted and set against it, which cancels the invoice."
    invoice = walk.pick('account.invoice', ('type', '=', 'out'),
        ('state', 'in', ['posted', 'paid']))
    refund = invoice.state == 'posted' and walk.chance(0.5)
    made, = walk.model('account.invoice').credit([invoice], refund=refund)
    return '%s by %s' % (_told(invoice), _told(made))


def cancel(walk):
    invoice = walk.pick('account.invoice', ('type', '=', 'out'),
        ('state', 'in', ['draft', 'validated', 'posted']))
    walk.model('account.invoice').cancel([invoice])
    return _told(invoice)


def remove(walk):
    invoice = walk.pick('account.invoice', ('type', '=', 'out'), ('state', '=', 'draft'))
    told = _told(invoice)
    walk.model('account.invoice').delete([invoice])
    return told


def copy(walk):
    invoice = walk.pick('account.invoice', ('type', '=', 'out'))
    made, = walk.model('account.invoice').copy([invoice])
    return '%s as %s' % (_told(invoice), _told(made))


def settle_cancelled_invoices(walk):
    "They are made again, or not any more."
    sale = walk.pick('sale.sale', ('invoice_state', '=', 'exception'))
    again = walk.chance(0.5)
    opened, context = walk.wizard('sale.handle.invoice.exception', sale)
    with context:
        asked = opened.default_ask(None)
        opened.ask.domain_invoices = asked['domain_invoices']
        opened.ask.recreate_invoices = asked['recreate_invoices'] if again else []
        opened.transition_handle()
    return 'order %s %s' % (sale.number, 'again' if again else 'given up')


def _told(invoice):
    return 'invoice %s (%s) %s' % (invoice.number, invoice.id, invoice.state)


STEPS = [(4, by_hand), (3, add_a_line), (4, cut), (2, validate), (1, redraft), (16, post),
    (3, credit), (3, cancel), (1, remove), (1, copy), (3, settle_cancelled_invoices)]
