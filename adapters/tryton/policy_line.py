# SPDX-License-Identifier: GPL-3.0-or-later
"""A line of a policy that is drafted: what a person enters, and what the policy says of it."""
from decimal import Decimal

from trytond.model import ModelView, fields
from trytond.pyson import Eval

from . import event
from .policy_words import (
    AT, SCOPE_MODELS, AtCheckpoints, at_values, condition_text, currency_of, plain, rule_kinds,
    sentence, whom, word)

# A line keeps its terms in so many places, in the order in which the library lists them. What has
# no place, and what is in a unit that is not known here, stays as it is.
_PLACES = (1, 2, 3)
_FIELDS = {
    'percent': ['number'],
    'days': ['number'],
    'level': ['number'],
    'amount': ['amount', 'currency'],
    'name': ['names'],
    'names': ['names'],
    'flag': ['flag'],
    # Shown in words; changed by the command.
    'conditions': ['conditions'],
    }


def _place(n):
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
        'conditions': fields.Text("Conditions", readonly=True, **shown('conditions')),
        }
    names['amount'].depends.append('term_%s_digits' % n)
    members = {'term_%s_%s' % (n, name): field for name, field in names.items()}
    members['on_change_with_term_%s_digits' % n] = get_digits
    return type('Term%s' % n, (), dict(members, __slots__=()))


_TERMS = ['term_%s_%s' % (n, name) for n in _PLACES
    for name in ('number', 'amount', 'currency', 'names', 'flag', 'conditions')]


class DraftLine(AtCheckpoints, *map(_place, _PLACES), ModelView):
    "Rule of a Credit Policy That Is Drafted"
    __name__ = 'creditgate.policy_draft.line'
    # The place of the line in the version from which the draft starts.
    origin = fields.Integer("Origin", readonly=True)
    rule = fields.Selection('get_rules', "Rule", required=True, sort=False, translate=False)
    sentence = fields.Text("Sentence", readonly=True)
    terms_of = fields.Char("Terms of", readonly=True)
    scope = fields.Selection('get_scopes', "For", required=True, sort=False, translate=False)
    scope_company = fields.Many2One('company.company', "Company",
        states={
            'invisible': Eval('scope') != 'company',
            'required': Eval('scope') == 'company',
            },
        depends=['scope'])
    scope_customer = fields.Many2One('party.party', "Customer",
        states={
            'invisible': Eval('scope') != 'customer',
            'required': Eval('scope') == 'customer',
            },
        depends=['scope'])
    scope_name = fields.Char("Name",
        states={
            'invisible': Eval('scope', 'all').in_(['all'] + list(SCOPE_MODELS)),
            'required': ~Eval('scope', 'all').in_(['all'] + list(SCOPE_MODELS)),
            },
        depends=['scope'])
    whom = fields.Char("For", readonly=True)

    @classmethod
    def get_rules(cls):
        return [(rule, sentence({rule: dict(kind, terms=[_unsaid(t) for t in kind['terms']])},
                    {'rule': rule})) for rule, kind in rule_kinds().items()]

    @classmethod
    def get_scopes(cls):
        scopes = {}
        for kind in rule_kinds().values():
            scopes.update(dict.fromkeys(kind['scopes']))
        return [(each, word('scope', each)) for each in scopes]

    @staticmethod
    def default_scope():
        return 'all'

    @fields.depends('rule', 'terms_of')
    def on_change_rule(self):
        # The client calls this for a line that it was given, too: its terms stay.
        if self.rule == getattr(self, 'terms_of', None):
            return
        kinds = rule_kinds()
        for name, value in _term_values({}, kinds.get(self.rule)).items():
            setattr(self, name, value)

    @fields.depends('rule', *_TERMS)
    def on_change_with_sentence(self, name=None):
        kinds = rule_kinds()
        rule = getattr(self, 'rule', None)
        return sentence(kinds, dict(_terms_said(self, kinds.get(rule), {}), rule=rule))

    @fields.depends('scope', 'scope_company', 'scope_customer', 'scope_name')
    def on_change_with_whom(self, name=None):
        return whom(_scope_said(self))


def _unsaid(term):
    return dict(term, otherwise=None)


