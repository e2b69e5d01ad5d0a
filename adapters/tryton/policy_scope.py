# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a line of a policy is for, as a person enters it, and as the policy says it."""
from trytond.model import fields
from trytond.pyson import Eval

from .policy_words import SCOPE_MODELS, rule_kinds, whom, word


class Scoped:
    "For the form of a line."
    __slots__ = ()
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
    def get_scopes(cls):
        scopes = {}
        for kind in rule_kinds().values():
            scopes.update(dict.fromkeys(kind['scopes']))
        return [(each, word('scope', each)) for each in scopes]

    @staticmethod
    def default_scope():
        return 'all'

    @fields.depends('scope', 'scope_company', 'scope_customer', 'scope_name')
    def on_change_with_whom(self, name=None):
        return whom(_scope_said(self))


def scope_values(line):
    "Those of a line of the policy."
    values = {'scope': 'all', 'whom': whom(line.get('scope'))}
    for kind, value in (line.get('scope') or {}).items():
        values['scope'] = kind
        values['scope_%s' % kind if kind in SCOPE_MODELS else 'scope_name'] = (
            value if kind in SCOPE_MODELS else str(value))
    return values


def say_scope(said, line, was):
    "What the form's line says of it, in `said`; as it `was` where that is the same."
    scope = _scope_said(line)
    if _entered_as(scope) == _entered_as(was.get('scope')):
        return
    said.pop('scope', None)
    if scope:
        said['scope'] = scope


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
