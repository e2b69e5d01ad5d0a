# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.i18n import gettext
from trytond.pool import PoolMeta

from .erp_transaction import after_commit


class Invoice(metaclass=PoolMeta):
    __name__ = 'account.invoice'

    # Every way of posting comes here; Invoice.process comes again with posted ones.
    @classmethod
    def _post(cls, invoices):
        entering = [i for i in invoices if i.state not in ('posted', 'paid')]
        super()._post(invoices)
        _customers_changed(entering, 'msg_reason_invoice')

    @classmethod
    def cancel(cls, invoices):
        super().cancel(invoices)
        _customers_changed(invoices, 'msg_reason_invoice_cancelled')


def _customers_changed(invoices, message):
    for invoice in invoices:
        if invoice.type == 'out':
            after_commit().customer_changed(
                invoice.company, invoice.party, gettext('creditgate.' + message))
