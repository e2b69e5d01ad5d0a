# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Bool, Eval
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import event, limit_terms
from .limit_terms import LimitTerms
from .on_party import OnParty, checked
from .shown import call

STATES = [
    ('none', "No credit agreed"),
    ('amount', "Up to an amount"),
    ('unlimited', "Unlimited"),
    ]


_NOT_SAID = object()
_WITH_TEMPORARY = {'invisible': ~Eval('temporary'), 'required': Bool(Eval('temporary'))}


class SetLimitStart(LimitTerms, ModelView):
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


class SetLimit(OnParty, Wizard):
    "Set Credit Limit"
    __name__ = 'creditgate.set_limit'
    start = StateView('creditgate.set_limit.start', 'creditgate.set_limit_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Set", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        credit = self._party().credit(self._company())
        return dict(self._shown(), **limit_terms.shown(credit),
            limit_state=credit.get('credit_agreed_state'),
            amount=credit.get('credit_agreed'),
            temporary=credit.get('credit_temporary'),
            temporary_from=credit.get('credit_temporary_from'),
            temporary_to=credit.get('credit_temporary_to'))

    def transition_act(self):
        answer = call('set_limit', limit=limit_said(self.start, self._company().currency),
            terms=limit_terms.said(self.start), **self._about())
        Pool().get('creditgate.outbox').push_released(
            answer['released'] + self._set_temporary())
        return 'end'

    def _set_temporary(self):
        "What is on top of it, when the form says another one than there is."
        names = ('temporary', 'temporary_from', 'temporary_to')
        wanted = {name: getattr(self.start, name, _NOT_SAID) for name in names}
        now = {name: value for name, value in self.default_start(None).items() if name in names}
        if _NOT_SAID in wanted.values() or wanted == now:
            return []
        amount = wanted['temporary']
        if amount is not None:
            amount = checked(amount, self._company().currency)
        return call('set_temporary_limit', amount=amount, **self._about(),
            **{'from': event.iso(wanted['temporary_from']),
                'to': event.iso(wanted['temporary_to'])} if amount else {})['released']


def limit_said(form, currency):
    "The limit that a form says, as the contract has it."
    limit = {'state': form.limit_state}
    if limit['state'] == 'amount':
        limit['amount'] = checked(form.amount, currency)
    return limit


def limit_text(state, amount, currency):
    "As a person reads it."
    if state == 'amount':
        # The database gives more decimals than the currency has.
        return '{:,.{digits}f} {code}'.format(
            amount, digits=currency.digits, code=currency.code)
    return dict(STATES)[state]
