# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may run a wizard: the groups of its action, whatever the caller's context says."""
from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.transaction import Transaction


class ForGroups:
    @classmethod
    def check_access(cls):
        try:
            # Tryton asks the action that the context names; one that is not there has no groups.
            with Transaction().set_context(action_id=None):
                super().check_access()
        except AccessError:
            # Tryton 6.0 shows the id of its message here.
            raise AccessError(gettext('creditgate.msg_wizard_denied', wizard=cls.__doc__))
