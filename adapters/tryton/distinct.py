# SPDX-License-Identifier: GPL-3.0-or-later
"""Two parties that look like one customer, and are two."""
from trytond.model import ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import event
from .on_party import OnParty
from .shown import call


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['distinct_customers'] = {'icon': 'tryton-launch'}

    @classmethod
    @ModelView.button_action('creditgate.wizard_distinct_customers')
    def distinct_customers(cls, parties):
        pass


class DistinctStart(ModelView):
    "Not the Same Customer"
    __name__ = 'creditgate.distinct_customers.start'
    party = fields.Many2One('party.party', "Customer", readonly=True)
    other = fields.Many2One('party.party', "Other Customer", required=True,
        domain=[('id', '!=', Eval('party', -1))], depends=['party'],
        help="Has the same name or the same identifier and is another one.")
    distinct = fields.Selection([
            ('yes', "They are two"),
            ('no', "They may be one after all"),
            ], "What Is So", required=True)
    reason = fields.Text("Reason", required=True)


class DistinctCustomers(OnParty, Wizard):
    "Not the Same Customer"
    __name__ = 'creditgate.distinct_customers'
    start = StateView('creditgate.distinct_customers.start',
        'creditgate.distinct_customers_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Note", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        return {'party': self._party().id, 'distinct': 'yes'}

    def transition_act(self):
        answer = call('distinct_customers', customer=self._party().id, other=self.start.other.id,
            distinct=self.start.distinct == 'yes', user=event.actor(), reason=self.start.reason,
            business_date=event.business_date())
        Pool().get('creditgate.outbox').push([
                each['document']['id'] for each in answer['released']
                if each['document']['kind'] == 'order'])
        return 'end'
