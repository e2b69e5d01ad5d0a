# SPDX-License-Identifier: GPL-3.0-or-later
"""The terms of a policy's line, as a person enters them, and as the policy says them."""
from trytond.model import fields
from trytond.pyson import Eval

from .policy_condition import condition_rows, conditions_of
from .policy_values import money_said, money_shown, names_said
from .policy_words import currency_of, plain, word

# A line keeps its terms in so many places, in the order in which the library lists them. What has
# no place, and what is in a unit that is not known here, stays as it is.
PLACES = (1, 2, 3)
_FIELDS = {
    'percent': ['number'],
    'days': ['number'],
    'level': ['number'],
    'amount': ['amount', 'currency'],
    'name': ['names'],
    'names': ['names'],
    'flag': ['flag'],
    'conditions': ['conditions'],
    }


def place(n):
    "The fields of a line's n-th term."
    unit = 'term_%s_unit' % n

    def shown(name):
        return {
            'states': {'invisible': ~Eval(unit, '').in_(
                    [each for each, names in _FIELDS.items() if name in names])},
            'depends': [unit],
            }

    @fields.depends('term_%s_currency' % n)
    def get_digits(self, name=None):
        currency = _entered(self, n, 'currency')
        return currency.digits if currency else 2

    names = {
        'unit': fields.Char("Unit", readonly=True),
        'label': fields.Char("Term", readonly=True,
            states={'invisible': ~Eval(unit)}, depends=[unit]),
        'number': fields.Integer("Number", **shown('number')),
        'amount': fields.Numeric("Amount", digits=(16, Eval('term_%s_digits' % n, 2)),
            **shown('amount')),
        'currency': fields.Many2One('currency.currency', "Currency", **shown('currency')),
        'digits': fields.Integer("Digits", readonly=True),
        'names': fields.Text("Names", help="One a line.", **shown('names')),
        'flag': fields.Boolean("Is So", **shown('flag')),
        'conditions': fields.One2Many('creditgate.policy_draft.condition', None, "Conditions",
            **shown('conditions')),
        }
    names['amount'].depends.append('term_%s_digits' % n)
    members = {'term_%s_%s' % (n, name): field for name, field in names.items()}
    members['on_change_with_term_%s_digits' % n] = get_digits
    return type('Term%s' % n, (), dict(members, __slots__=()))


TERMS = ['term_%s_%s' % (n, name) for n in PLACES
    for name in ('number', 'amount', 'currency', 'names', 'flag', 'conditions')]


def _known_terms(kind):
    "The terms that have a place in the form, with it."
    known = [term for term in kind['terms'] if term['unit'] in _FIELDS] if kind else []
    return zip(PLACES, known)


def values_of(line, kind):
    values = {'term_%s_%s' % (n, name): None for n in PLACES
        for name in (
            'unit', 'label', 'number', 'amount', 'currency', 'names', 'flag')}
    values.update({'term_%s_conditions' % n: [] for n in PLACES})
    values['terms_of'] = kind and kind['word']
    for n, term in _known_terms(kind):
        value = line.get(term['name'])
        entered = _to_form(term['unit'], term['otherwise'] if value is None else value)
        values['term_%s_unit' % n] = term['unit']
        values['term_%s_label' % n] = '%s (%s)' % (
            plain(term['name']).capitalize(), word('unit', term['unit']))
        for name, each in zip(_FIELDS[term['unit']], entered):
            values['term_%s_%s' % (n, name)] = each
        if term['unit'] == 'amount':
            currency = currency_of(value and value['currency'])
            values['term_%s_digits' % n] = currency.digits if currency else 2
    return values


def _to_form(unit, value):
    if unit == 'amount':
        return list(money_shown(value))
    if unit == 'names':
        return ['\n'.join(value or [])]
    if unit == 'conditions':
        return [condition_rows(value or [])]
    return [value]


def said_of(line, kind, was):
    "The members of the policy's line; None is one that it has not."
    said = {}
    for n, term in _known_terms(kind):
        name = term['name']
        is_the_same = was.get(kind['of']) == kind['word']
        before = was.get(name) if is_the_same else None
        value = _from_form(line, n, term['unit'], before)
        # Where it was not said, the usual value is not a change.
        is_left_out = is_the_same and before is None and value == term['otherwise']
        said[name] = None if is_left_out else value
    return said


def say_terms(said, line, kind, was, kinds):
    "What the form's line says of them, in `said`; those of another kind that it was go away."
    of = kind['of'] if kind else None
    if was and was.get(of) != said.get(of):
        for term in kinds.get(was.get(of), {'terms': []})['terms']:
            said.pop(term['name'], None)
    for name, value in said_of(line, kind, was).items():
        said[name] = value
        if value is None:
            del said[name]


def unsaid(term):
    return dict(term, otherwise=None)


def _from_form(line, n, unit, before):
    first = _entered(line, n, _FIELDS[unit][0])
    if unit == 'name':
        return (first or '').strip() or None
    if unit == 'names':
        return names_said(first) or None
    if unit == 'flag':
        return bool(first)
    if unit == 'conditions':
        return conditions_of(first or [], before or []) or None
    if unit != 'amount':
        return first
    return money_said(first, _entered(line, n, 'currency'), before)


def _entered(line, n, name):
    return getattr(line, 'term_%s_%s' % (n, name), None)
