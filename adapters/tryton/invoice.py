# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.i18n import gettext
from trytond.pool import PoolMeta

from . import checkpoint, event, guard
from .erp_transaction import after_commit


class Invoice(metaclass=PoolMeta):
    __name__ = 'account.invoice'

    # Every way of posting comes here; Invoice.process comes again with posted ones.
    @classmethod
    def _post(cls, invoices):
        entering = [i for i in invoices if i.state not in ('posted', 'paid')]
        unordered = [i for i in entering
            if i.type == 'out' and sum(line.amount for line in event.unordered_lines(i)) > 0]
        if unordered and guard.is_asked_at('invoice'):
            # The workflow would set one that is left out to posted.
            with checkpoint.admitted('invoice', unordered, event.invoice, in_part=False):
                super()._post(invoices)
        else:
            super()._post(invoices)
        _customers_changed(entering, 'msg_reason_invoice')

    @classmethod
    def write(cls, *args):
        guard.ask_before_commit()
        super().write(*args)

    @classmethod
    def cancel(cls, invoices):
        asked = [i for i in invoices if i.type == 'out' and i.state in ('draft', 'validated')]
        if asked and guard.is_asked_at('invoice'):
            for invoice in asked:
                after_commit().withdraw_document('invoice', invoice, invoice.party,
                    gettext('creditgate.msg_withdrawn_cancel'))
        super().cancel(invoices)
        _customers_changed(invoices, 'msg_reason_invoice_cancelled')


def _customers_changed(invoices, message):
    for invoice in invoices:
        if invoice.type == 'out':
            after_commit().customer_changed(
                invoice.company, invoice.party, gettext('creditgate.' + message))
