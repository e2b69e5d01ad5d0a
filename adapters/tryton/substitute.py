# SPDX-License-Identifier: GPL-3.0-or-later
"""Who approves limits in whose place, and on which days."""
import datetime

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pyson import Bool, Eval
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import event
from .authority import ROLES
from .exceptions import CreditOperationError
from .rights import ForGroups
from .shown import call


class Substitution(ModelView):
    "Substitute"
    __name__ = 'creditgate.substitution'
    ends = fields.Boolean("Ends")
    person = fields.Char("Person", readonly=True)
    substitute = fields.Char("Substitute", readonly=True)
    roles = fields.Char("As", readonly=True)
    from_day = fields.Date("From", readonly=True)
    to_day = fields.Date("To", readonly=True)


_NEW = {
    'states': {'required': Bool(Eval('substitute'))},
    'depends': ['substitute'],
    }
_OF_ANOTHER = {
    'states': {'invisible': ~Eval('person')},
    'depends': ['person'],
    }


class SubstituteStart(ModelView):
    "Substitutes"
    __name__ = 'creditgate.substitute.start'
    substitutions = fields.One2Many('creditgate.substitution', None, "Substitutes")
    person = fields.Many2One('res.user', "For",
        help="Empty: for yourself. For others a manager names one.")
    substitute = fields.Many2One('res.user', "Substitute",
        help="Approves limits in the other one's place, where that one reaches higher.")
    controllers = fields.Boolean("As Controller", **_OF_ANOTHER)
    managers = fields.Boolean("As Manager", **_OF_ANOTHER)
    from_day = fields.Date("From", **_NEW)
    to_day = fields.Date("To", help="The last day.", **_NEW)


class Substitute(ForGroups, Wizard):
    "Substitutes"
    __name__ = 'creditgate.substitute'
    start = StateView('creditgate.substitute.start', 'creditgate.substitute_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Set", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        return {'substitutions': [{
                    'ends': False,
                    'person': each['person'],
                    'substitute': each['substitute'],
                    'roles': ', '.join(
                        gettext('creditgate.msg_authority_%s' % role) for role in each['roles']),
                    'from_day': datetime.date.fromisoformat(each['from']),
                    'to_day': datetime.date.fromisoformat(each['to']),
                    } for each in call('substitutes')['substitutes']]}

    def transition_act(self):
        ended = [each for each in getattr(self.start, 'substitutions', None) or []
            if getattr(each, 'ends', False)]
        substitute = getattr(self.start, 'substitute', None)
        if not ended and not substitute:
            raise CreditOperationError(gettext('creditgate.msg_no_substitute'))
        user = event.actor()
        for each in ended:
            call('set_substitute', person=each.person, substitute=each.substitute, user=user)
        if substitute:
            self._set(substitute, user)
        return 'end'

    def _set(self, substitute, user):
        days = [getattr(self.start, name, None) for name in ('from_day', 'to_day')]
        if None in days:
            # Without days the op would end it.
            raise CreditOperationError(gettext('creditgate.msg_substitute_days'))
        person = getattr(self.start, 'person', None)
        call('set_substitute', person=person.login if person else None,
            substitute=substitute.login, user=user,
            roles=[role for name, role in ROLES.items() if getattr(self.start, name, False)],
            **dict(zip(('from', 'to'), map(event.iso, days))))
