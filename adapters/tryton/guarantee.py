# SPDX-License-Identifier: GPL-3.0-or-later
"""Guarantees, collateral and credit insurances of a customer, which raise his limit for a time."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelStorage, ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .on_party import OnParty, checked
from .shown import ReadOnly, call

KINDS = [
    ('guarantee', "Guarantee"),
    ('collateral', "Collateral"),
    ('insurance', "Credit Insurance"),
    ]
# A customer has at most 20; his id and the place among them make the id of a line.
_PLACES = 32


def _amount(label, **more):
    return fields.Numeric(label, digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], **more)


class Guarantee(ReadOnly, ModelStorage, ModelView):
    "Guarantee of a Customer"
    __name__ = 'creditgate.guarantee'
    _read_only = 'msg_guarantee_read_only'
    kind = fields.Selection(KINDS, "Kind", readonly=True)
    name = fields.Char("From", readonly=True)
    value = _amount("Value", readonly=True)
    percent = fields.Integer("Counts %", readonly=True, help="The share of it that counts.")
    valid_from = fields.Date("Valid from", readonly=True)
    valid_to = fields.Date("Valid to", readonly=True)
    adds = _amount("Raises by", readonly=True, help="What it adds to the limit today.")
    currency = fields.Char("Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    set_by = fields.Char("Set by", readonly=True)

    @classmethod
    def read(cls, ids, fields_names):
        super().read(ids, fields_names)
        company, found = event.own_company(), {}
        for customer in {id_ // _PLACES for id_ in ids} if company else []:
            for place, each in enumerate(on_record(company, customer)):
                found[_PLACES * customer + place] = shown(each)
        return [dict({name: found[id_].get(name) for name in fields_names}, id=id_)
            for id_ in ids if id_ in found]


def on_record(company, customer):
    "Those that were not ended, in the contract's words."
    return call('guarantees', company=company.id, customer=customer,
        business_date=event.business_date())['guarantees']


def shown(guarantee):
    "As a form has it."
    currency = guarantee['value']['currency']
    found = Pool().get('currency.currency').search([('code', '=', currency)], limit=1)
    return {
        'kind': guarantee['kind'],
        'name': guarantee['name'],
        'value': Decimal(guarantee['value']['amount']),
        'percent': guarantee['percent'],
        'valid_from': _day(guarantee['valid_from']),
        'valid_to': _day(guarantee['valid_to']),
        'adds': Decimal(guarantee['adds']['amount']),
        'currency': currency,
        'currency_digits': found[0].digits if found else 2,
        'set_by': guarantee['set_by'],
        }


def _day(text):
    return datetime.date.fromisoformat(text) if text else None


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    credit_guarantees = fields.Function(
        fields.One2Many('creditgate.guarantee', None, "Guarantees"), 'get_credit_guarantees')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['set_credit_guarantee'] = {'icon': 'tryton-create'}
        cls._buttons['end_credit_guarantee'] = {'icon': 'tryton-undo'}

    @classmethod
    def get_credit_guarantees(cls, parties, name):
        company = event.own_company()
        return {party.id: [_PLACES * party.id + place for place in cls._places(company, party)]
            for party in parties}

    @staticmethod
    def _places(company, party):
        if not company:
            return []
        try:
            found = bridge.call('guarantees', company=company.id, customer=party.id,
                business_date=event.business_date())['guarantees']
        except CreditgateError:
            return []  # credit_findings says why
        return range(len(found))

    @classmethod
    @ModelView.button_action('creditgate.wizard_set_guarantee')
    def set_credit_guarantee(cls, parties):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_end_guarantee')
    def end_credit_guarantee(cls, parties):
        pass


class SetGuaranteeStart(ModelView):
    "Add a Guarantee"
    __name__ = 'creditgate.set_guarantee.start'
    party = fields.Many2One('party.party', "Customer", readonly=True)
    company = fields.Many2One('company.company', "Company", readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    kind = fields.Selection(KINDS, "Kind", required=True)
    name = fields.Char("From", required=True, help="The bank, the insurer, or what is pledged.")
    value = _amount("Value", required=True)
    percent = fields.Integer("Counts %", required=True,
        domain=[('percent', '>=', 0), ('percent', '<=', 100)],
        help="The share of the value by which the limit is raised.")
    valid_from = fields.Date("Valid from", help="The first day on which it counts.")
    valid_to = fields.Date("Valid to", help="The last day on which it counts.")
    reason = fields.Text("Reason", required=True)


class SetGuarantee(OnParty, Wizard):
    "Add a Guarantee"
    __name__ = 'creditgate.set_guarantee'
    start = StateView('creditgate.set_guarantee.start',
        'creditgate.set_guarantee_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Add", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        return dict(self._shown(), kind='guarantee', percent=100)

    def transition_act(self):
        start = self.start
        answer = call('set_guarantee', kind=start.kind, name=getattr(start, 'name', None) or '',
            value=checked(getattr(start, 'value', None), self._company().currency, 'guarantee'),
            percent=getattr(start, 'percent', None),
            valid_from=event.iso(getattr(start, 'valid_from', None)),
            valid_to=event.iso(getattr(start, 'valid_to', None)), **self._about())
        Pool().get('creditgate.outbox').push_released(answer['released'])
        return 'end'


class GuaranteeChoice(ModelView):
    "Guarantee to End"
    __name__ = 'creditgate.guarantee.choice'
    number = fields.Integer("Number", readonly=True)
    ends = fields.Boolean("Ends")
    kind = fields.Selection(KINDS, "Kind", readonly=True)
    name = fields.Char("From", readonly=True)
    value = _amount("Value", readonly=True)
    percent = fields.Integer("Counts %", readonly=True)
    valid_to = fields.Date("Valid to", readonly=True)
    currency = fields.Char("Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)


class EndGuaranteeStart(ModelView):
    "End Guarantees"
    __name__ = 'creditgate.end_guarantee.start'
    guarantees = fields.One2Many('creditgate.guarantee.choice', None, "Guarantees")
    reason = fields.Text("Reason", required=True)


class EndGuarantee(OnParty, Wizard):
    "End Guarantees"
    __name__ = 'creditgate.end_guarantee'
    start = StateView('creditgate.end_guarantee.start',
        'creditgate.end_guarantee_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("End", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        names = set(Pool().get('creditgate.guarantee.choice')._fields)
        return {'guarantees': [
                dict({name: value for name, value in shown(each).items() if name in names},
                    number=each['guarantee_id'], ends=False)
                for each in self._on_record()]}

    def transition_act(self):
        # Whose they are the client does not say.
        there = {each['guarantee_id'] for each in self._on_record()}
        chosen = [each.number for each in getattr(self.start, 'guarantees', None) or []
            if getattr(each, 'ends', False)]
        if not chosen or not there.issuperset(chosen):
            raise CreditOperationError(gettext('creditgate.msg_no_guarantee_chosen'))
        user = event.actor()
        for number in chosen:
            answer = call('end_guarantee', guarantee_id=number, user=user,
                reason=self.start.reason, business_date=event.business_date())
            Pool().get('creditgate.outbox').push_released(answer['released'])
        return 'end'

    def _on_record(self):
        return on_record(self._company(), self._party().id)
