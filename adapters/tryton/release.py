# SPDX-License-Identifier: GPL-3.0-or-later
"""Release, reject and ask for a release: wizards that ask for a reason.

The library refuses whoever has not the role. The groups of the wizards and of the buttons refuse
before that, on the server.

None of them ends with "reload": the client reads the records again that they were about, and would
then search for the whole list.
"""
import json
import time

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.transaction import Transaction
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError
from .rights import ForGroups
from .shown import call, refusal


# A wizard's answer has to come; the person is told how far it is and goes on.
_SECONDS = 8


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


class _OneByOne(ForGroups, Wizard):
    """Carries something out with many records, each in a transaction of its own, as many as fit in
    a few seconds; who is refused stays, and is told."""
    act = StateTransition()
    progress = StateView('creditgate.progress', 'creditgate.progress_view_form', [
            Button("Stop Here", 'end', 'tryton-cancel'),
            Button("Go On", 'act', 'tryton-forward', default=True),
            ])
    finished = StateView('creditgate.progress', 'creditgate.progress_view_form', [
            Button("Close", 'end', 'tryton-ok', default=True),
            ])

    def one_by_one(self, records, carry_out):
        "Those with which it was done, and the next state. The error of a single one is shown."
        if len(records) == 1 and not self._so_far('total'):
            carry_out(records[0], call)
            return records, 'end'
        handled = json.loads(self._so_far('handled') or '[]')
        told = (self._so_far('failed') or '').splitlines()
        left = [record for record in records if record.id not in handled]
        total, ends = self._so_far('total') or len(left), time.monotonic() + _SECONDS
        done = []
        while left and time.monotonic() < ends:
            record = left.pop(0)
            handled.append(record.id)
            try:
                carry_out(record, bridge.call)
                done.append(record)
            except CreditgateError as error:
                told.append(refusal(record, error))
        self._shown = {
            'total': total,
            'done': (self._so_far('done') or 0) + len(done),
            'failed': '\n'.join(told),
            'handled': json.dumps(handled),
            }
        return done, 'progress' if left else 'finished'

    def _so_far(self, name):
        return getattr(self.progress, name, None)

    def default_progress(self, fields):
        return self._shown

    default_finished = default_progress


class Progress(ModelView):
    "Progress"
    __name__ = 'creditgate.progress'
    total = fields.Integer("Of", readonly=True)
    done = fields.Integer("Done", readonly=True)
    failed = fields.Text("Refused", readonly=True)
    handled = fields.Char("Numbers of the Handled", readonly=True)


class _OnHolds(_OneByOne):
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
        holds = [hold for hold in holds if self._is_meant(hold)]
        if not holds:
            raise CreditOperationError(gettext('creditgate.' + self._none))
        return holds

    _none = 'msg_no_open_hold'

    @staticmethod
    def _is_meant(hold):
        return hold.state == 'open'

    def default_start(self, fields):
        return {'holds': '\n\n'.join(
                '%s\n%s' % (hold.rec_name, hold.reasons) for hold in self.holds())}

    def carry_out(self, op, **fields):
        "The op with each hold; the next state."
        actor = event.actor()
        _, state = self.one_by_one(self.holds(),
            lambda hold, ask: ask(op, hold_id=hold.id, user=actor, **fields))
        return state


class ReleaseStart(ModelView):
    "Release"
    __name__ = 'creditgate.release.start'
    holds = fields.Text("Held", readonly=True)
    count = fields.Integer("Holds", readonly=True)
    reason = fields.Text("Reason", required=True)
    more_percent = fields.Integer("Up to % More",
        domain=['OR', ('more_percent', '=', None),
            [('more_percent', '>=', 0), ('more_percent', '<=', 1000)]],
        help="The document may come to so much more, and still pass.")
    until = fields.Date("Until",
        help="Until the end of this day the release may be used again. Without it: once.")
    all_stages = fields.Boolean("For All Stages",
        help="Shipments and invoices of the order pass, too.")
    confirm = fields.Boolean("Confirm the Order at Once")


