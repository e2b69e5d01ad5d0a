# SPDX-License-Identifier: GPL-3.0-or-later
"""A change of the credit policy, drafted in a form: one line a rule, told in a sentence."""
import datetime

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.transaction import Transaction
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .policy_authority import authority_of, authority_text, authority_values
from .policy_bucket import bucket_rows, bucket_text, buckets_of
from .policy_exclusion import exclusion_of, exclusion_text, exclusion_values
from .policy_line import line_values, rule_of
from .policy_pilot import Piloted, pilot_said, pilot_values
from .policy_values import names_said
from .policy_words import (
    FREED, FREED_HELP, changes_text, exclusion_kinds, mistake, rule_kinds, sentence)
from .rights import ForGroups
from .shown import call


class PolicyDraft(Piloted, ModelView):
    "Draft a Change of the Credit Policy"
    __name__ = 'creditgate.policy_draft'
    version = fields.Char("Starts from", readonly=True)
    name = fields.Char("Name", required=True)
    in_force_from = fields.Date("In Force from", required=True,
        help="The first business day on which it counts, once another manager has approved it.")
    note = fields.Text("Note", help="Why; kept on record.")
    horizon_days = fields.Integer("Horizon in Days",
        help="Orders to be shipped later count beyond the horizon. Empty: there is none.")
    escalate_after_hours = fields.Integer("Escalate after Hours",
        help="A hold that nobody has attended for so long is told to the managers. Empty: none "
        "is.")
    rating_grades = fields.Text("Rating Grades",
        help="One a line, the best first. The rule about the rating goes by them.")
    when_credit_is_freed = fields.Selection(FREED, "When Credit Is Freed", sort=False,
        help=FREED_HELP)
    lines = fields.One2Many('creditgate.policy_draft.line', None, "Rules")
    exclusions = fields.One2Many(
        'creditgate.policy_draft.exclusion', None, "What No Rule Looks At")
    buckets = fields.One2Many(
        'creditgate.policy_draft.bucket', None, "What Counts in the Exposure")
    release_authority = fields.One2Many(
        'creditgate.policy_draft.authority', None, "How Far Releases Go")
    told = fields.Text("Told", readonly=True)


class _ToDraft(ForGroups, Wizard):
    "Ends with a version that another manager approves."
    propose = StateTransition()
    drafted = StateView('creditgate.policy_draft', 'creditgate.policy_drafted_view_form', [
            Button("OK", 'end', 'tryton-ok', default=True),
            ])

    def _version(self):
        # What the client sends back is not asked: the version is the one it was opened on.
        if Transaction().context.get('active_model') != 'creditgate.policy' or not self.record:
            raise CreditOperationError(gettext('creditgate.msg_policy_needs_version'))
        return self.record

    def _base(self):
        return call('policy', version=self._version().id)['policy']

    def default_start(self, fields):
        return {
            'version': self._version().rec_name,
            'in_force_from': datetime.date.fromisoformat(event.business_date()),
            }

    def _propose(self, policy):
        start = self.start
        day = getattr(start, 'in_force_from', None)
        try:
            answer = bridge.call('propose_policy', policy=policy,
                in_force_from=day.isoformat() if day else '',
                note=getattr(start, 'note', None) or '', user=event.actor())
        except CreditgateError as error:
            raise CreditOperationError(mistake(error, _sentences(policy)), error.next)
        self.drafted.told = gettext('creditgate.msg_policy_drafted', version=answer['version'],
            day=answer['in_force_from'], replaces=answer['replaces_version'],
            changes=changes_text(answer['changes']))
        return 'drafted'

    def default_drafted(self, fields):
        return {'told': self.drafted.told}

    def end(self):
        return 'reload'


class DraftPolicy(_ToDraft):
    "Draft a Change"
    __name__ = 'creditgate.policy_draft'
    start = StateView('creditgate.policy_draft', 'creditgate.policy_draft_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Propose", 'propose', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        base, kinds = self._base(), rule_kinds()
        return dict(super().default_start(fields),
            name=base['name'],
            horizon_days=base.get('horizon_days'),
            escalate_after_hours=base.get('escalate_after_hours'),
            rating_grades='\n'.join(base.get('rating_grades') or []),
            when_credit_is_freed=base.get('when_credit_is_freed') or 'release',
            lines=[line_values(line, place, kinds) for place, line in enumerate(base['rules'])],
            exclusions=[exclusion_values(line, place, exclusion_kinds())
                for place, line in enumerate(base.get('exclusions') or [])],
            buckets=bucket_rows(base.get('buckets') or []),
            release_authority=[authority_values(line, place)
                for place, line in enumerate(base.get('release_authority') or [])],
            **pilot_values(base.get('pilot')))

    def transition_propose(self):
        base, kinds = self._base(), rule_kinds()
        policy = dict(base, name=getattr(self.start, 'name', None) or '',
            rules=[rule_of(line, base['rules'], kinds)
                for line in getattr(self.start, 'lines', None) or []])
        for part, lines_of in _PARTS.items():
            rows = getattr(self.start, part, None)
            if rows is None:
                continue
            lines = lines_of(rows, base.get(part) or [])
            if lines:
                policy[part] = lines
            elif base.get(part):
                del policy[part]
        pilot = pilot_said(self.start, base.get('pilot'))
        if pilot != base.get('pilot'):
            policy['pilot'] = pilot
            if pilot is None:
                del policy['pilot']
        for name, value in _values_said(self.start).items():
            if value != base.get(name):
                policy[name] = value
                if value is None:
                    del policy[name]
        freed = getattr(self.start, 'when_credit_is_freed', None) or 'release'
        if freed != (base.get('when_credit_is_freed') or 'release'):
            policy['when_credit_is_freed'] = freed
        return self._propose(policy)


class RollBackPolicy(_ToDraft):
    "Roll Back the Credit Policy"
    __name__ = 'creditgate.policy_roll_back'
    start = StateView('creditgate.policy_draft', 'creditgate.policy_roll_back_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Propose", 'propose', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        return dict(super().default_start(fields),
            note=gettext('creditgate.msg_policy_as_version', version=self._version().id))

    def transition_propose(self):
        if self._version().state != 'approved':
            raise CreditOperationError(gettext('creditgate.msg_policy_not_approved'))
        return self._propose(self._base())


def _values_said(start):
    "What the form says of the policy as a whole; None is what it does not say."
    return {
        'horizon_days': getattr(start, 'horizon_days', None),
        'escalate_after_hours': getattr(start, 'escalate_after_hours', None),
        'rating_grades': names_said(getattr(start, 'rating_grades', None)) or None,
        }


def _exclusions_of(rows, before):
    kinds = exclusion_kinds()
    return [exclusion_of(row, before, kinds) for row in rows]


def _authorities_of(rows, before):
    return [authority_of(row, before) for row in rows]


# What the form says of a part of the policy besides its rules, by those of before.
_PARTS = {
    'exclusions': _exclusions_of,
    'buckets': buckets_of,
    'release_authority': _authorities_of,
    }


def _sentences(policy):
    "Of the lines of each part, to tell which one is meant."
    rules, exclusions = rule_kinds(), exclusion_kinds()
    texts = {
        'rules': lambda line: sentence(rules, line),
        'exclusions': lambda line: exclusion_text(line, exclusions),
        'buckets': bucket_text,
        'release_authority': authority_text,
        }
    return {part: [text(line) for line in policy.get(part) or []] for part, text in texts.items()}
