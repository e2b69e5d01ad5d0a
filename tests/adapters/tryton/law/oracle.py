# SPDX-License-Identifier: GPL-3.0-or-later
"""What a customer owes, computed through Tryton's own objects and nothing of creditgate.

Gross amounts are Tryton's: the invoice that it would make of the quantities, which nobody saves.
Nothing is allowed for rounding: each line and each tax of that invoice is rounded as Tryton does
it, and its total once more to the minor unit of ISO 4217, which Tryton's digits may not be.

An amount in a foreign currency is converted at the last rate up to today, once for each kind of
document, currency and band of aging, halves away from zero.
"""
import datetime
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Optional

from trytond.pool import Pool
from trytond.transaction import Transaction

BUCKETS = ('open_order', 'delivered_not_invoiced', 'draft_invoice', 'open_item_not_due',
    'open_item_overdue', 'unallocated', 'in_clearing')
_WITHOUT_CENTS = {'JPY'}
_BANDS = (0, 30, 60, 90, 120)


class Item(NamedTuple):
    bucket: str
    kind: str
    document: str
    currency: str
    amount: Decimal
    due: Optional[datetime.date] = None


def items(company, party):
    "Every document of the customer that counts, by bucket."
    yield from _orders(company, party)
    yield from _draft_invoices(company, party)
    yield from _receivables(company, party)
    yield from _in_clearing(company, party)


def by_bucket(company, found):
    "The sums in the company's currency."
    currency = Pool().get('company.company')(company).currency
    groups = defaultdict(Decimal)
    for item in found:
        groups[item.bucket, item.kind, item.currency, _band(item.due)] += item.amount
    sums = dict.fromkeys(BUCKETS, Decimal(0))
    for (bucket, _, code, _), amount in groups.items():
        sums[bucket] += _convert(amount, code, currency)
    return sums


def _band(due):
    if due is None:
        return None
    days = (Pool().get('ir.date').today() - due).days
    return sum(days > last for last in _BANDS)


# An order counts from its confirmation until all of it is on posted invoices, for its payer.
# A document that nets to nothing or less, a return, lowers nothing until its credit note is posted.
def _orders(company, party):
    payer = ['OR', ('invoice_party', '=', party),
        [('invoice_party', '=', None), ('party', '=', party)]]
    for sale in Pool().get('sale.sale').search([('company', '=', company), payer,
                ('state', 'in', ['confirmed', 'processing'])]):
        rest, delivered = {}, {}
        for line in sale.lines:
            if line.type == 'line':
                rest[line], delivered[line] = _open_quantities(line)
        whole = _gross(sale, rest)
        if whole <= 0:
            continue
        out = min(max(_gross(sale, delivered), Decimal(0)), whole)
        yield Item('open_order', 'order', sale.number, sale.currency.code, whole - out)
        yield Item('delivered_not_invoiced', 'order', sale.number, sale.currency.code, out)


def _open_quantities(line):
    """What is still to be invoiced of an order's line, and what of that is with the customer.

    A draft invoice of an order is still the order; what was invoiced was delivered first.
    """
    sign = -1 if line.quantity < 0 else 1
    shipped, given_up = _moved(line)
    owed = abs(line.quantity)
    if line.sale.invoice_method == 'shipment':
        # What was shipped is invoiced, more than ordered or not; what the customer gave up is not.
        # A service is never shipped, and always owed.
        owed = shipped + max(owed - shipped - given_up, 0)
    taken = _invoiced(line) * sign
    # More than was ordered may be invoiced; then nothing of the line is left.
    rest = max(owed - taken, 0)
    if line.unit:
        rest = line.unit.round(rest)
    delivered = min(max(shipped - taken, 0), rest) if sign > 0 else 0
    return rest * sign, delivered


def _moved(line):
    "The quantities that have gone, and that were cancelled and are not to come again."
    compute = Pool().get('product.uom').compute_qty
    done = sum(compute(move.uom, move.quantity, line.unit)
        for move in line.moves if move.state == 'done')
    given_up = sum(compute(move.uom, move.quantity, line.unit) for move in line.moves_ignored)
    return done, given_up


def _invoiced(line):
    """A posted invoice has taken its part over. So has one that was cancelled when somebody
    decided not to make it again."""
    compute = Pool().get('product.uom').compute_qty
    return sum(compute(part.unit, part.quantity, line.unit) for part in line.invoice_lines
        if part.type == 'line' and part.invoice and (part.invoice.state in ('posted', 'paid')
            or part.invoice.state == 'cancelled' and part.invoice in line.sale.invoices_ignored))


