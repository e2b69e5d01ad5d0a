# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.i18n import gettext
from trytond.model import ModelView
from trytond.pool import PoolMeta

from . import checkpoint, event, guard, waiting
from .erp_transaction import after_commit

# Where a sale may have a hold or a reservation.
_CHECKED = {'quotation', 'confirmed', 'processing'}


class Sale(guard.AskedBeforeCommit, metaclass=PoolMeta):
    __name__ = 'sale.sale'

    @classmethod
    @ModelView.button
    def quote(cls, sales):
        # Before: a warning rolls back, and the number that a quotation takes would be lost.
        checkpoint.advise('quote', cls._credit_entering('quotation', sales), event.order)
        super().quote(sales)

    # Without Workflow.transition: it would set a sale that is left out to confirmed.
    @classmethod
    @ModelView.button
    def confirm(cls, sales):
        entering = cls._credit_entering('confirmed', sales)
        with checkpoint.admitted('confirm', entering, event.order) as sales:
            super().confirm(sales)
        for sale in sales:
            after_commit().keep(sale)

    # The queue comes here after the commit of a confirmation, and again when an invoice or a
    # shipment has gone on: only what is not processed yet is asked about.
    @classmethod
    @ModelView.button
    def process(cls, sales):
        entering = [s for s in sales if s.state == 'confirmed']
        if not entering or not guard.is_asked_at('process'):
            super().process(sales)
            return
        if checkpoint.in_queue():
            held, unchecked = checkpoint.held_back('process', entering, event.order)
            with guard.admitting():
                super().process([s for s in sales if s not in held | unchecked])
            waiting.process_later(unchecked)
            return
        with checkpoint.admitted('process', entering, event.order) as admitted:
            super().process([s for s in sales if s not in entering] + admitted)

    @classmethod
    @ModelView.button
    def draft(cls, sales):
        cls._credit_withdraw('draft', sales, 'msg_withdrawn_draft')
        super().draft(sales)

    # Sale.delete cancels first.
    @classmethod
    @ModelView.button
    def cancel(cls, sales):
        cls._credit_withdraw('cancelled', sales, 'msg_withdrawn_cancel')
        super().cancel(sales)

    @classmethod
    def delete(cls, sales):
        for sale in sales:
            after_commit().withdraw(sale, gettext('creditgate.msg_withdrawn_delete'), for_good=True)
        super().delete(sales)

    @classmethod
    def _credit_entering(cls, state, sales):
        "The sales that the workflow lets enter the state; it leaves the others as they are."
        return [s for s in sales if s.state != state and (s.state, state) in cls._transitions]

    @classmethod
    def _credit_withdraw(cls, state, sales, message):
        for sale in cls._credit_entering(state, sales):
            if sale.state in _CHECKED:
                after_commit().withdraw(sale, gettext('creditgate.' + message))


class SaleLine(guard.AskedBeforeCommit, metaclass=PoolMeta):
    __name__ = 'sale.line'
