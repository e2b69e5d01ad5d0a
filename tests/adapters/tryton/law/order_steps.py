# SPDX-License-Identifier: GPL-3.0-or-later
"""What clerks do with orders and goods. STEPS has how often, and what."""
from decimal import Decimal

from .inprocess import Nothing, Undone


def _lines(walk, most=4):
    return [_line(walk) for _ in range(walk.random.randint(1, most))]


def _line(walk):
    roll = walk.random
    if walk.chance(0.07):
        return {'type': roll.choice(['comment', 'subtotal', 'title']), 'description': 'Note'}
    values = {'type': 'line', 'unit_price': Decimal(roll.randint(100, 990000)).scaleb(
            roll.choice([-2, -4])), 'taxes': [('add', roll.choice(walk.office.taxes))],
        'description': 'Line'}
    product = roll.choice([None, *sorted(walk.world.products)])
    if product:
        record = walk.model('product.product')(walk.world.products[product])
        values.update(product=record.id, unit=record.sale_uom.id)
    fine = product in ('Chain', 'Advice')
    values['quantity'] = roll.randint(1, 1500) / 100 if fine else float(roll.randint(1, 12))
    if walk.chance(0.06):
        values['quantity'] *= -1
    return values


def _order(walk):
    party = walk.customer()
    payer = walk.customer() if walk.chance(0.2) else None
    address = walk.model('party.party')(payer or party).addresses[0].id
    Sale = walk.model('sale.sale')
    invoice, shipment = walk.random.choice([('order', 'order'), ('order', 'order'),
            ('shipment', 'order'), ('shipment', 'order'), ('order', 'invoice')])
    sale, = Sale.create([{'company': walk.office.company, 'party': party,
                'invoice_party': payer, 'invoice_address': address,
                'shipment_address': walk.model('party.party')(party).addresses[0].id,
                'currency': walk.currency(), 'invoice_method': invoice,
                'shipment_method': shipment,
                'payment_term': walk.random.choice(sorted(walk.world.terms.values())),
                'lines': [('create', _lines(walk))]}])
    walk.touch(sale)
    return sale


def quote(walk):
    sale = _order(walk)
    walk.model('sale.sale').quote([sale])
    return _told(sale)


def order(walk):
    "Quoted and confirmed at once."
    sale = _order(walk)
    walk.model('sale.sale').quote([sale])
    walk.model('sale.sale').confirm([sale])
    return _told(sale)


def confirm(walk):
    sale = walk.pick('sale.sale', ('state', '=', 'quotation'))
    walk.model('sale.sale').confirm([sale])
    return _told(sale)


def confirm_rolled_back(walk):
    sale = walk.pick('sale.sale', ('state', '=', 'quotation'))
    walk.model('sale.sale').confirm([sale])
    raise Undone(_told(sale))


def process(walk):
    sale = walk.pick('sale.sale', ('state', 'in', ['confirmed', 'processing', 'done']))
    walk.model('sale.sale').process([sale])
    return _told(sale)


def block(walk):
    "Blocks a customer or ends it: what was refused meanwhile is confirmed by the system."
    from trytond.modules.creditgate import bridge
    party = walk.random.choice(walk.parties + walk.blocked[walk.office.company] * 3)
    walk.touched.add(party)
    blocked = party not in walk.blocked[walk.office.company]
    answer = bridge.call('block', company=walk.office.company, customer=party, blocked=blocked,
        user={'name': 'carl', 'roles': ['controller']}, reason='review',
        business_date=walk.model('ir.date').today().isoformat())
    if blocked:
        walk.blocked[walk.office.company].append(party)
        return str(party)
    walk.blocked[walk.office.company].remove(party)
    released = [each['document']['id'] for each in answer.get('released', [])]
    walk.model('creditgate.outbox').push(released)
    return '%s ended, orders %s released' % (party, released)


def back_to_draft(walk):
    sale = walk.pick('sale.sale', ('state', 'in', ['quotation', 'confirmed', 'cancelled']))
    walk.model('sale.sale').draft([sale])
    return _told(sale)


def requote(walk):
    sale = walk.pick('sale.sale', ('state', '=', 'draft'))
    _change_a_line(walk, sale)
    walk.model('sale.sale').quote([sale])
    return _told(sale)


