# SPDX-License-Identifier: GPL-3.0-or-later
"""Many limits at once: by a percentage or from a file, looked at line by line before they are asked
for. Each becomes a limit request, which others approve."""
import datetime
import re
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pyson import Eval, PYSONEncoder
from trytond.wizard import Button, StateAction, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .limit import limit_text
from .limit_file import limit_lines
from .policy_words import currency_of
from .rights import ForGroups
from .shown import need_company

_MOST = 1000
_LINE = re.compile(r'lines\[(\d+)\]')


def _of(*whose):
    shown = Eval('whose').in_(list(whose))
    return {'states': {'invisible': ~shown, 'required': shown}, 'depends': ['whose']}


class ProposeLimitsStart(ModelView):
    "Change Many Limits"
    __name__ = 'creditgate.propose_limits.start'
    company = fields.Many2One('company.company', "Company", readonly=True)
    whose = fields.Selection([
            ('company', "All Customers"),
            ('risk_class', "Those of a Risk Class"),
            ('group', "Those of a Credit Group"),
            ('file', "Those of a File"),
            ], "Whose", required=True, sort=False)
    risk_class = fields.Char("Risk Class", **_of('risk_class'))
    group = fields.Char("Credit Group", **_of('group'))
    file = fields.Binary("File", filename='file_name',
        help="CSV with the columns customer (the party's id) or code, and amount or percent.",
        **_of('file'))
    file_name = fields.Char("File Name")
    percent = fields.Numeric("Change by %", digits=(6, 2),
        states={'required': Eval('whose') != 'file'}, depends=['whose'],
        help="10: ten percent more; -5.5: less. With a file, for its lines that say nothing.")
    step = fields.Numeric("Round to", digits=(16, 4),
        help="The steps in which limits go, in the currency of the account; half is rounded up.")
    reason = fields.Text("Reason", required=True)


