# SPDX-License-Identifier: GPL-3.0-or-later
"""A condition of a rule that the firm words itself: a fact, how it is compared, and with what.
Facts, their units and comparisons are what the op policy_rules lists."""
import datetime

from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval

from .policy_values import money_said, money_shown, names_said, origin_of
from .policy_words import condition_text, custom_facts, word

# What a value of a unit is entered in. A condition in a unit that is not known here stays as it is.
_FIELDS = {
    'amount': 'amount',
    'days': 'number',
    'items': 'number',
    'level': 'number',
    'percent': 'number',
    'date': 'day',
    'word': 'words',
    'flag': 'flag',
    }


def _entered_in(name, *more):
    return {
        'states': {'invisible': ~Eval('unit', '').in_(
                [unit for unit, field in _FIELDS.items() if field == name])},
        'depends': ['unit', *more],
        }


class DraftCondition(ModelView):
    "Condition of a Rule That Is Drafted"
    __name__ = 'creditgate.policy_draft.condition'
    # Its place among the conditions of the line from which the draft starts.
    origin = fields.Integer("Origin", readonly=True)
    fact = fields.Selection('get_facts', "What It Looks at", required=True, sort=False,
        translate=False)
    comparison = fields.Selection('get_comparisons', "Is", required=True, sort=False,
        translate=False)
    unit = fields.Char("Unit", readonly=True)
    measured_in = fields.Char("Measured in", readonly=True)
    number = fields.Integer("Number", **_entered_in('number'))
    amount = fields.Numeric("Amount", digits=(16, Eval('digits', 2)),
        **_entered_in('amount', 'digits'))
    currency = fields.Many2One('currency.currency', "Currency", **_entered_in('amount'))
    digits = fields.Integer("Digits", readonly=True)
    day = fields.Date("Day", **_entered_in('day'))
    words = fields.Text("Words", help="Of one that is compared with several, one a line.",
        **_entered_in('words'))
    flag = fields.Boolean("Is So", **_entered_in('flag'))
    sentence = fields.Text("Sentence", readonly=True)

    @classmethod
    def get_facts(cls):
        return [(code, fact['text']) for code, fact in custom_facts().items()]

    @fields.depends('fact')
    def get_comparisons(self):
        facts = custom_facts()
        fact = facts.get(getattr(self, 'fact', None))
        listed = [fact] if fact else facts.values()
        codes = dict.fromkeys(code for each in listed for code in each['comparisons'])
        return [(code, word('comparison', code)) for code in codes]

    @fields.depends('fact')
    def on_change_with_unit(self, name=None):
        return custom_facts().get(getattr(self, 'fact', None), {}).get('unit')

    @fields.depends('fact')
    def on_change_with_measured_in(self, name=None):
        return _measured_in(custom_facts().get(getattr(self, 'fact', None)))

    @fields.depends('currency')
    def on_change_with_digits(self, name=None):
        return self.currency.digits if self.currency else 2

    @fields.depends('fact', 'comparison', 'number', 'amount', 'currency', 'day', 'words', 'flag')
    def on_change_with_sentence(self, name=None):
        return condition_text(_condition_of(self, {}, custom_facts()))


def condition_rows(conditions):
    "The conditions of a line of the policy as the form shows them."
    facts = custom_facts()
    return [_values(each, origin, facts.get(each['fact']))
        for origin, each in enumerate(conditions)]


def _values(condition, origin, fact):
    amount, currency = money_shown(condition.get('amount'))
    unit = fact and fact['unit']
    return {
        'origin': origin,
        'fact': condition['fact'],
        'comparison': condition['is'],
        'unit': unit,
        'measured_in': _measured_in(fact),
        'number': condition.get(unit) if _FIELDS.get(unit) == 'number' else None,
        'amount': amount,
        'currency': currency,
        'digits': Pool().get('currency.currency')(currency).digits if currency else 2,
        'day': datetime.date.fromisoformat(condition['date']) if unit == 'date' else None,
        'words': '\n'.join(_words_shown(condition, fact)) if unit == 'word' else None,
        'flag': condition.get('flag'),
        'sentence': condition_text(condition),
        }


def conditions_of(rows, before):
    "The conditions of a line of the policy that the rows of the form say."
    facts = custom_facts()
    return [_condition_of(row, origin_of(row, before), facts) for row in rows]


def _condition_of(row, was, facts):
    "What is not entered is left out: the library names it."
    code, how = getattr(row, 'fact', None), getattr(row, 'comparison', None)
    fact = facts.get(code)
    said = {'fact': code, 'is': how}
    if not fact or fact['unit'] not in _FIELDS:
        return dict(was, **said) if was.get('fact') == code else said
    name, value = _value_said(row, fact, how, was)
    if value is not None:
        said[name] = value
    return said


def _value_said(row, fact, how, was):
    "The member of the condition, and its value; None is none."
    unit = fact['unit']
    entered = getattr(row, _FIELDS[unit], None)
    if unit == 'amount':
        return unit, money_said(entered, getattr(row, 'currency', None), was.get(unit))
    if unit == 'date':
        return unit, entered and entered.isoformat()
    if unit == 'flag':
        return unit, bool(entered)
    if unit == 'word':
        words = _words_said(entered, fact)
        if how == 'is_one_of':
            return 'words', words or None
        # Several are one too many, which the library tells.
        return unit, words[0] if len(words) == 1 else words or None
    return unit, entered


def _words_shown(condition, fact):
    "Those of a closed list in the person's words."
    texts = {each['word']: each['text'] for each in fact['words']}
    words = condition['words'] if 'words' in condition else [condition['word']]
    return [texts.get(each, each) for each in words]


def _words_said(text, fact):
    codes = {each['text'].casefold(): each['word'] for each in fact['words']}
    return [codes.get(each.casefold(), each) for each in names_said(text)]


def _measured_in(fact):
    "What is to be entered: the unit, or the words of a closed list."
    if not fact:
        return ''
    if fact['unit'] == 'word' and fact['words']:
        return ', '.join(each['text'] for each in fact['words'])
    return word('unit', fact['unit'])
