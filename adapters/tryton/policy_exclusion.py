# SPDX-License-Identifier: GPL-3.0-or-later
"""An exclusion of a policy: what no rule looks at, told in a sentence."""
from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pyson import Bool, Eval

from .policy_scope import Scoped, say_scope, scope_values
from .policy_terms import TERMS, place, said_of, say_terms, unsaid, values_of
from .policy_values import origin_of
from .policy_words import CHECKPOINTS, exclusion_kinds, sentence, whom, word


def _ticked(label):
    return fields.Boolean(label, states={'invisible': Bool(Eval('everywhere'))},
        depends=['everywhere'])


# The column of a checkpoint.
_AT = {'at_' + code: _ticked(label) for code, label in CHECKPOINTS}
_AtSome = type('_AtSome', (), dict(_AT, __slots__=()))


class DraftExclusion(_AtSome, Scoped, *map(place, (1, 2, 3)), ModelView):
    "Exclusion of a Credit Policy That Is Drafted"
    __name__ = 'creditgate.policy_draft.exclusion'
    origin = fields.Integer("Origin", readonly=True)
    exclusion = fields.Selection('get_exclusions', "Left out", required=True, sort=False,
        translate=False)
    sentence = fields.Text("Sentence", readonly=True)
    terms_of = fields.Char("Terms of", readonly=True)
    everywhere = fields.Boolean("At Every Checkpoint")
    even_blocked = fields.Boolean("Even of a Blocked Customer",
        help="Otherwise a blocked account stops the document all the same.")

    @classmethod
    def get_exclusions(cls):
        return [(code, sentence({code: dict(kind, terms=[unsaid(t) for t in kind['terms']])},
                    {'exclusion': code}, 'exclusion'))
            for code, kind in exclusion_kinds().items()]

    @staticmethod
    def default_everywhere():
        return True

    @fields.depends('exclusion', 'terms_of')
    def on_change_exclusion(self):
        # The client calls this for a line that it was given, too: its terms stay.
        if self.exclusion == getattr(self, 'terms_of', None):
            return
        for name, value in values_of({}, exclusion_kinds().get(self.exclusion)).items():
            setattr(self, name, value)

    @fields.depends('exclusion', *TERMS)
    def on_change_with_sentence(self, name=None):
        kinds, code = exclusion_kinds(), getattr(self, 'exclusion', None)
        said = said_of(self, kinds.get(code), {})
        return sentence(kinds, dict(said, exclusion=code), 'exclusion')


def exclusion_values(line, origin, kinds):
    "A line of a policy as the form shows it; the origin is its place in that policy."
    at = line.get('at')
    return dict({'at_' + code: code in (at or []) for code, _ in CHECKPOINTS},
        **scope_values(line), origin=origin, exclusion=line['exclusion'], everywhere=at is None,
        even_blocked=bool(line.get('even_blocked')),
        sentence=sentence(kinds, line, 'exclusion'),
        **values_of(line, kinds.get(line['exclusion'])))


def exclusion_of(line, before, kinds):
    """The line of a policy that a line of the form says. What the form does not know is as in the
    line of `before` that it was."""
    was = origin_of(line, before)
    said = dict(was, exclusion=line.exclusion)
    say_terms(said, line, kinds.get(line.exclusion), was, kinds)
    _say_at(said, line)
    if bool(getattr(line, 'even_blocked', False)) != bool(was.get('even_blocked')):
        said['even_blocked'] = not was.get('even_blocked')
    say_scope(said, line, was)
    return said


def _say_at(said, line):
    if getattr(line, 'everywhere', False):
        said.pop('at', None)
        return
    codes = [code for code, _ in CHECKPOINTS]
    at = {code for code in codes if getattr(line, 'at_' + code, False)}
    # A checkpoint that has no column here stays.
    kept = [each for each in said.get('at') or [] if each not in codes or each in at]
    said['at'] = kept + [code for code in codes if code in at and code not in kept]


def exclusion_text(line, kinds):
    "As a person reads it."
    at = line.get('at')
    where = gettext('creditgate.msg_policy_everywhere') if at is None else ', '.join(
        word('checkpoint', code) for code in at) or gettext('creditgate.msg_policy_nowhere')
    text = gettext('creditgate.msg_policy_excluded',
        sentence=sentence(kinds, line, 'exclusion'), whom=whom(line.get('scope')), where=where)
    if line.get('even_blocked'):
        text += ' ' + gettext('creditgate.msg_policy_even_blocked')
    return text
