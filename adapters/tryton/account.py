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
        if line.party and line.account.type and line.account.type.receivable:
            after_commit().customer_changed(
                line.move.company, line.party, gettext('creditgate.' + message))
