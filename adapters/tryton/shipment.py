# SPDX-License-Identifier: GPL-3.0-or-later
"""Shipments to customers are asked about where the policy can hold them or warn: at `pick` when
their goods are picked (once, so not when they are assigned), at `ship` when they leave. What they
take of a confirmed order counts once."""
from trytond.i18n import gettext
from trytond.model import ModelView
from trytond.pool import PoolMeta

from . import checkpoint, event, guard
from .credit_status import CreditStatus
from .erp_transaction import after_commit

# Where a shipment may have a hold or a reservation.
_CHECKED = {'waiting', 'assigned', 'picked', 'packed'}


class ShipmentOut(CreditStatus, metaclass=PoolMeta):
    __name__ = 'stock.shipment.out'
    _credit_kind = 'shipment'
    _credit_passes_at = ['draft', 'waiting', 'assigned', 'picked', 'packed']

    # Without Workflow.transition: it would set a shipment that is left out to the state.
    @classmethod
    @ModelView.button
    def pick(cls, shipments):
        cls._credit_admitted('pick', shipments, 'picked', super().pick)

    # Where nothing is to be picked, because the goods lie at the output already.
    @classmethod
    @ModelView.button
    def pack(cls, shipments):
        cls._credit_admitted('pick', shipments, 'packed', super().pack, {'waiting', 'assigned'})

    @classmethod
    @ModelView.button
    def done(cls, shipments):
        cls._credit_admitted('ship', shipments, 'done', super().done)

    @classmethod
    @ModelView.button
    def cancel(cls, shipments):
        # Whatever the policy says now: it may have been asked about by an earlier one.
        for shipment in [s for s in shipments if s.state in _CHECKED]:
            if event.delivered_moves(shipment):
                described = event.shipment(shipment)
                after_commit().withdraw_document('shipment', shipment, described['customer'],
                    gettext('creditgate.msg_withdrawn_cancel'))
        super().cancel(shipments)

    @classmethod
    def _credit_asked(cls, place, shipments, state):
        "Those that the workflow lets enter the state, where somebody pays for what they take."
        entering = [s for s in shipments
            if (s.state, state) in cls._transitions and event.delivered_moves(s)]
        return entering if entering and guard.is_asked_at(place) else []

    @classmethod
    def _credit_others(cls, shipments, asked):
        return [s for s in shipments if s not in asked]

    @classmethod
    def _credit_admitted(cls, place, shipments, state, go_on, coming_from=_CHECKED):
        asked = cls._credit_asked(
            place, [s for s in shipments if s.state in coming_from], state)
        if not asked:
            go_on(shipments)
            return
        with checkpoint.admitted(place, asked, event.shipment) as admitted:
            go_on(cls._credit_others(shipments, asked) + admitted)


class Move(metaclass=PoolMeta):
    __name__ = 'stock.move'

    @classmethod
    def write(cls, *args):
        guard.ask_before_commit()
        super().write(*args)
