# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a sale is held, and asking for its release."""
from trytond.model import ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval
from trytond.transaction import Transaction

from .credit_status import CreditStatus
from .tables import installed

_TOLD = ['open', 'released', 'rejected']


class Sale(CreditStatus, metaclass=PoolMeta):
    __name__ = 'sale.sale'
    _credit_kind = 'order'
    _credit_passes_at = ['draft', 'quotation']

    credit_reasons = fields.Function(fields.Text("Credit Reasons",
            states={'invisible': ~Eval('credit_reasons')}), 'get_credit_reasons')

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['ask_for_release'] = {
            'invisible': Eval('credit_status') != 'held',
            'depends': ['credit_status'],
            'icon': 'tryton-email',
            }

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('//group[@id="credit"]', 'states', {'invisible': ~Eval('credit_reasons')}),
            ]

    @classmethod
    def get_credit_reasons(cls, sales, name):
        "In words, with who decided; for the form, one sale at a time."
        result = {sale.id: '' for sale in sales}
        if not installed():
            return result
        Hold = Pool().get('creditgate.hold')
        # Whoever may read the sale may read why it is held.
        with Transaction().set_context(_check_access=False):
            holds = Hold.search([
                    ('sale', 'in', list(result)),
                    ('state', 'in', _TOLD),
                    ], order=[('id', 'ASC')])
            latest = {each.sale.id: each for each in holds}
            for id_, each in latest.items():
                told = [each.reasons, each.next_step]
                if each.state != 'open':
                    # What became of it comes first.
                    told.reverse()
                result[id_] = '\n'.join(filter(None, told))
        return result

    @classmethod
    @ModelView.button_action('creditgate.wizard_request_release')
    def ask_for_release(cls, sales):
        pass
