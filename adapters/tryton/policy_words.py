# SPDX-License-Identifier: GPL-3.0-or-later
"""A policy in a person's words. Which rules there are, their sentences, terms, checkpoints and
outcomes are what the op policy_rules lists; of what it lists, nothing is written down here."""
import json
import re
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import fields
from trytond.pool import Pool
from trytond.pyson import Eval, If

from . import event
from .shown import call

# Scopes that name a record of Tryton's; the others have a name of the firm's own.
SCOPE_MODELS = {'company': 'company.company', 'customer': 'party.party'}
# A form has to know its columns.
CHECKPOINTS = [
    ('quote', "Quote"),
    ('confirm', "Confirm"),
    ('process', "Process"),
    ('pick', "Pick"),
    ('ship', "Ship"),
    ('invoice', "Invoice"),
    ('payment', "Pay"),
    ]
FREED = [
    ('release', "Release the Earliest Promise First"),
    ('propose', "Leave the Choice to a Person"),
    ]
FREED_HELP = ("Where a payment or a higher limit lets held documents of a customer pass, but not "
    "all of them together.")
AT = ['at_' + code for code, _ in CHECKPOINTS]
_LINE = re.compile(r'policy\.(\w+)\[(\d+)\](?:\.(.*))?$')
_CONDITION = re.compile(r'when\[(\d+)\](?:\.(.*))?$')


def rule_kinds():
    "What policy_rules lists, by the word of the rule."
    return _by_word('rule', call('policy_rules', language=event.language())['rules'])


def exclusion_kinds():
    "Those that have a line, by the word of the exclusion."
    listed = call('policy_rules', language=event.language())['exclusions']
    return _by_word('exclusion', [kind for kind in listed if not kind['always']])


def custom_facts():
    "What the conditions of custom rules may look at, by the word of the fact."
    return _facts(rule_kinds()['custom']['conditions'])


def _facts(listed):
    return {each['fact']: each for each in listed['facts']}


def _by_word(of, listed):
    return {kind[of]: dict(kind, of=of, word=kind[of]) for kind in listed}


def word(what, code):
    "A code in the person's words; one without words stays as it is."
    message = 'creditgate.msg_policy_%s_%s' % (what, code)
    text = gettext(message)
    return plain(code) if text == message else text


def plain(name):
    return name.replace('_', ' ').replace('.', ' ')


def sentence(kinds, line, of='rule'):
    "The rule's or exclusion's sentence with the terms of the line."
    kind = kinds.get(line.get(of))
    if not kind:
        return plain(line.get(of) or '')
    text = kind['sentence']
    for term in kind['terms']:
        value = line.get(term['name'])
        text = text.replace('{%s}' % term['name'],
            value_text(term['otherwise'] if value is None else value, '…'))
    return text


