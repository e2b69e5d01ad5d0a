# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's records in the words of plugin/ops/README.md."""
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from trytond.pool import Pool
from trytond.transaction import Transaction

from . import master_data
from .tables import knows_margins, one_row

ROLES = {
    'clerk': 'group_credit_clerk',
    'controller': 'group_credit_controller',
    'manager': 'group_credit_manager',
    }
# The minor units of ISO 4217 that are not hundredths, as in views.sql.
_DIGITS = {
    **dict.fromkeys('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(), 0),
    **dict.fromkeys('BHD IQD JOD KWD LYD OMR TND'.split(), 3),
    }


# In what is described: who has entered the document, and its payment term, by their ids. A check
# tells names and days.
ENTERED_BY, TERM = 'entered_by', 'payment_term'


def payer(sale):
    return sale.invoice_party or sale.party


def order(sale):
    "The part of a check that describes a sale."
    customer = payer(sale)
    return {
        'company': sale.company.id,
        'customer': customer.id,
        'ordering_party': sale.party.id,
        'document': order_document(sale),
        ENTERED_BY: _creator(sale),
        TERM: sale.payment_term.id if sale.payment_term else None,
        }


def _creator(record):
    "The id of the user who has entered it."
    return record.create_uid.id if record.create_uid else None


def order_document(sale):
    document = {
        'kind': 'order',
        'id': sale.id,
        **_asked_for(sale.currency.round(sale.total_amount), sale.currency, sale.lines),
        'date': (sale.sale_date or _today()).isoformat(),
        }
    if sale.number:
        document['number'] = sale.number
    # The module commission's.
    if getattr(sale, 'agent', None):
        document['salesperson'] = sale.agent.rec_name
    if sale.shipping_date:
        document['ship_date'] = sale.shipping_date.isoformat()
    return document


def _asked_for(total, currency, lines):
    """The direction and the amount of what has these lines. What takes goods to the customer is a
    sale, whatever is deducted from it beside them; only without them is it a return, which is never
    held."""
    is_sale = total > 0 or any(_is_sold(line) for line in lines)
    amount = max(total, 0) if is_sale else abs(total)
    return {
        'direction': 'sale' if is_sale else 'return',
        'amount': money(_whole_units(amount, currency), currency),
        }


# Those with a price as cg_erp_guarded in views.sql.
def _is_sold(line):
    if line.type != 'line' or (line.quantity or 0) <= 0:
        return False
    is_goods = line.product and line.product.type != 'service'
    return bool(is_goods) or (line.unit_price or 0) > 0


# As cg_tryton_is_ordered in views.sql.
def is_ordered(part, company, party):
    "A line or a move that continues a confirmed order of this party needs no approval of its own."
    line = part.origin
    if not line or line.__name__ != 'sale.line':
        return False
    sale = line.sale
    return (sale.state in {'confirmed', 'processing', 'done'} and sale.company == company
        and party in {sale.party, sale.shipment_party, sale.invoice_party})


def delivered_moves(shipment):
    "What a shipment takes to its customer for money."
    return [move for move in shipment.outgoing_moves
        if move.state not in {'cancelled', 'staging'} and move.quantity
        and move.to_location.type == 'customer' and move.unit_price]


def unordered_moves(shipment):
    return [move for move in delivered_moves(shipment)
        if not is_ordered(move, shipment.company, shipment.customer)]


def shipment(shipment):
    """The part of a check that describes a shipment: all that it takes to its customer, and of
    which orders."""
    Currency = Pool().get('currency.currency')
    moves = delivered_moves(shipment)
    currencies = {move.currency for move in moves}
    currency, = currencies if len(currencies) == 1 else [shipment.company.currency]
    unordered = Decimal(0)
    ordered = defaultdict(Decimal)
    for move in moves:
        amount = Currency.compute(move.currency, Decimal(str(move.quantity)) * move.unit_price,
            currency, round=False)
        if is_ordered(move, shipment.company, shipment.customer):
            ordered[move.origin.sale] += amount
        else:
            unordered += amount
    taken = {sale: _whole_units(amount, currency) for sale, amount in ordered.items()}
    amount = _whole_units(unordered, currency) + sum(taken.values())
    document = {
        'kind': 'shipment',
        'id': shipment.id,
        'direction': 'sale' if moves else 'return',
        'amount': money(max(amount, _least(currency)), currency),
        'date': (shipment.effective_date or shipment.planned_date or _today()).isoformat(),
        'sources': [{'kind': 'order', 'id': sale.id, 'amount': money(part, currency)}
            for sale, part in taken.items() if part > 0],
        }
    payers = {payer(sale) for sale in ordered}
    # Of what nobody ordered, and of orders of several payers, the one who gets it.
    customer = payers.pop() if len(payers) == 1 and not unordered else shipment.customer
    return _numbered(shipment, customer, document)


def unordered_lines(invoice):
    return [line for line in invoice.lines
        if line.type == 'line' and not is_ordered(line, invoice.company, invoice.party)]


def invoice(invoice):
    """The part of a check that describes what an invoice asks for without an order: all of it, or
    its share of the net with the taxes."""
    lines = unordered_lines(invoice)
    net = sum(line.amount for line in lines)
    amount = invoice.total_amount
    if net != invoice.untaxed_amount:
        share = net / invoice.untaxed_amount if invoice.untaxed_amount else 1
        amount = max(net, net + invoice.tax_amount * share)
    document = {
        'kind': 'invoice',
        'id': invoice.id,
        **_asked_for(amount, invoice.currency, lines),
        'date': (invoice.invoice_date or _today()).isoformat(),
        }
    described = _numbered(invoice, invoice.party, document)
    described[TERM] = invoice.payment_term.id if invoice.payment_term else None
    return described


def _numbered(record, customer, document):
    if record.number:
        document['number'] = record.number
    return {
        'company': record.company.id,
        'customer': customer.id,
        'ordering_party': customer.id,
        'document': document,
        ENTERED_BY: _creator(record),
        }


def _least(currency):
    return Decimal(1).scaleb(-_DIGITS.get(currency.code, 2))


def _whole_units(amount, currency):
    "Tryton may give a yen decimals, and an order a total with them."
    return Decimal(amount).quantize(_least(currency), ROUND_HALF_UP)


def money(amount, currency):
    # Zeros at the end go: Tryton may give a yen two decimals, ISO 4217 gives it none.
    return {'amount': format(amount.normalize(), 'f'), 'currency': currency.code}


def _rounded(amount, code):
    units = Decimal(amount).quantize(Decimal(1).scaleb(-_DIGITS.get(code, 2)), ROUND_HALF_UP)
    return {'amount': format(units, 'f'), 'currency': code}


def minor_units(amount):
    return int(Decimal(amount['amount']).scaleb(_DIGITS.get(amount['currency'], 2)))


# Only the columns: reading the whole records would cost as much as the check.
_LOGIN = 'SELECT login FROM res_user WHERE id = %s'
# The payer's payment term is the one that Tryton would give to an order of his: his own, or the
# company's standard (master_data.py) where he has none.
_ASKER = """SELECT asking.login, payer.name, CAST(CAST(payer.create_date AS DATE) AS TEXT),
    term.id IS NOT NULL, term.customer_payment_term, entering.login, entering.name, """
# Of the module account_dunning: how far the payer has been reminded of what is open. A draft is yet
# to be sent.
_DUNNING = """(
    SELECT LEAST(99, COALESCE(MAX(
        (SELECT COUNT(*) FROM account_dunning_level up_to
         WHERE up_to.procedure = reached.procedure
            AND (COALESCE(up_to.sequence, -1), up_to.id)
                <= (COALESCE(reached.sequence, -1), reached.id))
        - CASE dunning.state WHEN 'draft' THEN 1 ELSE 0 END), 0))
    FROM account_move_line line
    JOIN account_dunning dunning ON dunning.line = line.id
    JOIN account_dunning_level reached ON reached.id = dunning.level
    WHERE line.party = payer.id AND line.reconciliation IS NULL
        AND dunning.company = %(company)s)"""
_ASKER_FROM = """ FROM party_party payer
    LEFT JOIN party_party_payment_term term ON term.party = payer.id
    LEFT JOIN res_user asking ON asking.id = %(user)s
    LEFT JOIN res_user entering ON entering.id = %(entered_by)s
    WHERE payer.id = %(customer)s"""
# Of an order, from the same tables that its total has come from a moment before.
_MARGIN = 'creditgate.cg_tryton_margin(%(document)s)'
# As text, because it may not fit a number.
TRANSACTION_NUMBER = 'CAST(pg_current_xact_id() AS TEXT)'


def actor():
    "Who acts: the login, and the roles that its groups give."
    login, = one_row('SELECT (' + _LOGIN + ')', [Transaction().user])
    return _acting(login)


def _acting(login):
    if Transaction().user == 0:
        return {'name': 'system', 'roles': ['system']}
    pool = Pool()
    ModelData = pool.get('ir.model.data')
    groups = set(pool.get('res.user').get_groups())
    return {
        'name': login,
        'roles': [role for role, group in ROLES.items()
            if ModelData.get_id('creditgate', group) in groups],
        }


def asked(described):
    "The check of what is described, with what it tells of the persons and of the payer."
    return _asking(described, *one_row(_asker(described) + _ASKER_FROM, _asked(described)))


def asked_in_transaction(described):
    """The same, and the number of the ERP's transaction.

    One statement for all: a question to the server takes as long as a tenth of the check.
    """
    *told, number = one_row(
        _asker(described) + ', ' + TRANSACTION_NUMBER + _ASKER_FROM, _asked(described))
    return _asking(described, *told), number


def _asker(described):
    any_dunning = master_data.any_dunning()
    dunning = 'NULL' if any_dunning is None else _DUNNING if any_dunning else '0'
    has_margin = described['document']['kind'] == 'order' and knows_margins()
    return _ASKER + dunning + ', ' + (_MARGIN if has_margin else 'NULL')


def _asked(described):
    return {
        'user': Transaction().user,
        'customer': described['customer'],
        'company': described['company'],
        'entered_by': described[ENTERED_BY],
        'document': described['document']['id'],
        }


def _asking(described, login, name, since, has_term, own_term, entered_by, salesperson,
        dunning, margin):
    check = {key: value for key, value in described.items() if key not in {TERM, ENTERED_BY}}
    check.update(user=_acting(login), customer_name=name or '',
        intercompany=master_data.is_company(described['customer']))
    document = check['document'] = dict(described['document'])
    if entered_by:
        document['entered_by'] = entered_by
    # Who has entered an order sells it, unless Tryton knows an agent.
    if salesperson and document['kind'] == 'order':
        document.setdefault('salesperson', salesperson)
    if margin is not None:
        document['margin'] = _rounded(margin, document['amount']['currency'])
    if since:
        check['customer_since'] = since
    if dunning is not None:
        check['dunning_level'] = dunning
    chosen = described.get(TERM)
    agreed = own_term if has_term else master_data.default_term(described['company'])
    # Also where they are the same: the account may have a credit term of its own.
    if chosen:
        day = document['date']
        document['payment_term_days'] = master_data.term_days(chosen, day)
        if agreed:
            check['agreed_term_days'] = master_data.term_days(agreed, day)
    return check


def own_company():
    "The company at work, of those that the user has; None when the context names another one."
    transaction = Transaction()
    company = transaction.context.get('company')
    if not company:
        return None
    pool = Pool()
    if transaction.user:
        with transaction.set_context(_check_access=False):
            user = pool.get('res.user')(transaction.user)
        if company not in {c.id for c in user.companies}:
            return None
    return pool.get('company.company')(company)


def business_date():
    return _today().isoformat()


def iso(day):
    return day.isoformat() if day else None


def language():
    return Transaction().language


def _today():
    return Pool().get('ir.date').today()
