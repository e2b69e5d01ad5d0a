# SPDX-License-Identifier: GPL-3.0-or-later
"""How what was let pass by releases, warnings and raised limits was paid later. The figures are
those of the op override_outcomes; nothing is counted here."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.wizard import Button, StateView, Wizard

from . import event
from .exceptions import CreditOperationError
from .policy_words import plain
from .rights import ForGroups
from .shown import call

KINDS = [
    ('release', "Release"),
    ('warning', "Went on Past a Warning"),
    ('limit_raise', "Raised Limit"),
    ('temporary_limit', "Temporary Limit"),
    ('group_limit_raise', "Raised Limit of a Group"),
    ('all', "All"),
    ]
BY = [
    ('approver', "Approver"),
    ('reason', "Reason"),
    ('rule', "Rule"),
    ]
PAID = [
    ('none', "Not Invoiced"),
    ('open', "Not Due"),
    ('in_time', "In Time"),
    ('late', "Late"),
    ('unpaid', "Unpaid"),
    ('lost', "Lost"),
    ]
_WORST = [code for code, _ in PAID]
# Who looks after credit need not see shipments.
_MODELS = {'order': 'sale.sale', 'invoice': 'account.invoice'}
_MOST = 1000


class OverridesStart(ModelView):
    "Outcome of Overrides"
    __name__ = 'creditgate.overrides.start'
    company = fields.Many2One('company.company', "Company", readonly=True)
    from_ = fields.Date("From", required=True)
    to = fields.Date("To", required=True)
    by = fields.Selection(BY, "By", required=True, sort=False)
    lost_after_days = fields.Integer("Lost after Days", required=True,
        domain=[('lost_after_days', '>=', 0), ('lost_after_days', '<=', 3650)],
        help="An invoice that is unpaid for more days after it was due counts as lost.")


class OverrideGroup(ModelView):
    "Outcome of Overrides"
    __name__ = 'creditgate.override_group'
    kind = fields.Selection(KINDS, "Override", readonly=True, sort=False)
    name = fields.Char("Approver, Reason or Rule", readonly=True)
    overrides = fields.Integer("Overrides", readonly=True)
    documents = fields.Integer("Documents", readonly=True)
    amount = fields.Char("Amount", readonly=True)
    without_invoice = fields.Integer("Not Invoiced", readonly=True)
    invoices = fields.Integer("Invoices", readonly=True)
    in_time = fields.Integer("Paid in Time", readonly=True)
    late = fields.Integer("Late", readonly=True)
    late_rate = fields.Numeric("Late %", digits=(16, 2), readonly=True,
        help="Of the invoices that are paid or due, by their number.")
    most_days_late = fields.Integer("Most Days Late", readonly=True)
    unpaid = fields.Integer("Unpaid", readonly=True)
    lost = fields.Integer("Lost", readonly=True)
    lost_amount = fields.Char("Amount Lost", readonly=True)
    loss_rate = fields.Numeric("Loss %", digits=(16, 2), readonly=True,
        help="Of the invoices that are paid or due, by their number.")
    open = fields.Integer("Not Due", readonly=True)


class OverriddenDocument(ModelView):
    "Document That Was Let Pass"
    __name__ = 'creditgate.overridden_document'
    at = fields.DateTime("At", readonly=True)
    kind = fields.Selection(KINDS, "Override", readonly=True, sort=False)
    by = fields.Char("By", readonly=True)
    reason = fields.Char("Reason", readonly=True)
    rules = fields.Char("Rules", readonly=True)
    customer = fields.Many2One('party.party', "Customer", readonly=True)
    number = fields.Char("Number", readonly=True)
    document = fields.Reference("Document",
        [(None, ''), ('sale.sale', "Sale"), ('account.invoice', "Invoice")], readonly=True)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    invoices = fields.Integer("Invoices", readonly=True)
    paid = fields.Selection(PAID, "Paid", readonly=True, sort=False,
        help="The worst of its invoices.")
    days_late = fields.Integer("Days Late", readonly=True)


class OverridesShown(ModelView):
    "Outcome of Overrides"
    __name__ = 'creditgate.overrides.shown'
    as_of = fields.Date("Payments as of", readonly=True)
    by = fields.Selection(BY, "By", readonly=True, sort=False)
    groups = fields.One2Many('creditgate.override_group', None, "Outcome", readonly=True)
    documents = fields.One2Many(
        'creditgate.overridden_document', None, "Documents", readonly=True)
    told = fields.Char("Told", readonly=True, states={'invisible': ~Eval('told')})


class Overrides(ForGroups, Wizard):
    "Outcome of Overrides"
    __name__ = 'creditgate.overrides'
    start = StateView('creditgate.overrides.start', 'creditgate.overrides_start_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Show", 'shown', 'tryton-search', default=True),
            ])
    shown = StateView('creditgate.overrides.shown', 'creditgate.overrides_shown_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Other Days", 'start', 'tryton-back', default=True),
            ])

    def default_start(self, fields):
        today = Pool().get('ir.date').today()
        values = {'from_': today.replace(month=1, day=1), 'to': today, 'by': 'approver',
            'lost_after_days': 90}
        values.update({name: getattr(self.start, name) for name in values
                if getattr(self.start, name, None) is not None})
        return dict(values, company=_company().id)

    def default_shown(self, fields):
        asked = self.start
        answer = call('override_outcomes', company=_company().id, to=asked.to.isoformat(),
            by=asked.by, lost_after_days=asked.lost_after_days, max=_MOST,
            business_date=event.business_date(), **{'from': asked.from_.isoformat()})
        groups = [_group(each, asked.by) for each in answer['groups']]
        groups.append(_group(dict(answer['total'], kind='all'), asked.by))
        return {
            'as_of': datetime.date.fromisoformat(answer['as_of']),
            'by': answer['by'],
            'groups': groups,
            'documents': _documents(answer['overrides']),
            'told': '' if len(answer['overrides']) < _MOST else gettext(
                'creditgate.msg_overrides_shown', most=_MOST),
            }


def _company():
    company = event.own_company()
    if not company:
        raise CreditOperationError(gettext('creditgate.msg_needs_company'))
    return company


def _group(outcome, by):
    invoices = outcome['invoices']
    return {
        'kind': outcome['kind'],
        'name': _name(outcome, by),
        'overrides': outcome['overrides'],
        'documents': outcome['documents'],
        'amount': _sum(outcome['amounts']),
        'without_invoice': outcome['without_invoice'],
        'invoices': invoices['documents'],
        'in_time': invoices['in_time']['documents'],
        'late': invoices['late']['documents'],
        'late_rate': _percent(outcome['late_rate']),
        'most_days_late': invoices['most_days_late'],
        'unpaid': invoices['unpaid']['documents'],
        'lost': invoices['lost']['documents'],
        'lost_amount': _sum(invoices['lost']['amounts']),
        'loss_rate': _percent(outcome['loss_rate']),
        'open': invoices['open']['documents'],
        }


def _name(outcome, by):
    name = outcome.get(by)
    if by == 'rule' and name:
        return plain(name)
    return name or ''


def _sum(amounts):
    return ' + '.join('%(amount)s %(currency)s' % each for each in amounts)


def _percent(rate):
    share = rate['invoices']
    return Decimal(share['percent']) if share else None


def _documents(overrides):
    codes = {document['amount']['currency']
        for each in overrides for document in each['documents']}
    currencies = {currency.code: currency for currency in
        Pool().get('currency.currency').search([('code', 'in', list(codes))])}
    present = _present([document for each in overrides for document in each['documents']])
    return [_document(each, document, currencies.get(document['amount']['currency']), present)
        for each in overrides for document in each['documents']]


def _present(documents):
    "The references of those that are still there."
    found = set()
    for kind, model in _MODELS.items():
        ids = {document['id'] for document in documents if document['kind'] == kind}
        found.update('%s,%s' % (model, record.id)
            for record in Pool().get(model).search([('id', 'in', list(ids))]))
    return found


def _document(override, document, currency, present):
    invoices = document['invoices']
    reference = '%s,%s' % (_MODELS.get(document['kind']), document['id'])
    return {
        # As Tryton keeps times: in UTC, without parts of a second.
        'at': datetime.datetime.fromisoformat(override['at'][:19]),
        'kind': override['kind'],
        'by': override['by'],
        'reason': override['reason'],
        'rules': ', '.join(map(plain, document['rules'])),
        # A group is nobody's.
        'customer': override['customer'] or None,
        'number': document['number'],
        'document': reference if reference in present else None,
        'amount': Decimal(document['amount']['amount']),
        'currency': currency and currency.id,
        'currency_digits': currency.digits if currency else 2,
        'invoices': len(invoices),
        'paid': max([each['paid'] for each in invoices] or ['none'], key=_WORST.index),
        'days_late': max([each['days_late'] for each in invoices] or [0]),
        }
