# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's records in the words of plugin/ops/README.md."""
from trytond.pool import Pool
from trytond.transaction import Transaction

ROLES = {
    'clerk': 'group_credit_clerk',
    'controller': 'group_credit_controller',
    'manager': 'group_credit_manager',
    }


def payer(sale):
    return sale.invoice_party or sale.party


def order(sale):
    "The part of a check that describes a sale."
    customer = payer(sale)
    return {
        'company': sale.company.id,
        'customer': customer.id,
        'customer_name': _name(customer),
        'ordering_party': sale.party.id,
        'document': order_document(sale),
        }


def _name(party):
    # As for the login below: one column instead of the whole record.
    table = party.__table__()
    cursor = Transaction().connection.cursor()
    cursor.execute(*table.select(table.name, where=table.id == party.id))
    name, = cursor.fetchone()
    return name or ''


def order_document(sale):
    total = sale.currency.round(sale.total_amount)
    document = {
        'kind': 'order',
        'id': sale.id,
        # A return is never held, and neither is an order that nets to nothing.
        'direction': 'sale' if total > 0 else 'return',
        'amount': money(abs(total), sale.currency),
        'date': (sale.sale_date or _today()).isoformat(),
        }
    if sale.number:
        document['number'] = sale.number
    if sale.shipping_date:
        document['ship_date'] = sale.shipping_date.isoformat()
    return document


def money(amount, currency):
    # Zeros at the end go: Tryton may give a yen two decimals, ISO 4217 gives it none.
    return {'amount': format(amount.normalize(), 'f'), 'currency': currency.code}


def actor():
    "Who acts: the login, and the roles that its groups give."
    transaction = Transaction()
    if transaction.user == 0:
        return {'name': 'system', 'roles': ['system']}
    pool = Pool()
    User = pool.get('res.user')
    ModelData = pool.get('ir.model.data')
    groups = set(User.get_groups())
    # Only the login: reading the whole record would cost as much as the check.
    user = User.__table__()
    cursor = transaction.connection.cursor()
    cursor.execute(*user.select(user.login, where=user.id == transaction.user))
    login, = cursor.fetchone()
    return {
        'name': login,
        'roles': [role for role, group in ROLES.items()
            if ModelData.get_id('creditgate', group) in groups],
        }


def business_date():
    return _today().isoformat()


def language():
    return Transaction().language


def _today():
    return Pool().get('ir.date').today()
