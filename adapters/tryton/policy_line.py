# SPDX-License-Identifier: GPL-3.0-or-later
"""A rule of a policy that is drafted: what a person enters, and what the policy says of it."""
from trytond.model import ModelView, fields

from .policy_scope import Scoped, say_scope, scope_values
from .policy_terms import PLACES, TERMS, place, said_of, say_terms, unsaid, values_of
from .policy_values import origin_of
from .policy_words import AT, AtCheckpoints, at_values, rule_kinds, sentence


class DraftLine(AtCheckpoints, Scoped, *map(place, PLACES), ModelView):
    "Rule of a Credit Policy That Is Drafted"
    __name__ = 'creditgate.policy_draft.line'
    # The place of the line in the version from which the draft starts.
    origin = fields.Integer("Origin", readonly=True)
    rule = fields.Selection('get_rules', "Rule", required=True, sort=False, translate=False)
    sentence = fields.Text("Sentence", readonly=True)
    terms_of = fields.Char("Terms of", readonly=True)

    @classmethod
    def get_rules(cls):
        return [(rule, sentence({rule: dict(kind, terms=[unsaid(t) for t in kind['terms']])},
                    {'rule': rule})) for rule, kind in rule_kinds().items()]

    @fields.depends('rule', 'terms_of')
    def on_change_rule(self):
        # The client calls this for a line that it was given, too: its terms stay.
        if self.rule == getattr(self, 'terms_of', None):
            return
        kinds = rule_kinds()
        for name, value in values_of({}, kinds.get(self.rule)).items():
            setattr(self, name, value)

    @fields.depends('rule', *TERMS)
    def on_change_with_sentence(self, name=None):
        kinds = rule_kinds()
        rule = getattr(self, 'rule', None)
        return sentence(kinds, dict(said_of(self, kinds.get(rule), {}), rule=rule))


def line_values(line, origin, kinds):
    "A line of a policy as the form shows it; the origin is its place in that policy."
    return dict(at_values(line), **scope_values(line), origin=origin, rule=line['rule'],
        sentence=sentence(kinds, line), **values_of(line, kinds.get(line['rule'])))


def rule_of(line, before, kinds):
    """The line of a policy that a line of the form says. What the form does not know is as in the
    line of `before` that it was."""
    was = origin_of(line, before)
    rule, kind = line.rule, kinds.get(line.rule)
    said = dict(was, rule=rule)
    say_terms(said, line, kind, was, kinds)
    said['at'] = _at_said(line, was.get('at') or {})
    say_scope(said, line, was)
    return said


def _at_said(line, was):
    at = dict(was)
    for name in AT:
        outcome = getattr(line, name, None)
        if outcome:
            at[name[len('at_'):]] = outcome
        else:
            at.pop(name[len('at_'):], None)
    return at
