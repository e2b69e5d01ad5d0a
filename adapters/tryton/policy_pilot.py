# SPDX-License-Identifier: GPL-3.0-or-later
"""The pilot of a policy: for whom it stops nothing yet, as a person enters it, and told in a
sentence."""
from trytond.i18n import gettext
from trytond.model import fields
from trytond.pyson import Eval

from .policy_words import whom

# The member of the policy, and the kind of scope that each of its names is.
_NAMED = {'departments': 'department', 'salespersons': 'salesperson', 'groups': 'group'}


def _shown(field, **more):
    return field(states={'invisible': ~Eval('pilot_is_on')}, depends=['pilot_is_on'], **more)


class Piloted:
    "For the form of a policy."
    __slots__ = ()
    pilot_is_on = fields.Boolean("A Pilot Is On",
        help="What would be held is recorded and goes on. Without a mark the policy is enforced.")
    pilot_companies = _shown(fields.Many2Many, relation_name='company.company', origin=None,
        target=None, string="Companies", help="With none and no names: everybody.")
    pilot_departments = _shown(fields.Text, string="Departments", help="Names, one a line.")
    pilot_salespersons = _shown(fields.Text, string="Salespersons", help="Names, one a line.")
    pilot_groups = _shown(fields.Text, string="Customer Groups", help="Names, one a line.")
    pilot_percent = _shown(fields.Integer, string="Share of Orders in %",
        help="Of theirs, the same ones at each step. Empty: all.")
    pilot_even_blocked = _shown(fields.Boolean, string="Even of a Blocked Customer",
        help="Otherwise a blocked account stops the document all the same.")
    pilot_sentence = fields.Text("What the Pilot Does", readonly=True)

    @fields.depends('pilot_is_on', 'pilot_companies', 'pilot_departments', 'pilot_salespersons',
        'pilot_groups', 'pilot_percent', 'pilot_even_blocked')
    def on_change_with_pilot_sentence(self, name=None):
        return pilot_text(pilot_said(self, None))


def pilot_values(pilot):
    "Those of a policy's pilot; None is none."
    said = pilot or {}
    return dict({'pilot_' + part: '\n'.join(said.get(part) or []) for part in _NAMED},
        pilot_is_on=pilot is not None,
        pilot_companies=said.get('companies') or [],
        pilot_percent=said.get('percent_of_orders'),
        pilot_even_blocked=bool(said.get('even_blocked')),
        pilot_sentence=pilot_text(pilot))


def pilot_said(form, was):
    "What the form says of it; as it `was` where that is the same."
    if not getattr(form, 'pilot_is_on', False):
        return None
    said = {
        'companies': [each.id for each in getattr(form, 'pilot_companies', None) or []] or None,
        'percent_of_orders': getattr(form, 'pilot_percent', None),
        'even_blocked': bool(getattr(form, 'pilot_even_blocked', False)) or None,
        }
    for part in _NAMED:
        lines = (getattr(form, 'pilot_' + part, None) or '').splitlines()
        said[part] = [each.strip() for each in lines if each.strip()] or None
    said = {name: value for name, value in said.items() if value is not None}
    # Nobody is named and no share is said: everybody, which the policy says by the share.
    if not set(said) - {'even_blocked'}:
        said['percent_of_orders'] = 100
    return was if was is not None and _meant(said) == _meant(was) else said


def _meant(pilot):
    usual = {'companies': [], 'percent_of_orders': 100, 'even_blocked': False,
        **{part: [] for part in _NAMED}}
    return {name: usual_value if pilot.get(name) is None else pilot[name]
        for name, usual_value in usual.items()}


def pilot_text(pilot):
    "As a person reads it."
    if pilot is None:
        return gettext('creditgate.msg_policy_no_pilot')
    named = [whom({kind: each}) for part, kind in _NAMED.items() for each in pilot.get(part) or []]
    named += [whom({'company': each}) for each in pilot.get('companies') or []]
    percent = pilot.get('percent_of_orders')
    text = gettext('creditgate.msg_policy_pilot',
        whom=', '.join(named) or gettext('creditgate.msg_policy_pilot_everybody'),
        share=gettext('creditgate.msg_policy_pilot_share', percent=percent)
        if percent is not None and percent < 100
        else gettext('creditgate.msg_policy_pilot_all_orders'))
    blocked = 'msg_policy_pilot_even_blocked' if pilot.get('even_blocked') else (
        'msg_policy_pilot_not_blocked')
    return text + ' ' + gettext('creditgate.' + blocked)