def cancel(walk):
    sale = walk.pick('sale.sale', ('state', 'in', ['draft', 'quotation']))
    walk.model('sale.sale').cancel([sale])
    return _told(sale)


def copy(walk):
    sale = walk.pick('sale.sale')
    made, = walk.model('sale.sale').copy([sale])
    walk.model('sale.sale').quote([made])
    return '%s as %s' % (sale.number, _told(made))


def take_back(walk):
    "A return of the whole order."
    sale = walk.pick('sale.sale', ('state', 'in', ['processing', 'done']))
    opened, context = walk.wizard('sale.return_sale', sale)
    with context:
        opened.do_return_({'views': [None, None]})
    made, = walk.model('sale.sale').search([('origin', '=', str(sale))],
        order=[('id', 'DESC')], limit=1)
    walk.model('sale.sale').quote([made])
    walk.model('sale.sale').confirm([made])
    return '%s by %s' % (sale.number, _told(made))


def amend(walk):
    "Tryton's server lets a script change the lines of an order at work; invoices follow them."
    sale = walk.pick('sale.sale', ('state', '=', 'processing'))
    told = _change_a_line(walk, sale)
    walk.model('sale.sale').process([sale])
    return '%s %s' % (_told(sale), told)


def _change_a_line(walk, sale):
    lines = [line for line in sale.lines if line.type == 'line']
    if not lines:
        raise Nothing()
    line = walk.random.choice(lines)
    if walk.chance(0.3):
        line.unit_price += Decimal(walk.random.randint(1, 500)).scaleb(-2)
    else:
        line.quantity = line.quantity * 2 if walk.chance(0.6) else float(int(line.quantity / 2))
    if not line.quantity:
        raise Nothing()
    line.save()
    return 'line %s now %s at %s' % (line.id, line.quantity, line.unit_price)


def deliver(walk):
    "All of a shipment, a part of it, or more than was ordered."
    shipment = walk.pick('stock.shipment.out', ('state', '=', 'waiting'))
    told = _change_moves(walk, shipment.outgoing_moves, 'stock.shipment.out', shipment)
    Shipment = walk.model('stock.shipment.out')
    for act in (Shipment.assign_force, Shipment.pick, Shipment.pack, Shipment.done):
        act([Shipment(shipment.id)])
    return '%s %s' % (shipment.number, told)


def _change_moves(walk, moves, model, shipment):
    kind = walk.random.choice(['all', 'all', 'part', 'part', 'more'])
    if kind == 'all':
        return kind
    Shipment = walk.model(model)
    Shipment.draft([shipment])
    for move in Shipment(shipment.id).outgoing_moves:
        by = walk.random.choice([0.5, 0.75]) if kind == 'part' else 1.5
        move.quantity = max(move.uom.round(move.quantity * by), 1.0)
        move.save()
    Shipment.wait([Shipment(shipment.id)])
    return kind


def cancel_shipment(walk):
    shipment = walk.pick('stock.shipment.out', ('state', '=', 'waiting'))
    walk.model('stock.shipment.out').cancel([shipment])
    return shipment.number


def take_goods_back(walk):
    shipment = walk.pick('stock.shipment.out.return', ('state', '=', 'draft'))
    walk.model('stock.shipment.out.return').receive([shipment])
    return shipment.number


def settle_cancelled_goods(walk):
    "They are shipped again, or not any more."
    sale = walk.pick('sale.sale', ('shipment_state', '=', 'exception'))
    again = walk.chance(0.4)
    opened, context = walk.wizard('sale.handle.shipment.exception', sale)
    with context:
        asked = opened.default_ask(None)
        opened.ask.domain_moves = asked['domain_moves']
        opened.ask.recreate_moves = asked['recreate_moves'] if again else []
        opened.transition_handle()
    return '%s %s' % (_told(sale), 'again' if again else 'given up')


def _told(sale):
    return 'order %s (%s) %s' % (sale.number, sale.id, sale.state)


STEPS = [(3, quote), (10, order), (5, confirm), (2, confirm_rolled_back), (1, process),
    (2, back_to_draft), (3, requote), (1, cancel), (1, copy), (2, take_back), (3, amend),
    (12, deliver), (3, cancel_shipment), (2, block),
    (3, take_goods_back), (3, settle_cancelled_goods)]
