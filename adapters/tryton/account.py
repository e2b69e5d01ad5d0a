# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.i18n import gettext
from trytond.model import ModelView
from trytond.pool import PoolMeta

from .erp_transaction import after_commit


class Move(metaclass=PoolMeta):
    __name__ = 'account.move'

    @classmethod
    @ModelView.button
    def post(cls, moves):
        super().post(moves)
        for move in moves:
            _customers_changed(move.lines, 'msg_reason_posting')


class Reconciliation(metaclass=PoolMeta):
    __name__ = 'account.move.reconciliation'

    @classmethod
    def create(cls, vlist):
        reconciliations = super().create(vlist)
        for reconciliation in reconciliations:
            _customers_changed(reconciliation.lines, 'msg_reason_reconciled')
        return reconciliations

    @classmethod
    def delete(cls, reconciliations):
        for reconciliation in reconciliations:
            _customers_changed(reconciliation.lines, 'msg_reason_unreconciled')
        super().delete(reconciliations)


def _customers_changed(lines, message):
    for line in lines:
        payer = _payer(line)
        if payer:
            after_commit().customer_changed(
                line.move.company, payer, gettext('creditgate.' + message))


def _payer(line):
    "Who owes the line or, of a payment in clearing, whose payment it is: that line has no party."
    if line.party:
        return line.party if line.account.type and line.account.type.receivable else None
    payment = line.move.origin
    if (getattr(payment, '__name__', None) == 'account.payment'
            and getattr(payment, 'clearing_move', None) == line.move):
        return payment.party
    return None