def value_text(value, nothing):
    if value is None or value == []:
        return nothing
    if isinstance(value, dict) and set(value) == {'amount', 'currency'}:
        return money_text(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ', '.join(value)
    if isinstance(value, list) and all(map(is_condition, value)):
        return '; '.join(map(condition_text, value))
    if isinstance(value, dict) and any(value.values()):
        return ', '.join(leaf for name, inner in value.items() for leaf in _leaves(name, inner))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_condition(value):
    return isinstance(value, dict) and {'fact', 'is'} <= set(value)


def condition_text(condition):
    "A condition of a custom rule, in the words that policy_rules lists."
    listed = rule_kinds()['custom']['conditions']
    facts = _facts(listed)
    sentences = {each['comparison']: each['sentence'] for each in listed['comparisons']}
    fact = facts.get(condition['fact'])
    if not condition['fact'] or not condition['is']:
        return fact['text'] + ': …' if fact else '…'
    if not fact or condition['is'] not in sentences:
        return json.dumps(condition, ensure_ascii=False)
    value, = [value for name, value in condition.items() if name not in {'fact', 'is'}] or [None]
    words = {each['word']: each['text'] for each in fact['words']}
    if isinstance(value, bool):
        value = json.dumps(value)
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        value = [words.get(each, each) for each in value]
    threshold = fact['value'].replace('{value}', value_text(value, '…'))
    return sentences[condition['is']].replace('{fact}', fact['text']).replace(
        '{threshold}', threshold)


def money_text(money):
    "With the decimals that are usual, and with those that are there."
    amount, currency = Decimal(money['amount']), currency_of(money['currency'])
    usual = currency.digits if currency else 0
    return '%s %s' % (
        format(amount, ',.%sf' % max(usual, -amount.as_tuple().exponent)), money['currency'])


def currency_of(code):
    Currency = Pool().get('currency.currency')
    found, = code and Currency.search([('code', '=', code)], limit=1) or [None]
    return found


def whom(scope):
    if not scope:
        return word('scope', 'all')
    return ', '.join('%s %s' % (word('scope', kind), _name(kind, value))
        for kind, value in scope.items())


def _name(kind, value):
    if kind in SCOPE_MODELS and value:
        Model = Pool().get(SCOPE_MODELS[kind])
        for record in Model.search([('id', '=', value)]):
            return record.rec_name
    return '…' if value is None else str(value)


def changes_text(changes):
    "As policy_changes tells them, one a line."
    nothing = gettext('creditgate.msg_policy_nothing')
    if not changes:
        return gettext('creditgate.msg_policy_no_changes')
    return '\n'.join('%s: %s -> %s' % (each['place'], value_text(each['from'], nothing),
            value_text(each['to'], nothing)) for each in changes)


def besides_text(policy, shown):
    "What the policy says besides what is shown."
    lines = []
    for name, value in policy.items():
        if name not in shown:
            lines += _leaves(name, value)
    return '\n'.join(lines)


def _leaves(place, value):
    if isinstance(value, dict) and 'currency' not in value:
        return [leaf for name, inner in value.items()
            for leaf in _leaves('%s.%s' % (place, name), inner)]
    if isinstance(value, list) and not all(isinstance(each, str) for each in value):
        return [leaf for i, inner in enumerate(value, 1)
            for leaf in _leaves('%s[%s]' % (place, i), inner)]
    return ['%s: %s' % (place, value_text(value, ''))]


def mistake(error, sentences):
    """What the library found wrong with a policy, and where, for who reads the form; the sentences
    are those of the lines of each of its parts."""
    found = _LINE.match(error.field or '')
    if found and found.group(1) in sentences:
        part, line = found.group(1), int(found.group(2))
        place = gettext('creditgate.msg_policy_place_%s' % part, line=line + 1,
            sentence=sentences[part][line] if line < len(sentences[part]) else '')
        if found.group(3):
            place += ', ' + _inside(found.group(3))
    elif found:
        # One of several values of the policy as a whole.
        place = '%s %s' % (plain(found.group(1)), int(found.group(2)) + 1)
    elif (error.field or '').startswith('policy.'):
        place = plain(error.field[len('policy.'):])
    else:
        return error.message
    return gettext('creditgate.msg_policy_mistake', place=place, error=error.message)


def _inside(member):
    "A member of a line; people count from 1."
    found = _CONDITION.match(member)
    if not found:
        return plain(member)
    place = gettext('creditgate.msg_policy_place_when', condition=int(found.group(1)) + 1)
    return ', '.join(filter(None, [place, plain(found.group(2) or '')]))


class _Outcomes:
    __slots__ = ()

    @classmethod
    def get_outcomes(cls):
        outcomes = {}
        for kind in rule_kinds().values():
            outcomes.update(dict.fromkeys(kind['outcomes']))
        return [('', '')] + [(each, word('outcome', each)) for each in outcomes]

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('/tree/field[@name="%s"]' % name, 'visual',
                If(Eval(name, '').in_(['hold', 'reject']), 'danger',
                    If(Eval(name, '') == 'warn', 'warning', '')))
            for name in AT]


def _outcome(label):
    return fields.Selection('get_outcomes', label, sort=False, translate=False)


# The columns that tell what a line does at each checkpoint.
AtCheckpoints = type('AtCheckpoints', (_Outcomes,), dict(
        {'at_' + code: _outcome(label) for code, label in CHECKPOINTS}, __slots__=()))


def at_values(line):
    "The columns of a policy's line."
    at = line.get('at') or {}
    return {name: at.get(name[len('at_'):]) or '' for name in AT}
