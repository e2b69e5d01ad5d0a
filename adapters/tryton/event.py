# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's records in the words of plugin/ops/README.md."""
from decimal import ROUND_HALF_UP, Decimal

from sql import Select

from trytond.pool import Pool
from trytond.transaction import Transaction

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
        }


def order_document(sale):
    total = sale.currency.round(sale.total_amount)
    document = {
        'kind': 'order',
        'id': sale.id,
        # A return is never held, and neither is an order that nets to nothing.
        'direction': 'sale' if total > 0 else 'return',
        'amount': money(_whole_units(abs(total), sale.currency), sale.currency),
        'date': (sale.sale_date or _today()).isoformat(),
        }
    if sale.number:
        document['number'] = sale.number
    if sale.shipping_date:
        document['ship_date'] = sale.shipping_date.isoformat()
    return document


def _whole_units(amount, currency):
    "Tryton may give a yen decimals, and an order a total with them."
    unit = Decimal(1).scaleb(-_DIGITS.get(currency.code, 2))
    return amount.quantize(unit, ROUND_HALF_UP)


def money(amount, currency):
    # Zeros at the end go: Tryton may give a yen two decimals, ISO 4217 gives it none.
    return {'amount': format(amount.normalize(), 'f'), 'currency': currency.code}


def actor():
    "Who acts: the login, and the roles that its groups give."
    login, = _row(Select([_login()]))
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


def asker(customer, *more):
    """What a check tells of the person and the payer; and the values of more expressions.

    One statement for all: a question to the server takes as long as a tenth of the check.
    """
    Party = Pool().get('party.party')
    party = Party.__table__()
    login, name, *values = _row(Select([
                _login(), party.select(party.name, where=party.id == customer), *more]))
    return {'user': _acting(login), 'customer_name': name or ''}, values


def _login():
    # Only the column: reading the whole record would cost as much as the check.
    user = Pool().get('res.user').__table__()
    return user.select(user.login, where=user.id == Transaction().user)


def _row(query):
    cursor = Transaction().connection.cursor()
    cursor.execute(*query)
    return cursor.fetchone()


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


def language():
    return Transaction().language


def _today():
    return Pool().get('ir.date').today()