class ProposedLimit(ModelView):
    "Proposed Limit"
    __name__ = 'creditgate.proposed_limit'
    taken = fields.Boolean("Is Asked for")
    line = fields.Integer("Line", readonly=True, help="Of the file.")
    customer = fields.Integer("Customer's Id", readonly=True)
    name = fields.Char("Customer", readonly=True)
    before = fields.Char("Limit Now", readonly=True)
    after = fields.Numeric("Proposed", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], help="May be changed for a single customer.")
    currency = fields.Char("Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    left_out = fields.Text("Why It Is Left out", readonly=True)


class ProposedLimits(ModelView):
    "Proposed Limits"
    __name__ = 'creditgate.proposed_limits'
    told = fields.Text("Told", readonly=True)
    lines = fields.One2Many('creditgate.proposed_limit', None, "Limits")
    as_of = fields.DateTime("As Of", readonly=True)
    batch = fields.Integer("Batch", readonly=True)


class ProposeLimits(ForGroups, Wizard):
    "Change Many Limits"
    __name__ = 'creditgate.propose_limits'
    start = StateView('creditgate.propose_limits.start',
        'creditgate.propose_limits_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Preview", 'preview', 'tryton-forward', default=True),
            ])
    preview = StateView('creditgate.proposed_limits', 'creditgate.proposed_limits_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Back", 'start', 'tryton-back'),
            Button("Ask for Them", 'propose', 'tryton-ok', default=True),
            ])
    propose = StateTransition()
    done = StateView('creditgate.proposed_limits', 'creditgate.limits_proposed_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Look at the Requests", 'open_', 'tryton-forward', default=True),
            ])
    open_ = StateAction('creditgate.act_limit_request_form')

    def default_start(self, fields):
        values = {name: getattr(self.start, name) for name in (
                'whose', 'risk_class', 'group', 'file', 'file_name', 'percent', 'step', 'reason')
            if getattr(self.start, name, None) is not None}
        return dict({'whose': 'company'}, **values, company=need_company().id)

    def default_preview(self, fields):
        as_of = datetime.datetime.utcnow().replace(microsecond=0)
        rows = [_row(line) for line in self._previewed()]
        return {
            'as_of': as_of,
            'lines': rows,
            'told': gettext('creditgate.msg_limits_previewed',
                taken=sum(row['taken'] for row in rows),
                left_out=sum(not row['taken'] for row in rows)),
            }

    def transition_propose(self):
        taken = [each for each in getattr(self.preview, 'lines', None) or []
            if getattr(each, 'taken', False)]
        if not taken:
            raise CreditOperationError(gettext('creditgate.msg_limits_none_taken'))
        asked, batch = [], None
        for first in range(0, len(taken), _MOST):
            answer = self._ask(lines=[_line(each) for each in taken[first:first + _MOST]],
                batch_id=batch)
            asked, batch = asked + answer['lines'], answer['batch_id'] or batch
        failed = [each for each in asked if each['error']]
        self.done.batch = batch
        self.done.told = '\n'.join(
            [gettext('creditgate.msg_limits_proposed', asked=len(asked) - len(failed),
                    left_out=len(failed))]
            + ['%s: %s' % (each['customer_name'], each['error']['message']) for each in failed])
        return 'done'

    def default_done(self, fields):
        return {'told': self.done.told, 'batch': self.done.batch}

    def do_open_(self, action):
        action['pyson_domain'] = PYSONEncoder().encode(
            [('batch', '=', getattr(self.done, 'batch', None) or -1)])
        # The tabs of the list would show others, too.
        action['domains'] = []
        return action, {}

    def _previewed(self):
        if self.start.whose == 'file':
            lines = limit_lines(getattr(self.start, 'file', None))
            return [told for first in range(0, len(lines), _MOST)
                for told in self._ask(lines=lines[first:first + _MOST], preview=True,
                    **self._change())['lines']]
        whom = {name: getattr(self.start, name, None) or ''
            for name in ('risk_class', 'group') if name == self.start.whose}
        told, after = [], 0
        while after is not None:
            answer = self._ask(preview=True, after_account_id=after, **whom, **self._change())
            told, after = told + answer['lines'], answer['next_account_id']
        return told

    def _change(self):
        "By how much, as the form says it."
        said = {'percent': getattr(self.start, 'percent', None),
            'round': getattr(self.start, 'step', None)}
        return {name: format(value.normalize(), 'f')
            for name, value in said.items() if value is not None}

    def _ask(self, **fields):
        # Only limits of the company in which he works: those of others he may not see.
        try:
            return bridge.call('propose_limits', company=need_company().id, user=event.actor(),
                reason=self.start.reason, **fields)
        except CreditgateError as error:
            raise CreditOperationError(_mistake(error, fields.get('lines') or []), error.next)


def _row(told):
    "A line of the preview as the form has it."
    before, after = told['before'], told['after']
    money = (after or {}).get('amount') or (before or {}).get('amount')
    currency = currency_of(money and money['currency'])
    fits = not told['error'] and after and after['state'] == 'amount'
    return {
        'taken': bool(fits),
        'line': told['line'],
        'customer': told['customer'],
        'name': told['customer_name'],
        'before': _limit_text(before, currency),
        'after': Decimal(after['amount']['amount']) if after and after.get('amount') else None,
        'currency': money and money['currency'],
        'currency_digits': currency.digits if currency else 2,
        'left_out': told['error']['message'] if told['error'] else '',
        }


def _limit_text(limit, currency):
    if not limit:
        return ''
    amount = limit.get('amount')
    return limit_text(limit['state'], Decimal(amount['amount']) if amount else None, currency)


def _line(row):
    "A line of the form as the op has it."
    after = getattr(row, 'after', None)
    return dict({'customer': row.customer},
        amount='' if after is None else format(after.normalize(), 'f'),
        **{'line': row.line} if getattr(row, 'line', None) else {})


def _mistake(error, lines):
    "The library counts lines from 0; the file knows them by other numbers."
    found = _LINE.match(error.field or '')
    if not found or int(found.group(1)) >= len(lines):
        return error.message
    line = lines[int(found.group(1))]
    return gettext('creditgate.msg_limit_file_mistake', line=line.get('line', line['customer']),
        error=error.message)
