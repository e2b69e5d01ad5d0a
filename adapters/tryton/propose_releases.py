# SPDX-License-Identifier: GPL-3.0-or-later
"""Which open holds of a customer fit together into what is left of his credit: a person takes one
proposal over by releasing its holds."""
import json

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.transaction import Transaction
from trytond.wizard import Button, StateView

from . import event
from .exceptions import CreditOperationError
from .release import Release
from .shown import call

_BY = [
    ('promise', "Earliest Ship Date First"),
    ('largest', "Largest First"),
    ('most', "As Many as Fit"),
    ('margin', "Most Margin First"),
    ]


class ProposeReleasesStart(ModelView):
    "Propose Releases"
    __name__ = 'creditgate.propose_releases.start'
    customer = fields.Many2One('party.party', "Customer", readonly=True)
    proposals = fields.Text("What Fits Together", readonly=True)
    by = fields.Selection(_BY, "Release", required=True, sort=False)
    reason = fields.Text("Reason", required=True)
    confirm = fields.Boolean("Confirm the Orders at Once")
    holds = fields.Char("Numbers of the Holds", readonly=True)


class ProposeReleases(Release):
    "Propose Releases"
    __name__ = 'creditgate.propose_releases'
    start = StateView(
        'creditgate.propose_releases.start', 'creditgate.propose_releases_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Release", 'act', 'tryton-ok', default=True),
            ])

    def default_start(self, fields):
        if Transaction().context.get('active_model') != 'creditgate.hold' or not self.record:
            raise CreditOperationError(gettext('creditgate.msg_no_open_hold'))
        hold = self.record
        proposals = call('propose_releases', company=hold.company.id, customer=hold.customer.id,
            business_date=event.business_date())['proposals']
        return {
            'customer': hold.customer.id,
            'proposals': '\n\n'.join(_told(each) for each in proposals),
            'by': 'promise',
            'confirm': True,
            'holds': json.dumps({each['by']: [h['hold_id'] for h in each['release']]
                    for each in proposals}),
            }

    def holds(self):
        "Of the proposal as it was shown, those that are still open."
        chosen = json.loads(self.start.holds)[self.start.by]
        holds = [hold for hold in Pool().get('creditgate.hold').browse(chosen)
            if self._is_meant(hold)]
        if not holds:
            raise CreditOperationError(gettext('creditgate.msg_no_open_hold'))
        return holds


def _told(proposal):
    Start = Pool().get('creditgate.propose_releases.start')
    # In the reader's language.
    by = dict(Start.fields_get(['by'])['by']['selection'])[proposal['by']]
    if not proposal['release']:
        return gettext('creditgate.msg_proposal_empty', by=by)
    return gettext('creditgate.msg_proposal', by=by,
        amount=_amount(proposal['amount']), left=len(proposal['left_open']),
        documents='\n'.join('%s  %s' % (each['document']['number'] or each['document']['id'],
                _amount(each['document']['amount'])) for each in proposal['release']))


def _amount(amount):
    return '%(amount)s %(currency)s' % amount
