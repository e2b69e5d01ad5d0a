# SPDX-License-Identifier: GPL-3.0-or-later
"""Shipments to customers that no order stands behind. Those of a confirmed order were asked about
at its confirmation."""
from trytond.i18n import gettext
from trytond.model import ModelView
from trytond.pool import PoolMeta

from . import checkpoint, event, guard
from .erp_transaction import after_commit


class ShipmentOut(metaclass=PoolMeta):
    __name__ = 'stock.shipment.out'

    # Without Workflow.transition: it would set a shipment that is left out to done.
    @classmethod
    @ModelView.button
    def done(cls, shipments):
        unordered = [s for s in shipments
            if (s.state, 'done') in cls._transitions and event.unordered_moves(s)]
        if not unordered or not guard.is_asked_at('ship'):
            super().done(shipments)
            return
        others = [s for s in shipments if s not in unordered]
        with checkpoint.admitted('ship', unordered, event.shipment) as admitted:
            super().done(others + admitted)

    @classmethod
    @ModelView.button
    def cancel(cls, shipments):
        asked = [s for s in shipments if s.state == 'packed']
        if asked and guard.is_asked_at('ship'):
            for shipment in asked:
                after_commit().withdraw_document('shipment', shipment, shipment.customer,
                    gettext('creditgate.msg_withdrawn_cancel'))
        super().cancel(shipments)


class Move(metaclass=PoolMeta):
    __name__ = 'stock.move'

    @classmethod
    def write(cls, *args):
        guard.ask_before_commit()
        super().write(*args)
