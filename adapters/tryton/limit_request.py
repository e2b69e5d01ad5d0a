# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits that are asked for on the Credit tab of a party, and the list in which they are approved.
Read from creditgate's own tables; what changes them is an op of the library."""
from sql import Cast, Literal, Null
from sql.conditionals import Case

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval, If
from trytond.transaction import Transaction
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event, limit_terms
from .exceptions import CreditgateError, CreditOperationError
from .limit import STATES, limit_said, limit_text
from .limit_terms import LimitTerms
from .on_party import OnParty
from .rights import ForGroups
from .shown import Amount, ReadOnly, call, currencies, time_of
from .tables import need_installed, table


def _amount(label):
    return fields.Numeric(label, readonly=True, digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'])


class LimitRequest(ReadOnly, ModelSQL, ModelView):
    "Limit Request"
    __name__ = 'creditgate.limit_request'
    _read_only = 'msg_limit_request_read_only'
    _rec_name = 'reason'

    company = fields.Many2One('company.company', "Company", readonly=True)
    customer = fields.Many2One('party.party', "Customer", readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Function(
        fields.Integer("Currency Digits"), 'on_change_with_currency_digits')
    before_state = fields.Selection(STATES, "Credit before", readonly=True)
    before = _amount("Before")
    limit_state = fields.Selection(STATES, "Credit Asked for", readonly=True)
    limit = _amount("Asked for")
    reason = fields.Text("Reason", readonly=True)
    asked_by = fields.Char("Asked by", readonly=True)
    asked_at = fields.DateTime("Asked on", readonly=True)
    batch = fields.Integer("Batch", readonly=True,
        help="The number of those that were asked for together.")
    state = fields.Selection([
            ('open', "Open"),
            ('approved', "Approved"),
            ('rejected', "Rejected"),
            ('withdrawn', "Withdrawn"),
            ], "State", readonly=True)
    rank = fields.Integer("Rank", readonly=True, help="0 for open requests.")
    closed_by = fields.Char("Closed by", readonly=True)
    closed_at = fields.DateTime("Closed on", readonly=True)
    close_note = fields.Text("Note", readonly=True)
    terms = fields.Function(fields.Text("On Other Terms",
            help="The days and the credit term that are asked for. Empty: they stay."),
        'get_details')
    steps = fields.Function(fields.Text("Steps Taken"), 'get_details')
    who_next = fields.Function(fields.Text("Who Approves Next"), 'get_details')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order = [('rank', 'ASC'), ('asked_at', 'DESC'), ('id', 'DESC')]
        closed = Eval('state') != 'open'
        for name, icon in [
                ('approve', 'tryton-ok'),
                ('reject', 'tryton-cancel'),
                ('withdraw', 'tryton-undo')]:
            cls._buttons[name] = {'invisible': closed, 'depends': ['state'], 'icon': icon}

    @classmethod
    def table_query(cls):
        need_installed()
        asked = table('cg_limit_request_list')
        currency = currencies()
        return asked.join(currency, 'LEFT', condition=currency.code == asked.currency).select(
            asked.limit_request_id.as_('id'),
            Literal(0).as_('create_uid'),
            time_of(asked.asked_at).as_('create_date'),
            Cast(Null, 'INTEGER').as_('write_uid'),
            Cast(Null, 'TIMESTAMP').as_('write_date'),
            asked.company_id.as_('company'),
            asked.customer_id.as_('customer'),
            currency.id.as_('currency'),
            asked.before_state,
            Amount(asked.before_minor, asked.currency).as_('before'),
            asked.limit_state,
            Amount(asked.limit_minor, asked.currency).as_('limit'),
            asked.reason,
            asked.asked_by,
            time_of(asked.asked_at).as_('asked_at'),
            asked.batch_id.as_('batch'),
            asked.state,
            Case((asked.state == 'open', 0), else_=1).as_('rank'),
            asked.closed_by,
            time_of(asked.closed_at).as_('closed_at'),
            asked.close_note)

    @fields.depends('currency')
    def on_change_with_currency_digits(self, name=None):
        return self.currency.digits if self.currency else 2

    @classmethod
    def view_attributes(cls):
        state = Eval('state', '')
        return super().view_attributes() + [
            ('/tree/field[@name="state"]', 'visual',
                If(state == 'open', 'warning', If(state == 'approved', 'success', 'muted'))),
            ]

    @classmethod
    def get_details(cls, requests, names):
        told = cls._told([r.id for r in requests])
        return {name: {r.id: told.get(r.id, {}).get(name, '') for r in requests}
            for name in names}

    @classmethod
    def _told(cls, ids):
        "The op's own words for the requests, asked once for a page."
        if not ids:
            return {}
        try:
            found = bridge.call('limit_requests', ids=ids, max=len(ids),
                language=event.language())['requests']
        except CreditgateError as error:
            text = gettext('creditgate.msg_unavailable', error=error.text)
            return {id_: {'steps': text, 'who_next': text} for id_ in ids}
        return {each['limit_request_id']: {
                'terms': limit_terms.text(each['terms']),
                'steps': '\n'.join(_step(step) for step in each['steps']),
                'who_next': each['who_next'] or '',
                } for each in found}

    @classmethod
    @ModelView.button_action('creditgate.wizard_approve_limit')
    def approve(cls, requests):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_reject_limit')
    def reject(cls, requests):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_withdraw_limit')
    def withdraw(cls, requests):
        pass


def _step(step):
    key = 'approved' if step['approves'] else 'rejected'
    if step['on_behalf_of']:
        key += '_on_behalf'
    text = gettext('creditgate.msg_limit_%s' % key, who=step['by'], whom=step['on_behalf_of'])
    if step['note']:
        text += ': ' + step['note']
    if not step['counts']:
        text += ' (%s)' % gettext('creditgate.msg_limit_no_more')
    return text


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['request_credit_limit'] = {'icon': 'tryton-email'}

    @classmethod
    @ModelView.button_action('creditgate.wizard_request_limit')
    def request_credit_limit(cls, parties):
        pass


class RequestLimitStart(LimitTerms, ModelView):
    "Request a Higher Limit"
    __name__ = 'creditgate.request_limit.start'
    party = fields.Many2One('party.party', "Customer", readonly=True)
    company = fields.Many2One('company.company', "Company", readonly=True)
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    before_state = fields.Selection(STATES, "Credit Limit", readonly=True)
    before = _amount("Present Limit")
    limit_state = fields.Selection(STATES, "Wanted", required=True)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        states={
            'required': Eval('limit_state') == 'amount',
            'invisible': Eval('limit_state') != 'amount',
            },
        depends=['limit_state', 'currency_digits'])
    reason = fields.Text("Reason", required=True)


class RequestLimit(OnParty, Wizard):
    "Request a Higher Limit"
    __name__ = 'creditgate.request_limit'
    start = StateView('creditgate.request_limit.start',
        'creditgate.request_limit_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Request", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        credit = self._party().credit(self._company())
        return dict(self._shown(), **limit_terms.shown(credit),
            before_state=credit.get('credit_agreed_state'),
            before=credit.get('credit_agreed'),
            limit_state='amount')

    def transition_act(self):
        party, company = self._party(), self._company()
        call('request_limit', company=company.id, customer=party.id,
            limit=limit_said(self.start, company.currency),
            terms=limit_terms.changed(self.start, party.credit(company)),
            user=event.actor(), reason=self.start.reason)
        return 'end'


class Verdict(ModelView):
    "Verdict on Limit Requests"
    __name__ = 'creditgate.limit_verdict'
    requests = fields.Text("Asked for", readonly=True)
    # The limit that is there now, where it was changed since it was asked for.
    now_state = fields.Selection([('', "")] + STATES, "Limit Now", readonly=True)
    now = fields.Numeric("Amount Now", readonly=True, digits=(16, 2))
    note = fields.Text("Note")
    outcome = fields.Text("Outcome", readonly=True)


def _ask(view, button):
    return StateView('creditgate.limit_verdict', 'creditgate.' + view, [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button(button, 'act', 'tryton-ok', default=True),
            ])


class _OnRequests(ForGroups, Wizard):

    def requests(self):
        if Transaction().context.get('active_model') != 'creditgate.limit_request':
            found = []
        else:
            found = [each for each in self.records if each.state == 'open']
        if not found:
            raise CreditOperationError(gettext('creditgate.msg_no_open_limit_request'))
        return found

    def default_start(self, fields):
        return {'requests': '\n\n'.join(map(self._line, self.requests()))}

    @staticmethod
    def _line(request):
        lines = [gettext('creditgate.msg_limit_asked', customer=request.customer.rec_name,
                before=limit_text(request.before_state, request.before, request.currency),
                limit=limit_text(request.limit_state, request.limit, request.currency),
                who=request.asked_by, reason=request.reason)]
        return '\n'.join(lines + [text for text in (request.terms, request.steps) if text])

    def end(self):
        return 'reload'


class ApproveLimit(_OnRequests):
    "Approve Limit Requests"
    __name__ = 'creditgate.approve_limit'
    start = _ask('approve_limit_view_form', "Approve")
    act = StateTransition()
    told = StateView('creditgate.limit_verdict', 'creditgate.limit_outcome_view_form', [
            Button("OK", 'end', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        values = super().default_start(fields)
        requests = self.requests()
        if len(requests) == 1:
            values.update(self._changed(*requests))
        return values

    def _changed(self, request):
        "The limit now, where it is not the one against which it was asked."
        credit = request.customer.credit(request.company)
        state, now = credit.get('credit_agreed_state'), credit.get('credit_agreed')
        if not state or (state, now) == (request.before_state, request.before):
            return {}
        return {'now_state': state, 'now': now}

    def transition_act(self):
        requests = self.requests()
        fields = {'user': event.actor(), 'note': getattr(self.start, 'note', None) or '',
            'business_date': event.business_date(), 'language': event.language()}
        if len(requests) == 1:
            request, = requests
            answer = call('approve_limit_request', limit_request_id=request.id,
                **self._before(request), **fields)
            self._push(answer['released'])
            return 'end'
        answer = call('approve_limit_request', ids=[r.id for r in requests], **fields)
        self._push([each for one in answer['outcomes'] for each in one['released']])
        customers = {r.id: r.customer.rec_name for r in requests}
        failed = ['%s: %s' % (customers[one['limit_request_id']], one['error']['message'])
            for one in answer['outcomes'] if one['error']]
        if not failed:
            return 'end'
        self.start.outcome = '\n'.join(failed)
        return 'told'

    def default_told(self, fields):
        return {'outcome': self.start.outcome}

    def _before(self, request):
        state = getattr(self.start, 'now_state', None)
        if not state:
            return {}
        before = {'state': state}
        if state == 'amount':
            before['amount'] = event.money(self.start.now, request.currency)
        return {'before': before}

    @staticmethod
    def _push(released):
        Pool().get('creditgate.outbox').push_released(released)


class RejectLimit(_OnRequests):
    "Reject Limit Requests"
    __name__ = 'creditgate.reject_limit'
    start = _ask('reject_limit_view_form', "Reject")
    act = StateTransition()

    def transition_act(self):
        note = getattr(self.start, 'note', None)
        if not note:
            raise CreditOperationError(gettext('creditgate.msg_limit_reject_note'))
        for request in self.requests():
            call('reject_limit_request', limit_request_id=request.id, user=event.actor(),
                note=note)
        return 'end'


class WithdrawLimit(_OnRequests):
    "Withdraw Limit Requests"
    __name__ = 'creditgate.withdraw_limit'
    start = _ask('withdraw_limit_view_form', "Withdraw")
    act = StateTransition()

    def transition_act(self):
        for request in self.requests():
            call('withdraw_limit_request', limit_request_id=request.id, user=event.actor(),
                note=getattr(self.start, 'note', None) or '')
        return 'end'
