# SPDX-License-Identifier: GPL-3.0-or-later
"""The Credit tab of a party, for the company that the user works in."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval
from trytond.transaction import Transaction

from . import bridge, event
from .exceptions import CreditgateError
from .limit import STATES
from .shown import moment
from .tables import installed

# Aging ranges by their first day.
_AGING = {
    None: 'credit_aging_not_due',
    1: 'credit_aging_1_30',
    31: 'credit_aging_31_60',
    61: 'credit_aging_61_90',
    91: 'credit_aging_91_120',
    121: 'credit_aging_over_120',
    }


def _credit(field):
    return fields.Function(field, 'get_credit')


def _amount(label, help=''):
    return _credit(fields.Numeric(label, help=help,
            digits=(16, Eval('credit_currency_digits', 2)),
            depends=['credit_currency_digits']))


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    credit_currency = _credit(fields.Many2One('currency.currency', "Credit Currency"))
    credit_currency_digits = _credit(fields.Integer("Currency Digits"))
    credit_blocked = _credit(fields.Boolean("Blocked"))
    credit_risk_class = _credit(fields.Char("Risk Class"))
    credit_rating_grade = _credit(fields.Char("Rating"))
    credit_limit_state = _credit(fields.Selection([('', "")] + STATES, "Credit Limit"))
    credit_limit = _amount("Limit")
    credit_agreed_state = _credit(fields.Selection([('', "")] + STATES, "Agreed Credit"))
    credit_agreed = _amount("Agreed", "The limit without what is on top of it for a time.")
    credit_limit_from = _credit(fields.Date("Limit Valid from",
            states={'invisible': ~Eval('credit_limit_from')}))
    credit_limit_to = _credit(fields.Date("Limit Valid to",
            states={'invisible': ~Eval('credit_limit_to')}))
    credit_review_on = _credit(fields.Date("Review on",
            states={'invisible': ~Eval('credit_review_on')}))
    credit_days = _credit(fields.Integer("Days to Pay in",
            help="The credit term agreed with the limit, in the place of the payment term's."))
    credit_temporary = _credit(fields.Numeric("Temporary Limit",
            help="On top of the agreed limit until the day beside it.",
            digits=(16, Eval('credit_currency_digits', 2)),
            states={'invisible': ~Eval('credit_temporary')},
            depends=['credit_currency_digits']))
    credit_temporary_from = _credit(fields.Date("Temporary Limit from",
            states={'invisible': ~Eval('credit_temporary')}, depends=['credit_temporary']))
    credit_temporary_to = _credit(fields.Date("Temporary Limit to",
            states={'invisible': ~Eval('credit_temporary')}, depends=['credit_temporary']))
    credit_exposure = _amount("Exposure", "What the customer owes, and what is ordered.")
    credit_available = _amount("Available", "The limit less the exposure.")
    credit_utilisation = _credit(fields.Numeric("Used %", digits=(16, 2)))

    credit_open_order = _amount("Open Orders")
    credit_open_order_beyond_horizon = _amount("Beyond the Horizon",
        "Open orders to be shipped later than the policy looks ahead.")
    credit_delivered_not_invoiced = _amount("Delivered, Not Invoiced")
    credit_draft_invoice = _amount("Draft Invoices")
    credit_open_item_not_due = _amount("Open Items, Not Due")
    credit_open_item_overdue = _amount("Open Items, Overdue")
    credit_unallocated = _amount("Unallocated", "Payments and credit notes, negative.")
    credit_in_clearing = _amount("In Clearing", "Bills of exchange and cheques.")
    credit_reservation = _amount("Reserved", "Approved or released, not yet confirmed.")

    credit_overdue = _amount("Overdue")
    credit_overdue_items = _credit(fields.Integer("Overdue Items"))
    credit_oldest_due_date = _credit(fields.Date("Oldest Due Date"))
    credit_overdue_days = _credit(fields.Integer("Days Overdue"))
    credit_aging_not_due = _amount("Not Due")
    credit_aging_1_30 = _amount("1 to 30 Days")
    credit_aging_31_60 = _amount("31 to 60 Days")
    credit_aging_61_90 = _amount("61 to 90 Days")
    credit_aging_91_120 = _amount("91 to 120 Days")
    credit_aging_over_120 = _amount("Over 120 Days")

    credit_findings = _credit(fields.Text("To Look At"))
    credit_as_of = _credit(fields.DateTime("As Of"))
    credit_holds = fields.Function(
        fields.One2Many('creditgate.hold', None, "Open Holds"), 'get_credit_holds')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['set_credit_limit'] = {'icon': 'tryton-launch'}
        cls._buttons['show_credit_documents'] = {'icon': 'tryton-list'}

    @classmethod
    def get_credit(cls, parties, names):
        company = event.own_company()
        found = {party.id: party.credit(company) for party in parties}
        return {name: {id_: credit.get(name) for id_, credit in found.items()}
            for name in names}

    def credit(self, company):
        "The fields of the tab; findings tell why the others are empty."
        if not company:
            return {'credit_findings': gettext('creditgate.msg_needs_company')}
        try:
            answer = bridge.call('customer', company=company.id, customer=self.id,
                business_date=event.business_date(), language=event.language())
        except CreditgateError as error:
            return {'credit_findings': gettext('creditgate.msg_unavailable', error=error.text)}
        values = _values(answer['credit'])
        values['credit_as_of'] = moment(answer['as_of'])
        return values

    @classmethod
    def get_credit_holds(cls, parties, name):
        holds = {party.id: [] for party in parties}
        company = Transaction().context.get('company')
        if company and installed():
            Hold = Pool().get('creditgate.hold')
            for hold in Hold.search([
                        ('customer', 'in', list(holds)),
                        ('company', '=', company),
                        ('state', '=', 'open'),
                        ]):
                holds[hold.customer.id].append(hold.id)
        return holds

    @classmethod
    @ModelView.button_action('creditgate.wizard_documents')
    def show_credit_documents(cls, parties):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_set_limit')
    def set_credit_limit(cls, parties):
        pass


def _currency(code):
    Currency = Pool().get('currency.currency')
    found, = Currency.search([('code', '=', code)], limit=1) or [None]
    return found


def _group_values(group):
    currency = _currency(group['currency'])
    prefix = 'credit_' + group['kind']
    return {
        prefix: group['name'],
        prefix + '_currency': currency and currency.id,
        prefix + '_currency_digits': currency.digits if currency else 2,
        prefix + '_limit': _decimal(group['limit'].get('amount')),
        prefix + '_exposure': _decimal(group['exposure']),
        prefix + '_available': _decimal(group['available']),
        }


def _terms_values(credit):
    terms = credit['limit_terms'] or {}
    agreed = terms.get('agreed') or credit['limit']
    temporary = terms.get('temporary') or {}
    return {
        'credit_agreed_state': agreed['state'],
        'credit_agreed': _decimal(agreed.get('amount')),
        'credit_limit_from': _date(terms.get('valid_from')),
        'credit_limit_to': _date(terms.get('valid_to')),
        'credit_review_on': _date(terms.get('review_on')),
        'credit_days': terms.get('credit_days'),
        'credit_temporary': _decimal(temporary.get('amount')),
        'credit_temporary_from': _date(temporary.get('from')),
        'credit_temporary_to': _date(temporary.get('to')),
        }


def _values(credit):
    currency = _currency(credit['currency'])
    overdue = credit.get('overdue') or {}
    values = {
        'credit_currency': currency and currency.id,
        'credit_currency_digits': currency.digits if currency else 2,
        'credit_blocked': credit['blocked'],
        'credit_risk_class': credit['risk_class'],
        'credit_rating_grade': credit['rating_grade'],
        'credit_limit_state': credit['limit']['state'],
        'credit_limit': _decimal(credit['limit'].get('amount')),
        'credit_exposure': _decimal(credit['exposure']),
        'credit_available': _decimal(credit['available']),
        'credit_utilisation': _number(credit['utilisation_percent']),
        'credit_overdue': _decimal(overdue.get('amount')),
        'credit_overdue_items': overdue.get('items'),
        'credit_oldest_due_date': _date(overdue.get('oldest_due_date')),
        'credit_overdue_days': overdue.get('days'),
        'credit_findings': '\n'.join(credit['findings']),
        }
    values.update(_terms_values(credit))
    for group in credit['groups']:
        values.update(_group_values(group))
    for bucket in credit['buckets']:
        values['credit_' + bucket['bucket']] = _decimal(bucket['amount'])
    for each in credit['aging']:
        if each['from_day'] in _AGING:
            values[_AGING[each['from_day']]] = _decimal(each['amount'])
    return values


def _decimal(money):
    return Decimal(money['amount']) if money else None


def _number(text):
    return Decimal(text) if text else None


def _date(text):
    return datetime.date.fromisoformat(text) if text else None
