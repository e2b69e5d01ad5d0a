# SPDX-License-Identifier: GPL-3.0-or-later
"""Indexes that the views (views.sql) need and Tryton has not.

They have names of their own, so that an administrator of a large database can make them
beforehand with CREATE INDEX CONCURRENTLY; README.md has the statements.
"""
from trytond.pool import PoolMeta
from trytond.transaction import Transaction

_INDEXES = {
    'sale_sale': [
        ('cg_sale_sale_payer', "(coalesce(invoice_party, party), company)"
            " where state in ('confirmed', 'processing')"),
        ],
    'account_invoice': [
        ('cg_account_invoice_draft', "(party, company) where state in ('draft', 'validated')"),
        ('cg_account_invoice_move', "(move)"),
        ],
    'account_payment': [
        ('cg_account_payment_clearing', "(clearing_move) where clearing_move is not null"),
        ('cg_account_payment_payer', "(party, company) where clearing_move is not null"),
        ],
    'account_move_line': [
        ('cg_account_move_line_open', "(party) where reconciliation is null"),
        ],
    }


class _Indexed:
    @classmethod
    def __register__(cls, module_name):
        super().__register__(module_name)
        cursor = Transaction().connection.cursor()
        for name, columns in _INDEXES[cls._table]:
            cursor.execute('create index if not exists %s on "%s" %s'
                % (name, cls._table, columns))


class Sale(_Indexed, metaclass=PoolMeta):
    __name__ = 'sale.sale'


class Invoice(_Indexed, metaclass=PoolMeta):
    __name__ = 'account.invoice'


class MoveLine(_Indexed, metaclass=PoolMeta):
    __name__ = 'account.move.line'


class Payment(_Indexed, metaclass=PoolMeta):
    __name__ = 'account.payment'