# A draft invoice counts with what is not of an order: its total less what is, because draft
# invoices of an order are still the order. A draft credit note lowers nothing.
def _draft_invoices(company, party):
    for invoice in Pool().get('account.invoice').search([('company', '=', company),
                ('party', '=', party), ('type', '=', 'out'),
                ('state', 'in', ['draft', 'validated'])]):
        of_orders = {line: line.quantity for line in invoice.lines
            if line.type == 'line' and str(line.origin or '').startswith('sale.line,')}
        amount = _iso(invoice.total_amount - _gross(invoice, of_orders, exact=True),
            invoice.currency)
        if amount > 0:
            yield Item('draft_invoice', 'draft', 'draft %s' % invoice.id, invoice.currency.code,
                amount)


# A line of a posted move on a receivable account is open until it is reconciled, in the currency
# of the document; so is one of a payment's clearing move, posted or not. What is to be paid is
# overdue after its due date; what lowers it, a payment or a credit note, is set against nothing
# yet.
def _receivables(company, party):
    today = Pool().get('ir.date').today()
    for line in Pool().get('account.move.line').search([('party', '=', party),
                ('account.type.receivable', '=', True), ('reconciliation', '=', None),
                ('move.company', '=', company)]):
        if line.move.state != 'posted' and not _clears(line.move):
            continue
        foreign = None if _is_overpayment(line.move) else line.second_currency
        currency = foreign or line.move.company.currency
        amount = line.amount_second_currency if foreign else line.debit - line.credit
        name = '%s line %s' % (line.move.post_number, line.id)
        if line.debit - line.credit < 0:
            credited = Pool().get('account.invoice').search([('move', '=', line.move.id)])
            yield Item('unallocated', 'credit_note' if credited else 'payment', name,
                currency.code, _iso(amount, currency))
            continue
        due = line.maturity_date
        overdue = due is not None and due < today
        yield Item('open_item_overdue' if overdue else 'open_item_not_due', 'invoice', name,
            currency.code, _iso(amount, currency), due)


def _clears(move):
    return bool(Pool().get('account.payment').search([('clearing_move', '=', move.id)]))


# What a payment brings is in clearing from its success until the bank has paid, which reconciles
# the other side of its move.
def _in_clearing(company, party):
    for payment in Pool().get('account.payment').search([('company', '=', company),
                ('party', '=', party), ('kind', '=', 'receivable'),
                ('state', '=', 'succeeded')]):
        account = payment.journal.clearing_account
        if any(line.account == account and not line.reconciliation
                for line in payment.clearing_move.lines):
            yield Item('in_clearing', 'in_clearing', 'payment %s' % payment.id,
                payment.currency.code, _iso(payment.amount, payment.currency))


def _is_overpayment(move):
    """A payment of an invoice with more than was due: Tryton books the whole foreign amount on what
    pays and on what is over. What is right is the company's own currency."""
    return (str(move.origin or '').startswith('account.invoice,')
        and move.origin.move != move
        and sum(line.amount_second_currency or 0 for line in move.lines) != 0)


def _gross(document, quantities, exact=False):
    "The total of the invoice that Tryton would make of these quantities of the document's lines."
    Invoice, Line = Pool().get('account.invoice'), Pool().get('account.invoice.line')
    invoice = Invoice(type='out', company=document.company, party=document.party,
        currency=document.currency, invoice_date=Pool().get('ir.date').today(), taxes=[])
    lines = []
    for line, quantity in quantities.items():
        if quantity:
            made = Line(type='line', invoice_type='out', currency=document.currency,
                company=document.company, quantity=quantity, unit_price=line.unit_price,
                taxes=line.taxes)
            made.amount = made.on_change_with_amount()
            lines.append(made)
    invoice.lines = lines
    invoice.on_change_lines()
    return invoice.total_amount if exact else _iso(invoice.total_amount, document.currency)


def _iso(amount, currency):
    unit = Decimal(1) if currency.code in _WITHOUT_CENTS else Decimal('0.01')
    return amount.quantize(unit, ROUND_HALF_UP)


def _convert(amount, code, currency):
    if code == currency.code:
        return amount
    Currency = Pool().get('currency.currency')
    with Transaction().set_context(date=Pool().get('ir.date').today()):
        foreign, = Currency.search([('code', '=', code)])
        there, here = foreign.rate, Currency(currency.id).rate
    return _iso(amount * here / there, currency)
