# SPDX-License-Identifier: GPL-3.0-or-later
"""The graduation report: what enforcement would have held of a pilot's documents, and what became
of them."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval, If
from trytond.wizard import Button, StateView, Wizard

from . import event
from .exceptions import CreditOperationError
from .policy_words import plain, whom, word
from .rights import ForGroups
from .shown import call

_MODELS = {
    'order': 'sale.sale', 'shipment': 'stock.shipment.out', 'invoice': 'account.invoice'}
_MOST = 1000
FATES = [
    ('in_time', "Paid in Time"),
    ('open', "Not Due Yet"),
    ('late', "Paid Late"),
    ('unpaid', "Overdue, Not Paid"),
    ('not_invoiced', "Not Invoiced Yet"),
    ('gone', "Came to Nothing"),
    ]


class GraduationStart(ModelView):
    "Graduation Report"
    __name__ = 'creditgate.graduation.start'
    from_date = fields.Date("From", required=True,
        help="The first day on which the documents were asked about.")
    to_date = fields.Date("To", required=True)
    list_ = fields.Selection([
            ('held', "Those That Would Have Been Held"),
            ('missed', "Those That Would Have Passed and Were Late"),
            ('all', "All"),
            ], "Documents", required=True, sort=False)


class GraduationSum(ModelView):
    "Sum of a Graduation Report"
    __name__ = 'creditgate.graduation.sum'
    whose = fields.Char("Whose", readonly=True)
    what = fields.Char("Documents That", readonly=True)
    number = fields.Integer("Number", readonly=True)
    amount = fields.Char("Amount", readonly=True)
    in_time = fields.Integer("Paid in Time", readonly=True)
    late = fields.Integer("Late", readonly=True, help="Paid late, or overdue and not paid.")
    share_late = fields.Char("Share Late", readonly=True,
        help="Of what is paid or overdue: of the others nobody knows it yet.")
    amount_late = fields.Char("Amount Late", readonly=True)
    unpaid = fields.Integer("Not Paid", readonly=True, help="Overdue and not paid: late, too.")
    open_ = fields.Integer("Open", readonly=True, help="Not due, or not invoiced yet.")
    gone = fields.Integer("Came to Nothing", readonly=True)


class GraduationDocument(ModelView):
    "Document of a Pilot"
    __name__ = 'creditgate.graduation.document'
    document = fields.Reference("Document", [
            (None, ''), ('sale.sale', "Sale"), ('stock.shipment.out', "Shipment"),
            ('account.invoice', "Invoice")], readonly=True)
    number = fields.Char("Number", readonly=True)
    customer = fields.Char("Customer", readonly=True)
    groups = fields.Char("Groups", readonly=True)
    day = fields.Date("Asked on", readonly=True)
    checkpoint = fields.Char("At", readonly=True)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    outcome = fields.Char("Without the Pilot", readonly=True)
    rules = fields.Char("By", readonly=True)
    became = fields.Selection(FATES, "What Became of It", readonly=True, sort=False)
    days_late = fields.Integer("Days Late", readonly=True)

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('/tree', 'visual', If(Eval('became', '').in_(['late', 'unpaid']), 'danger',
                    If(Eval('became', '') == 'in_time', 'success', ''))),
            ]


class GraduationShown(ModelView):
    "Graduation Report"
    __name__ = 'creditgate.graduation.shown'
    told = fields.Text("What the Pilot Has Shown", readonly=True)
    sums = fields.One2Many('creditgate.graduation.sum', None, "Sums", readonly=True)
    documents = fields.One2Many(
        'creditgate.graduation.document', None, "Documents", readonly=True)


class Graduation(ForGroups, Wizard):
    "Graduation Report"
    __name__ = 'creditgate.graduation'
    start = StateView('creditgate.graduation.start', 'creditgate.graduation_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Show", 'shown', 'tryton-search', default=True),
            ])
    shown = StateView('creditgate.graduation.shown', 'creditgate.graduation_shown_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Another Time", 'start', 'tryton-back', default=True),
            ])

    def default_start(self, fields):
        today = datetime.date.fromisoformat(event.business_date())
        return {
            'from_date': getattr(self.start, 'from_date', None) or today.replace(day=1),
            'to_date': getattr(self.start, 'to_date', None) or today,
            'list_': getattr(self.start, 'list_', None) or 'held',
            }

    def default_shown(self, fields):
        answer = self._ask(0)
        documents = answer['documents']
        while len(documents) < answer['total']:
            more = self._ask(len(documents))['documents']
            if not more:
                break
            documents += more
        return {
            'told': answer['text'],
            'sums': list(_sums(answer)),
            'documents': _rows(documents),
            }

    def _ask(self, skip):
        company = event.own_company()
        if not company:
            raise CreditOperationError(gettext('creditgate.msg_needs_company'))
        return call('graduation', **{'from': self.start.from_date.isoformat()},
            to=self.start.to_date.isoformat(), business_date=event.business_date(),
            company=company.id, list=self.start.list_, skip=skip, max=_MOST,
            language=event.language())


def _sums(answer):
    everybody = word('scope', 'all')
    yield from _sides(everybody, answer)
    for each in answer['by_rule']:
        yield _sum(everybody, gettext('creditgate.msg_graduation_held_by',
                rule=plain(each['rule'])), each)
    for each in answer['by_group']:
        yield from _sides(whom({each['kind']: each['name']}), each)


def _sides(whose, sides):
    yield _sum(whose, gettext('creditgate.msg_graduation_held'), sides['held'])
    yield _sum(whose, gettext('creditgate.msg_graduation_passed'), sides['passed'])


def _sum(whose, what, tally):
    late, in_time = tally['late']['documents'], tally['in_time']['documents']
    known = late + in_time
    return {
        'whose': whose,
        'what': what,
        'number': tally['documents'],
        'amount': _amounts(tally['amounts']),
        'in_time': in_time,
        'late': late,
        'share_late': '%s %%' % round(Decimal(100 * late) / known, 1) if known else '',
        'amount_late': _amounts(tally['late']['amounts']),
        'unpaid': tally['unpaid']['documents'],
        'open_': tally['open']['documents'],
        'gone': tally['gone']['documents'],
        }


def _amounts(amounts):
    return ' + '.join('%s %s' % (format(Decimal(each['amount']), ',f'), each['currency'])
        for each in amounts)


def _rows(documents):
    currencies = {currency.code: currency for currency in Pool().get('currency.currency').search([
                ('code', 'in', [each['document']['amount']['currency'] for each in documents])])}
    return [_row(each, currencies.get(each['document']['amount']['currency']))
        for each in documents]


def _row(told, currency):
    document = told['document']
    Model = Pool().get(_MODELS[document['kind']])
    # Who was deleted meanwhile has a number, and no record.
    is_there = Model.search([('id', '=', document['id'])], limit=1)
    return {
        'document': '%s,%s' % (Model.__name__, document['id']) if is_there else None,
        'number': document['number'],
        'customer': told['customer_name'],
        'groups': ', '.join(each['name'] for each in told['groups']),
        'day': datetime.date.fromisoformat(told['business_date']),
        'checkpoint': word('checkpoint', told['checkpoint']),
        'amount': Decimal(document['amount']['amount']),
        'currency': currency and currency.id,
        'currency_digits': currency.digits if currency else 2,
        'outcome': word('outcome', told['outcome']),
        'rules': ', '.join(plain(each) for each in told['rules']),
        'became': told['became'],
        'days_late': told['days_late'],
        }
