# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.pool import Pool

from . import (
    account, hold, index, invoice, limit, outbox, party, refresh, release, sale, sale_credit)

__all__ = ['register']


def register():
    Pool.register(
        account.Move,
        account.Reconciliation,
        hold.Hold,
        index.Invoice,
        index.MoveLine,
        index.Sale,
        invoice.Invoice,
        limit.SetLimitStart,
        outbox.Cron,
        outbox.Outbox,
        outbox.Sale,
        party.Party,
        refresh.Cron,
        refresh.Refresh,
        release.Reason,
        sale.Sale,
        sale_credit.Sale,
        module='creditgate', type_='model')
    Pool.register(
        limit.SetLimit,
        release.Release,
        release.Reject,
        release.RequestRelease,
        module='creditgate', type_='wizard')
