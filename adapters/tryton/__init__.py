# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.pool import Pool

from . import (
    account, distinct, documents, hold, index, invoice, limit, limit_request, master_data, notice,
    outbox, party, party_group, policy, policy_draft, policy_line, refresh, release, sale,
    sale_credit, shipment)

__all__ = ['register']


def register():
    Pool.register(
        account.Move,
        account.Reconciliation,
        distinct.DistinctStart,
        distinct.Party,
        documents.BucketChoice,
        documents.OpenDocument,
        documents.OpenDocuments,
        hold.Hold,
        hold.Entry,
        index.Invoice,
        index.MoveLine,
        index.Sale,
        invoice.Invoice,
        limit.SetLimitStart,
        notice.Cron,
        notice.Notice,
        limit_request.LimitRequest,
        limit_request.Party,
        limit_request.RequestLimitStart,
        limit_request.Verdict,
        master_data.Company,
        master_data.DefaultPaymentTerm,
        master_data.PaymentTerm,
        master_data.PaymentTermLine,
        master_data.PaymentTermLineDelta,
        outbox.Cron,
        outbox.Outbox,
        outbox.Sale,
        party.Party,
        party_group.Party,
        policy.Policy,
        policy.PolicyLine,
        policy_draft.PolicyDraft,
        policy_line.DraftLine,
        refresh.Cron,
        refresh.Refresh,
        release.Reason,
        release.ReleaseStart,
        release.Progress,
        release.SayStart,
        sale.Sale,
        sale.SaleLine,
        sale_credit.Sale,
        shipment.Move,
        shipment.ShipmentOut,
        module='creditgate', type_='model')
    Pool.register(
        distinct.DistinctCustomers,
        documents.Documents,
        limit.SetLimit,
        limit_request.ApproveLimit,
        limit_request.RejectLimit,
        limit_request.RequestLimit,
        limit_request.WithdrawLimit,
        policy_draft.DraftPolicy,
        policy_draft.RollBackPolicy,
        release.Release,
        release.Reject,
        release.EndRelease,
        release.RequestRelease,
        release.Say,
        release.ForceHold,
        module='creditgate', type_='wizard')
    Pool.register(
        master_data.Dunning,
        module='creditgate', type_='model', depends=['account_dunning'])
    Pool.register(
        index.Payment,
        module='creditgate', type_='model', depends=['account_payment_clearing'])