def values_of(line, place, kinds):
    "A line of a policy as the form shows it; the place is its own in that policy."
    values = dict(at_values(line), origin=place, rule=line['rule'], scope='all',
        sentence=sentence(kinds, line), whom=whom(line.get('scope')))
    for kind, value in (line.get('scope') or {}).items():
        values['scope'] = kind
        values['scope_%s' % kind if kind in SCOPE_MODELS else 'scope_name'] = (
            value if kind in SCOPE_MODELS else str(value))
    return dict(values, **_term_values(line, kinds.get(line['rule'])))


def rule_of(line, before, kinds):
    """The line of a policy that a line of the form says. What the form does not know is as in the
    line of `before` that it was."""
    origin = getattr(line, 'origin', None)
    was = before[origin] if origin is not None and 0 <= origin < len(before) else {}
    rule, kind = line.rule, kinds.get(line.rule)
    said = dict(was, rule=rule)
    if was and was['rule'] != rule:
        for term in kinds.get(was['rule'], {'terms': []})['terms']:
            said.pop(term['name'], None)
    for name, value in _terms_said(line, kind, was).items():
        said[name] = value
        if value is None:
            del said[name]
    said['at'] = _at_said(line, was.get('at') or {})
    scope = _scope_said(line)
    if _entered_as(scope) != _entered_as(was.get('scope')):
        said.pop('scope', None)
        if scope:
            said['scope'] = scope
    return said


def _known_terms(kind):
    "The terms that have a place in the form, with it."
    known = [term for term in kind['terms'] if term['unit'] in _FIELDS] if kind else []
    return zip(_PLACES, known)


def _term_values(line, kind):
    values = {'term_%s_%s' % (n, name): None for n in _PLACES
        for name in (
            'unit', 'label', 'number', 'amount', 'currency', 'names', 'flag', 'conditions')}
    values['terms_of'] = kind and kind['rule']
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
        if value is None:
            return [None, None]
        currency = currency_of(value['currency'])
        return [Decimal(value['amount']), currency and currency.id]
    if unit == 'names':
        return ['\n'.join(value or [])]
    if unit == 'conditions':
        return ['\n'.join(map(condition_text, value or []))]
    return [value]


def _terms_said(line, kind, was):
    "The members of the policy's line; None is one that it has not."
    said = {}
    for n, term in _known_terms(kind):
        name = term['name']
        is_the_same = was.get('rule') == kind['rule']
        before = was.get(name) if is_the_same else None
        value = _from_form(line, n, term['unit'], before)
        # Where it was not said, the usual value is not a change.
        is_left_out = is_the_same and before is None and value == term['otherwise']
        said[name] = None if is_left_out else value
    return said


def _from_form(line, n, unit, before):
    first = _entered(line, n, _FIELDS[unit][0])
    if unit == 'name':
        return (first or '').strip() or None
    if unit == 'names':
        return [each.strip() for each in (first or '').splitlines() if each.strip()] or None
    if unit == 'flag':
        return bool(first)
    if unit == 'conditions':
        return before or '; '.join((first or '').splitlines()) or None
    if unit != 'amount':
        return first
    currency = _entered(line, n, 'currency')
    if first is None:
        return None
    if before and first == Decimal(before['amount']) and (
            not currency or currency.code == before['currency']):
        return before
    return event.money(first, currency) if currency else {'amount': str(first), 'currency': ''}


def _entered(line, n, name):
    return getattr(line, 'term_%s_%s' % (n, name), None)


def _at_said(line, was):
    at = dict(was)
    for name in AT:
        outcome = getattr(line, name, None)
        if outcome:
            at[name[len('at_'):]] = outcome
        else:
            at.pop(name[len('at_'):], None)
    return at


def _scope_said(line):
    kind = getattr(line, 'scope', None)
    if not kind or kind == 'all':
        return None
    if kind in SCOPE_MODELS:
        record = getattr(line, 'scope_%s' % kind, None)
        return {kind: record and record.id}
    return {kind: getattr(line, 'scope_name', None)}


def _entered_as(scope):
    return {kind: str(value) for kind, value in (scope or {}).items()}
