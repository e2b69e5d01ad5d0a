# SPDX-License-Identifier: GPL-3.0-or-later
"""Release, reject and ask for a release: wizards that ask for a reason.

The library refuses whoever has not the role. The groups of the wizards and of the buttons refuse
before that, on the server.
"""
from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.transaction import Transaction
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .rights import ForGroups


class Reason(ModelView):
    "Reason"
    __name__ = 'creditgate.reason'
    holds = fields.Text("Held", readonly=True)
    reason = fields.Text("Reason", required=True)


def _ask(view, button):
    return StateView('creditgate.reason', 'creditgate.' + view, [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button(button, 'act', 'tryton-ok', default=True),
            ])


class _OnHolds(ForGroups, Wizard):
    "Acts on open holds, from their own list or from their sales."

    def holds(self):
        Hold = Pool().get('creditgate.hold')
        context = Transaction().context
        if context.get('active_model') == 'sale.sale':
            holds = list(Hold.open_of_sales(self.records).values())
        elif context.get('active_model') == 'creditgate.hold':
            holds = self.records
        else:
            holds = []
        holds = [hold for hold in holds if hold.state == 'open']
        if not holds:
            raise CreditOperationError(gettext('creditgate.msg_no_open_hold'))
        return holds

    def default_start(self, fields):
        return {'holds': '\n\n'.join(
                '%s\n%s' % (hold.rec_name, hold.reasons) for hold in self.holds())}

    def carry_out(self, op, **fields):
        holds = self.holds()
        for hold in holds:
            call(op, hold_id=hold.id, user=event.actor(), **fields)
        return holds


class Release(_OnHolds):
    "Release"
    __name__ = 'creditgate.release'
    start = _ask('release_view_form', "Release")
    act = StateTransition()

    def transition_act(self):
        holds = self.carry_out('release', reason=self.start.reason, confirm=True,
            business_date=event.business_date())
        Pool().get('creditgate.outbox').push([h.sale for h in holds if h.sale])
        return 'end'

    def end(self):
        return 'reload'


class Reject(_OnHolds):
    "Reject"
    __name__ = 'creditgate.reject'
    start = _ask('reject_view_form', "Reject")
    act = StateTransition()

    def transition_act(self):
        self.carry_out('reject', reason=self.start.reason)
        return 'end'

    def end(self):
        return 'reload'


class RequestRelease(_OnHolds):
    "Ask for Release"
    __name__ = 'creditgate.request_release'
    start = _ask('request_release_view_form', "Ask for Release")
    act = StateTransition()

    def transition_act(self):
        self.carry_out('request_release', note=self.start.reason)
        return 'end'

    def end(self):
        return 'reload'


def call(op, **fields):
    "An op in a wizard: what it refuses is shown to the person."
    try:
        return bridge.call(op, **fields)
    except CreditgateError as error:
        raise CreditOperationError(error.message, error.next)
