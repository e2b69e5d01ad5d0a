# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.pool import Pool

from . import (
    account, documents, guarantee, hold, index, invoice, limit, limit_request, master_data, notice,
    outbox, party, policy, policy_draft, policy_line, refresh, release, review, sale, sale_credit,
    shipment)

__all__ = ['register']


def register():
    Pool.register(
        account.Move,
        account.Reconciliation,
        documents.BucketChoice,
        documents.OpenDocument,
        documents.OpenDocuments,
        guarantee.EndGuaranteeStart,
        guarantee.Guarantee,
        guarantee.GuaranteeChoice,
        guarantee.Party,
        guarantee.SetGuaranteeStart,
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
        review.Party,
        review.ReviewStart,
        sale.Sale,
        sale.SaleLine,
        sale_credit.Sale,
        shipment.Move,
        shipment.ShipmentOut,
        module='creditgate', type_='model')
    Pool.register(
        documents.Documents,
        guarantee.EndGuarantee,
        guarantee.SetGuarantee,
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
        review.Review,
        module='creditgate', type_='wizard')
    Pool.register(
        master_data.Dunning,
        module='creditgate', type_='model', depends=['account_dunning'])
    Pool.register(
        index.Payment,
        module='creditgate', type_='model', depends=['account_payment_clearing'])
