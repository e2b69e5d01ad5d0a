# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Bool, Eval
from trytond.transaction import Transaction
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import event
from .exceptions import CreditOperationError
from .rights import ForGroups
from .shown import call

STATES = [
    ('none', "No credit agreed"),
    ('amount', "Up to an amount"),
    ('unlimited', "Unlimited"),
    ]


_NOT_SAID = object()
_WITH_TEMPORARY = {'invisible': ~Eval('temporary'), 'required': Bool(Eval('temporary'))}


class SetLimitStart(ModelView):
    "Set Credit Limit"
    __name__ = 'creditgate.set_limit.start'
    party = fields.Many2One('party.party', "Customer", readonly=True)
    company = fields.Many2One('company.company', "Company", readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    limit_state = fields.Selection(STATES, "Credit Limit", required=True)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        states={
            'required': Eval('limit_state') == 'amount',
            'invisible': Eval('limit_state') != 'amount',
            },
        depends=['limit_state', 'currency_digits'])
    valid_from = fields.Date("Valid from", help="The first day on which the limit counts.")
    valid_to = fields.Date("Valid to",
        help="The last day on which the limit counts. After it no credit is agreed.")
    review_on = fields.Date("Review on")
    credit_days = fields.Integer("Days to Pay in",
        domain=['OR', ('credit_days', '=', None),
            [('credit_days', '>=', 0), ('credit_days', '<=', 3650)]],
        help="The credit term agreed with the limit. Empty: that of the payment term.")
    temporary = fields.Numeric("Temporary Amount on Top", digits=(16, Eval('currency_digits', 2)),
        states={'invisible': Eval('limit_state') != 'amount'},
        depends=['limit_state', 'currency_digits'],
        help="For a time, on top of the limit. Empty: none.")
    temporary_from = fields.Date("Temporary from",
        states=_WITH_TEMPORARY, depends=['temporary'])
    temporary_to = fields.Date("Temporary to",
        states=_WITH_TEMPORARY, depends=['temporary'],
        help="The last day on which it counts.")
    reason = fields.Text("Reason", required=True)


class SetLimit(ForGroups, Wizard):
    "Set Credit Limit"
    __name__ = 'creditgate.set_limit'
    start = StateView('creditgate.set_limit.start', 'creditgate.set_limit_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Set", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        party, company = self._party(), self._company()
        credit = party.credit(company)
        return {
            'party': party.id,
            'company': company.id,
            'currency': company.currency.id,
            'currency_digits': company.currency.digits,
            'limit_state': credit.get('credit_agreed_state'),
            'amount': credit.get('credit_agreed'),
            'valid_from': credit.get('credit_limit_from'),
            'valid_to': credit.get('credit_limit_to'),
            'review_on': credit.get('credit_review_on'),
            'credit_days': credit.get('credit_days'),
            'temporary': credit.get('credit_temporary'),
            'temporary_from': credit.get('credit_temporary_from'),
            'temporary_to': credit.get('credit_temporary_to'),
            }

    def transition_act(self):
        party, company = self._party(), self._company()
        limit = {'state': self.start.limit_state}
        if limit['state'] == 'amount':
            limit['amount'] = event.money(self._amount(company.currency), company.currency)
        days = {name: getattr(self.start, name).isoformat()
            for name in ['valid_from', 'valid_to', 'review_on'] if getattr(self.start, name, None)}
        days['credit_days'] = getattr(self.start, 'credit_days', None)
        answer = call('set_limit', company=company.id, customer=party.id, limit=limit,
            user=event.actor(), reason=self.start.reason,
            business_date=event.business_date(), terms=days)
        released = answer['released'] + self._set_temporary(party, company)
        Pool().get('creditgate.outbox').push([
                r['document']['id'] for r in released if r['document']['kind'] == 'order'])
        return 'end'

    def _set_temporary(self, party, company):
        "What is on top of it, when the form says another one than there is."
        names = ('temporary', 'temporary_from', 'temporary_to')
        wanted = {name: getattr(self.start, name, _NOT_SAID) for name in names}
        now = {name: value for name, value in self.default_start(None).items() if name in names}
        if _NOT_SAID in wanted.values() or wanted == now:
            return []
        amount = wanted['temporary']
        if amount is not None:
            amount = event.money(checked(amount, company.currency), company.currency)
        return call('set_temporary_limit', company=company.id, customer=party.id, amount=amount,
            user=event.actor(), reason=self.start.reason, business_date=event.business_date(),
            **{'from': _iso(wanted['temporary_from']),
                'to': _iso(wanted['temporary_to'])} if amount else {})['released']

    def end(self):
        return 'reload'

    def _amount(self, currency):
        return checked(self.start.amount, currency)

    def _party(self):
        # What the client sends back is not asked: the party is the one the wizard was opened on.
        if Transaction().context.get('active_model') != 'party.party' or not self.record:
            raise CreditOperationError(gettext('creditgate.msg_limit_needs_party'))
        return self.record

    @staticmethod
    def _company():
        company = event.own_company()
        if not company:
            raise CreditOperationError(gettext('creditgate.msg_needs_company'))
        return company


def _iso(day):
    return day.isoformat() if day else None


def checked(amount, currency):
    if amount is None or amount < 0 or amount != currency.round(amount):
        raise CreditOperationError(gettext('creditgate.msg_limit_amount',
                amount='empty' if amount is None else amount, currency=currency.code,
                unit=currency.rounding))
    return amount
