# SPDX-License-Identifier: GPL-3.0-or-later
"""How far releases of a role go by a policy, told in a sentence."""
from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Bool, Eval

from .policy_values import money_said, money_shown, origin_of
from .policy_words import value_text

_MONEY = ('amount', 'excess')


class DraftAuthority(ModelView):
    "Release Authority of a Credit Policy That Is Drafted"
    __name__ = 'creditgate.policy_draft.authority'
    origin = fields.Integer("Origin", readonly=True)
    role = fields.Selection([
            ('controller', "Credit Controller"),
            ('manager', "Credit Manager"),
            ], "Who", required=True, sort=False)
    amount = fields.Numeric("Documents up to", digits=(16, Eval('amount_digits', 2)),
        depends=['amount_digits'],
        help="With what the release allows on top. Empty: of any amount.")
    amount_currency = fields.Many2One('currency.currency', "Currency of the Documents",
        states={'required': Bool(Eval('amount'))}, depends=['amount'])
    amount_digits = fields.Integer("Digits of the Documents", readonly=True)
    excess = fields.Numeric("Over the Limit by up to", digits=(16, Eval('excess_digits', 2)),
        depends=['excess_digits'], help="Empty: by any amount.")
    excess_currency = fields.Many2One('currency.currency', "Currency of the Excess",
        states={'required': Bool(Eval('excess'))}, depends=['excess'])
    excess_digits = fields.Integer("Digits of the Excess", readonly=True)
    days_overdue = fields.Integer("Days Overdue up to",
        help="Of the oldest unpaid invoice. Empty: any.")
    sentence = fields.Text("Sentence", readonly=True)

    @fields.depends('amount_currency')
    def on_change_with_amount_digits(self, name=None):
        return self.amount_currency.digits if self.amount_currency else 2

    @fields.depends('excess_currency')
    def on_change_with_excess_digits(self, name=None):
        return self.excess_currency.digits if self.excess_currency else 2

    @fields.depends('role', 'amount', 'amount_currency', 'excess', 'excess_currency',
        'days_overdue')
    def on_change_with_sentence(self, name=None):
        return authority_text(authority_of(self, []))


def authority_values(line, origin):
    "A line of a policy as the form shows it; the origin is its place in that policy."
    values = {'origin': origin, 'role': line['role'], 'days_overdue': line.get('days_overdue'),
        'sentence': authority_text(line)}
    for name in _MONEY:
        amount, currency = money_shown(line.get(name))
        digits = Pool().get('currency.currency')(currency).digits if currency else 2
        values.update({name: amount, name + '_currency': currency, name + '_digits': digits})
    return values


def authority_of(line, before):
    "The line of a policy that a line of the form says."
    was = origin_of(line, before)
    said = dict(was, role=getattr(line, 'role', None),
        days_overdue=getattr(line, 'days_overdue', None))
    for name in _MONEY:
        said[name] = money_said(getattr(line, name, None),
            getattr(line, name + '_currency', None), was.get(name))
    return {name: value for name, value in said.items() if value is not None or name == 'role'}


def authority_text(line):
    "As a person reads it."
    reach = [gettext('creditgate.msg_policy_release_' + name, value=value_text(line[name], ''))
        for name in (*_MONEY, 'days_overdue') if line.get(name) is not None]
    text = gettext('creditgate.msg_policy_release',
        who=gettext('creditgate.msg_authority_' + line['role']) if line.get('role') else '…',
        reach=', '.join(reach) or gettext('creditgate.msg_policy_release_everything'))
    return text[:1].upper() + text[1:]