class Release(_OnHolds):
    "Release"
    __name__ = 'creditgate.release'
    start = StateView('creditgate.release.start', 'creditgate.release_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Release", 'act', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        holds = self.holds()
        return dict(super().default_start(fields), count=len(holds), confirm=True)

    def transition_act(self):
        released, state = self.one_by_one(self.holds(), self._release)
        self._push(released)
        return state

    def _release(self, hold, ask):
        until = self._said('until')
        ask('release', hold_id=hold.id, user=event.actor(), reason=self.start.reason,
            confirm=self._confirms(), more_percent=self._said('more_percent') or 0,
            until=until.isoformat() if until else None,
            stages='all' if self._said('all_stages') else 'this',
            business_date=event.business_date())

    def _said(self, name):
        return getattr(self.start, name, None)

    def _confirms(self):
        return self._said('confirm') is not False

    def _push(self, holds):
        if self._confirms():
            Pool().get('creditgate.outbox').push([h.sale for h in holds if h.sale])


class Reject(_OnHolds):
    "Reject"
    __name__ = 'creditgate.reject'
    start = _ask('reject_view_form', "Reject")

    def transition_act(self):
        return self.carry_out('reject', reason=self.start.reason)


class EndRelease(_OnHolds):
    "End a Release"
    __name__ = 'creditgate.end_release'
    start = _ask('end_release_view_form', "End the Release")
    _none = 'msg_no_release'

    @staticmethod
    def _is_meant(hold):
        return hold.release_stays

    def transition_act(self):
        return self.carry_out('end_release', reason=self.start.reason)


class RequestRelease(_OnHolds):
    "Ask for Release"
    __name__ = 'creditgate.request_release'
    start = _ask('request_release_view_form', "Ask for Release")

    def transition_act(self):
        return self.carry_out('request_release', note=self.start.reason)


class SayStart(ModelView):
    "Note on a Hold"
    __name__ = 'creditgate.say.start'
    holds = fields.Text("Held", readonly=True)
    kind = fields.Selection([
            ('note', "Note"),
            ('question', "Question: it waits for information"),
            ('answer', "Answer: it waits no more"),
            ], "Kind", required=True, sort=False)
    text = fields.Text("Text", required=True)


class Say(_OnHolds):
    "Note on a Hold"
    __name__ = 'creditgate.say'
    start = StateView('creditgate.say.start', 'creditgate.say_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Save", 'act', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        waits = any(hold.waits_for_answer for hold in self.holds())
        return dict(super().default_start(fields), kind='answer' if waits else 'note')

    def transition_act(self):
        return self.carry_out('note_hold', kind=self.start.kind, text=self.start.text)


class ForceHold(_OneByOne):
    "Put on Credit Hold"
    __name__ = 'creditgate.force_hold'
    start = StateView('creditgate.reason', 'creditgate.force_hold_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Put on Hold", 'act', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        return {'holds': '\n'.join(sale.rec_name for sale in self._sales())}

    def transition_act(self):
        _, state = self.one_by_one(self._sales(), self._force)
        return state

    def _force(self, sale, ask):
        described = event.order(sale)
        document = event.asked(described)['document']
        ask('force_hold', company=described['company'], customer=described['customer'],
            document={name: document[name]
                for name in ('kind', 'id', 'amount', 'number', 'entered_by', 'salesperson')
                if name in document},
            user=event.actor(), reason=self.start.reason)

    def _sales(self):
        "A confirmed order is stopped no more: it has been approved."
        late = [sale for sale in self.records if sale.state not in {'draft', 'quotation'}]
        if late:
            raise CreditOperationError(
                gettext('creditgate.msg_too_late_to_hold',
                    sales=', '.join(sale.rec_name for sale in late)),
                gettext('creditgate.msg_too_late_to_hold_next'))
        return self.records
