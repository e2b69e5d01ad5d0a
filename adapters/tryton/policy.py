# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions of the credit policy, as the library tells them; what changes one is an op."""
from sql import Cast, Literal, Null, Values
from sql.conditionals import NullIf

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelStorage, ModelView, fields
from trytond.pyson import Eval, If

from . import event
from .policy_authority import authority_text
from .policy_bucket import buckets_text
from .policy_exclusion import exclusion_text
from .policy_pilot import pilot_text
from .policy_words import (
    FREED, FREED_HELP, AtCheckpoints, at_values, besides_text, changes_text, exclusion_kinds,
    rule_kinds, sentence, whom)
from .shown import ReadOnly, call, time_of

_PAGE = 1000
# The number of a version and the place of a line in it make the line's id.
_LINES = 10000
_SHOWN = {'name', 'horizon_days', 'escalate_after_hours', 'rating_grades', 'rules', 'exclusions',
    'buckets', 'release_authority', 'pilot', 'when_credit_is_freed'}


class Policy(ReadOnly, ModelSQL, ModelView):
    "Credit Policy"
    __name__ = 'creditgate.policy'
    _read_only = 'msg_policy_read_only'

    number = fields.Integer("Version", readonly=True)
    state = fields.Selection([
            ('draft', "Draft"),
            ('approved', "Approved"),
            ('discarded', "Discarded"),
            ], "State", readonly=True)
    in_force = fields.Boolean("In Force Today", readonly=True)
    in_force_from = fields.Date("In Force from", readonly=True)
    note = fields.Text("Note", readonly=True)
    drafted_by = fields.Char("Drafted by", readonly=True)
    drafted_at = fields.DateTime("Drafted on", readonly=True)
    decided_by = fields.Char("Decided by", readonly=True)
    decided_at = fields.DateTime("Decided on", readonly=True)
    policy_name = fields.Function(fields.Char("Name"), 'get_document')
    horizon_days = fields.Function(fields.Integer("Horizon in Days",
            help="Orders to be shipped later count beyond the horizon. Empty: there is none."),
        'get_document')
    escalate_after_hours = fields.Function(fields.Integer("Escalate after Hours",
            help="A hold that nobody has attended for so long is told to the managers. Empty: "
            "none is."), 'get_document')
    rating_grades = fields.Function(fields.Char("Rating Grades",
            help="The best first."), 'get_document')
    lines = fields.Function(
        fields.One2Many('creditgate.policy.line', None, "Rules"), 'get_document')
    exclusions = fields.Function(
        fields.Text("What No Rule Looks At",
            help="Returns and credit notes never are, by any version."), 'get_document')
    buckets = fields.Function(fields.Text("What Counts in the Exposure"), 'get_document')
    release_authority = fields.Function(
        fields.Text("How Far Releases Go",
            help="Of several lines of one role, one has to reach. A role without a line is not "
            "bound."), 'get_document')
    pilot = fields.Function(fields.Text("Pilot"), 'get_document')
    when_credit_is_freed = fields.Function(
        fields.Selection(FREED, "When Credit Is Freed", sort=False, help=FREED_HELP),
        'get_document')
    besides = fields.Function(fields.Text("Besides"), 'get_document')
    changes = fields.Function(
        fields.Text("What Differs from the Version in Force"), 'get_changes')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order = [('number', 'DESC')]
        no_draft = Eval('state') != 'draft'
        cls._buttons.update({
                'draft_change': {'icon': 'tryton-create'},
                'approve': {'invisible': no_draft, 'depends': ['state'], 'icon': 'tryton-ok'},
                'discard': {'invisible': no_draft, 'depends': ['state'],
                    'icon': 'tryton-cancel'},
                'roll_back': {
                    'invisible': (Eval('state') != 'approved') | Eval('in_force'),
                    'depends': ['state', 'in_force'], 'icon': 'tryton-undo'},
                })

    @classmethod
    def table_query(cls):
        today = call('policy', business_date=event.business_date())['version']
        versions = Values([(
                    each['version'], each['state'], each['version'] == today,
                    each['in_force_from'], each['note'], each['drafted_by'], each['drafted_at'],
                    each['decided_by'] or '', each['decided_at'] or '')
                for each in _versions()])
        (number, state, in_force, in_force_from, note, drafted_by, drafted_at, decided_by,
            decided_at) = (getattr(versions, 'column%s' % n) for n in range(1, 10))
        return versions.select(
            number.as_('id'),
            Literal(0).as_('create_uid'),
            time_of(drafted_at).as_('create_date'),
            Cast(Null, 'INTEGER').as_('write_uid'),
            Cast(Null, 'TIMESTAMP').as_('write_date'),
            number.as_('number'),
            state.as_('state'),
            in_force.as_('in_force'),
            Cast(in_force_from, 'DATE').as_('in_force_from'),
            note.as_('note'),
            drafted_by.as_('drafted_by'),
            time_of(drafted_at).as_('drafted_at'),
            decided_by.as_('decided_by'),
            time_of(NullIf(decided_at, '')).as_('decided_at'))

    def get_rec_name(self, name):
        return gettext('creditgate.msg_policy_version', version=self.number)

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('/tree', 'visual',
                If(Eval('in_force', False), 'success',
                    If(Eval('state', '') == 'draft', 'warning',
                        If(Eval('state', '') == 'discarded', 'muted', '')))),
            ]

    @classmethod
    def get_document(cls, versions, names):
        found = {version.id: cls._told(version.id) for version in versions}
        return {name: {id_: told[name] for id_, told in found.items()} for name in names}

    @classmethod
    def _told(cls, number):
        policy = call('policy', version=number)['policy']
        return {
            'policy_name': policy['name'],
            'horizon_days': policy.get('horizon_days'),
            'escalate_after_hours': policy.get('escalate_after_hours'),
            'rating_grades': ', '.join(policy.get('rating_grades') or []),
            'lines': [_LINES * number + i for i in range(len(policy['rules']))],
            'exclusions': _lines_text(policy, 'exclusions', exclusion_text, exclusion_kinds()),
            'buckets': buckets_text(policy.get('buckets') or []),
            'release_authority': _lines_text(policy, 'release_authority', authority_text),
            'pilot': pilot_text(policy.get('pilot')),
            'when_credit_is_freed': policy.get('when_credit_is_freed') or 'release',
            'besides': besides_text(policy, _SHOWN),
            }

    @classmethod
    def get_changes(cls, versions, name):
        today = call('policy', business_date=event.business_date())['version']
        return {version.id: gettext('creditgate.msg_policy_is_in_force')
            if version.id == today else changes_text(
                call('policy_changes', **{'from': today, 'to': version.id})['changes'])
            for version in versions}

    @classmethod
    @ModelView.button_action('creditgate.wizard_policy_draft')
    def draft_change(cls, versions):
        pass

    @classmethod
    @ModelView.button_action('creditgate.wizard_policy_roll_back')
    def roll_back(cls, versions):
        pass

    @classmethod
    @ModelView.button
    def approve(cls, versions):
        cls._decide('approve_policy', versions)

    @classmethod
    @ModelView.button
    def discard(cls, versions):
        cls._decide('discard_policy', versions)

    @staticmethod
    def _decide(op, versions):
        for version in versions:
            call(op, version=version.id, user=event.actor())


class PolicyLine(ReadOnly, AtCheckpoints, ModelStorage, ModelView):
    "Rule of a Credit Policy"
    __name__ = 'creditgate.policy.line'
    _read_only = 'msg_policy_read_only'
    sentence = fields.Text("Rule", readonly=True)
    whom = fields.Char("For", readonly=True)

    @classmethod
    def read(cls, ids, fields_names):
        super().read(ids, fields_names)
        kinds, found = rule_kinds(), {}
        for number in {id_ // _LINES for id_ in ids}:
            for i, line in enumerate(call('policy', version=number)['policy']['rules']):
                found[_LINES * number + i] = dict(at_values(line),
                    sentence=sentence(kinds, line), whom=whom(line.get('scope')))
        return [dict({name: found[id_].get(name) for name in fields_names}, id=id_)
            for id_ in ids if id_ in found]


def _lines_text(policy, part, text, *more):
    "One sentence a line."
    return '\n'.join(text(line, *more) for line in policy.get(part) or []) or gettext(
        'creditgate.msg_policy_no_%s' % part)


def _versions():
    versions, last = [], None
    while True:
        page = call('policies', before_version=last, max=_PAGE)['policies']
        versions += page
        if len(page) < _PAGE:
            return versions
        last = page[-1]['version']
