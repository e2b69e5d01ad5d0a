# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a decision: why a document was held or approved. The list is read from creditgate's
own tables; what a page tells, the op decisions tells, from the record alone."""
from sql import Cast, Literal, Null
from sql.conditionals import Case

from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval, If
from trytond.tools import grouped_slice

from . import decision_words, event
from .shown import Amount, ReadOnly, call, currencies, time_of
from .tables import need_installed, table

OUTCOMES = [
    ('approve', "Approved"),
    ('warn', "Approved with a Warning"),
    ('hold', "Held"),
    ('reject', "Rejected"),
    ]
# Of one call of the op.
_MOST = 100


def _told(field):
    return fields.Function(field, 'get_told')


def _amount(label, help=''):
    return _told(fields.Numeric(label, help=help, digits=(16, Eval('credit_digits', 2)),
            depends=['credit_digits']))


class Decision(ReadOnly, ModelSQL, ModelView):
    "Credit Decision"
    __name__ = 'creditgate.decision'
    _read_only = 'msg_decision_read_only'
    _rec_name = 'document_number'

    company = fields.Many2One('company.company', "Company", readonly=True)
    customer = fields.Many2One('party.party', "Customer", readonly=True,
        help="The party that gets the invoice.")
    document_kind = fields.Selection([
            ('order', "Sale"),
            ('shipment', "Shipment"),
            ('invoice', "Invoice"),
            ], "Document", readonly=True)
    document_id = fields.BigInteger("Document ID", readonly=True)
    document_number = fields.Char("Number", readonly=True)
    sale = fields.Many2One('sale.sale', "Sale", readonly=True,
        states={'invisible': Eval('document_kind') != 'order'}, depends=['document_kind'])
    shipment = fields.Many2One('stock.shipment.out', "Shipment", readonly=True,
        states={'invisible': Eval('document_kind') != 'shipment'}, depends=['document_kind'])
    invoice = fields.Many2One('account.invoice', "Invoice", readonly=True,
        states={'invisible': Eval('document_kind') != 'invoice'}, depends=['document_kind'])
    amount = fields.Numeric("Amount", readonly=True,
        digits=(16, Eval('currency_digits', 2)), depends=['currency_digits'])
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Function(
        fields.Integer("Currency Digits"), 'on_change_with_currency_digits')
    checkpoint = fields.Selection([
            ('quote', "Quotation"),
            ('confirm', "Confirmation"),
            ('process', "Processing"),
            ('pick', "Picking"),
            ('ship', "Shipping"),
            ('invoice', "Invoicing"),
            ('payment', "Payment"),
            ], "Asked At", readonly=True)
    outcome = fields.Selection(OUTCOMES, "Outcome", readonly=True)
    business_date = fields.Date("Business Date", readonly=True)
    decided_at = fields.DateTime("Decided On", readonly=True)
    decided_for = fields.Char("Decided For", readonly=True,
        help="The user whose step it was.")
    policy_version = fields.Integer("Policy Version", readonly=True)

    why = _told(fields.Text("Why"))
    clearing = _told(fields.Text("What Would Have Cleared It"))
    policy = _told(fields.Char("Policy"))
    rules = _told(fields.One2Many('creditgate.decision.rule', None, "Rule by Rule"))
    limit = _told(fields.Char("Credit Limit"))
    credit_currency = _told(fields.Many2One('currency.currency', "Currency of the Limit"))
    credit_digits = _told(fields.Integer("Digits of the Limit"))
    exposure_before = _amount("Exposure before the Document",
        "What the customer owed and had ordered then, without the document.")
    document_amount = _amount("Document", "In the currency of the limit.")
    exposure_with = _amount("Exposure with the Document")
    available = _amount("Available before the Document", "The limit less the exposure.")
    overdue = _amount("Overdue")
    overdue_days = _told(fields.Integer("Days Overdue"))
    blocked = _told(fields.Boolean("Blocked"))
    risk_class = _told(fields.Char("Risk Class"))
    rating_grade = _told(fields.Char("Rating"))
    buckets = _told(fields.One2Many('creditgate.decision.bucket', None, "Exposure Then"))
    limit_terms = _told(fields.Text("What the Limit Was Made Of",
            help="What was agreed, what was on top of it for a time, and guarantees."))
    groups = _told(fields.Text("Limits Shared with Others"))
    findings = _told(fields.Text("To Look At"))
    hold = fields.Function(fields.Many2One('creditgate.hold', "Hold"), 'get_told',
        searcher='search_hold')
    afterwards = _told(fields.Text("What Became of the Hold",
            help="As it is now."))
    told_to = _told(fields.Text("Who Was Told"))
    proof = _told(fields.Char("Made Once More from Its Record"))

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order = [('id', 'DESC')]

    @classmethod
    def table_query(cls):
        need_installed()
        made = table('cg_decision_list')
        currency = currencies()

        def id_where(kind):
            return Case((made.document_kind == kind, made.document_id), else_=Null)
        return made.join(
            currency, 'LEFT', condition=currency.code == made.currency).select(
            made.decision_id.as_('id'),
            Literal(0).as_('create_uid'),
            time_of(made.decided_at).as_('create_date'),
            Cast(Null, 'INTEGER').as_('write_uid'),
            Cast(Null, 'TIMESTAMP').as_('write_date'),
            made.company_id.as_('company'),
            made.customer_id.as_('customer'),
            made.document_kind,
            made.document_id,
            made.document_number,
            id_where('order').as_('sale'),
            id_where('shipment').as_('shipment'),
            id_where('invoice').as_('invoice'),
            Amount(made.amount_minor, made.currency).as_('amount'),
            currency.id.as_('currency'),
            made.checkpoint,
            made.outcome,
            Cast(made.business_date, 'DATE').as_('business_date'),
            time_of(made.decided_at).as_('decided_at'),
            made.decided_for,
            Cast(made.policy_version, 'INTEGER').as_('policy_version'))

    @fields.depends('currency')
    def on_change_with_currency_digits(self, name=None):
        return self.currency.digits if self.currency else 2

    def get_rec_name(self, name):
        return '%s (%s)' % (self.document_number or self.document_id, self.id)

    @classmethod
    def search_rec_name(cls, name, clause):
        return [('document_number',) + tuple(clause[1:])]

    @classmethod
    def view_attributes(cls):
        outcome = Eval('outcome', '')
        return super().view_attributes() + [
            ('/tree/field[@name="outcome"]', 'visual',
                If(outcome.in_(['hold', 'reject']), 'danger',
                    If(outcome == 'warn', 'warning', 'success'))),
            ]

    @classmethod
    def get_told(cls, decisions, names):
        found = {each['decision_id']: decision_words.page(each)
            for each in told([d.id for d in decisions])}
        return {name: {d.id: found[d.id].get(name) for d in decisions} for name in names}

    @classmethod
    def search_hold(cls, name, clause):
        "All that were made of the document of the hold, not only those that held it."
        _, operator, value = clause
        if value == []:
            value = [0]  # no hold has it; SQL has no empty list
        hold, made = table('cg_hold_list'), table('cg_decision_list')
        Operator = fields.SQL_OPERATORS[operator]
        return [('id', 'in', hold.join(made,
                    condition=(made.document_kind == hold.document_kind)
                    & (made.document_id == hold.document_id)).select(
                    made.decision_id, where=Operator(hold.hold_id, value)))]


def told(ids):
    "What the op tells of each, asked once for a page."
    answers = []
    for some in grouped_slice(ids, _MOST):
        answers += call('decisions', ids=list(some), language=event.language())['decisions']
    return answers


def told_to_reader(ids):
    "The same of those that the person may see; the access rules are those of the decision."
    Pool().get('creditgate.decision').read(ids, ['id'])
    return told(ids)
