# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of steps by which credit limits are approved, one line a step, told in a sentence."""
import re
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .rights import ForGroups
from .shown import call

# By the field of a step that says it.
ROLES = {'controllers': 'controller', 'managers': 'manager'}
_BOUNDS = ('up_to', 'raise_up_to')
_PLACE = re.compile(r'authority\.steps\[(\d+)\](?:\.(.*))?$')


class Step(ModelView):
    "Step of the Limit Authority"
    __name__ = 'creditgate.authority.step'
    sequence = fields.Integer("Step", help="The first one comes first.")
    controllers = fields.Boolean("Controllers")
    managers = fields.Boolean("Managers")
    persons = fields.Text("Persons", help="Login names, one a line.")
    people = fields.Integer("How Many",
        domain=['OR', ('people', '=', None), [('people', '>=', 1), ('people', '<=', 9)]],
        help="So many different ones have to approve.")
    up_to = fields.Numeric("Limits up to", digits=(15, 0),
        help="In whole units of the currency of the account. Empty: of any amount.")
    raise_up_to = fields.Numeric("Raises up to", digits=(15, 0),
        help="By how much a limit may be raised at most, in whole units. Empty: by any amount.")
    sentence = fields.Text("Who Approves What", readonly=True)

    @staticmethod
    def default_people():
        return 1

    @fields.depends('controllers', 'managers', 'persons', 'people', *_BOUNDS)
    def on_change_with_sentence(self, name=None):
        return _sentence(_said(self))


class AuthorityStart(ModelView):
    "Limit Authority"
    __name__ = 'creditgate.authority.start'
    version = fields.Integer("Version", readonly=True)
    set_by = fields.Char("Set by", readonly=True)
    direct = fields.Boolean("Limits May Be Set Directly",
        help="A controller or manager sets a limit himself, however far this table lets him go. "
        "Otherwise only one for which his own approval is all that it wants.")
    steps = fields.One2Many('creditgate.authority.step', None, "Steps")
    note = fields.Text("Note", help="Why; kept on record.")


class Authority(ForGroups, Wizard):
    "Limit Authority"
    __name__ = 'creditgate.authority'
    start = StateView('creditgate.authority.start', 'creditgate.authority_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Set", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        stored = call('authority')
        table = stored['authority']
        return {
            'version': stored['version'],
            'set_by': stored['set_by'],
            'direct': table.get('direct') is not False,
            'steps': [_shown(step, place) for place, step in enumerate(table['steps'], 1)],
            }

    def transition_act(self):
        start, stored = self.start, call('authority')
        if getattr(start, 'version', None) != stored['version']:
            raise CreditOperationError(
                gettext('creditgate.msg_authority_changed', who=stored['set_by']))
        steps = sorted(getattr(start, 'steps', None) or [], key=_sequence)
        table = {'direct': bool(getattr(start, 'direct', False)),
            'steps': [_said(step) for step in steps]}
        try:
            bridge.call('set_authority', authority=table, user=event.actor(),
                note=getattr(start, 'note', None) or '')
        except CreditgateError as error:
            raise CreditOperationError(_mistake(error, table['steps']), error.next)
        return 'end'


def _sequence(step):
    "Where it has none, it stays behind those that have one."
    place = getattr(step, 'sequence', None)
    return (place is None, place or 0)


def _shown(step, place):
    "As the form has it."
    values = {name: role in (step.get('roles') or []) for name, role in ROLES.items()}
    values.update({name: Decimal(step[name]) for name in _BOUNDS if step.get(name)})
    return dict(values, sequence=place, persons='\n'.join(step.get('persons') or []),
        people=step.get('people') or 1, sentence=_sentence(step))


def _said(form):
    "As the contract has it; what is left empty is not said."
    step = {'roles': [role for name, role in ROLES.items() if getattr(form, name, False)]}
    persons = [each.strip() for each in (getattr(form, 'persons', None) or '').splitlines()]
    step['persons'] = [each for each in persons if each]
    people = getattr(form, 'people', None)
    if people is not None:
        step['people'] = people
    for name in _BOUNDS:
        amount = getattr(form, name, None)
        if amount is not None:
            step[name] = format(amount.normalize(), 'f')
    return step


def _sentence(step):
    who = [gettext('creditgate.msg_authority_%s' % role) for role in step.get('roles') or []]
    who = gettext('creditgate.msg_authority_or').join(who + (step.get('persons') or []))
    people = step.get('people') or 1
    reach = [gettext('creditgate.msg_authority_%s' % name, amount=_units(step[name]))
        for name in _BOUNDS if step.get(name)]
    return gettext('creditgate.msg_authority_%s' % ('one' if people == 1 else 'several'),
        who=who or '…', people=people,
        reach=', '.join(reach) or gettext('creditgate.msg_authority_everything'))


def _units(text):
    return '{:,f}'.format(Decimal(text))


def _mistake(error, steps):
    "What the library found wrong, and where, for who reads the form."
    found = _PLACE.match(error.field or '')
    if not found or int(found.group(1)) >= len(steps):
        return error.message
    place = int(found.group(1))
    return gettext('creditgate.msg_authority_mistake', step=place + 1,
        sentence=_sentence(steps[place]), error=error.message)
