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
            states={'invisible': ~Eval('credit_reasons')}), 'get_credit_told')
    credit_as_of = fields.Function(fields.DateTime("Figures as of",
            states={'invisible': ~Eval('credit_as_of')}), 'get_credit_told')

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
    def get_credit_told(cls, sales, names):
        "In words, with who decided, and when the figures were found; for the form, one at a time."
        told = {'credit_reasons': {sale.id: '' for sale in sales},
            'credit_as_of': {sale.id: None for sale in sales}}
        result = {name: told[name] for name in names}
        if not installed():
            return result
        Hold = Pool().get('creditgate.hold')
        # Whoever may read the sale may read why it is held.
        with Transaction().set_context(_check_access=False):
            holds = Hold.search([
                    ('sale', 'in', [sale.id for sale in sales]),
                    ('state', 'in', _TOLD),
                    ], order=[('id', 'ASC')])
            latest = {each.sale.id: each for each in holds}
            for id_, each in latest.items():
                words = [each.reasons, each.next_step]
                if each.state != 'open':
                    # What became of it comes first.
                    words.reverse()
                told['credit_reasons'][id_] = '\n'.join(filter(None, words))
                # Its reasons are those of the decision, its other figures may be newer.
                told['credit_as_of'][id_] = (
                    each.decision.decided_at if each.decision else each.figures_as_of)
        return result

    @classmethod
    @ModelView.button_action('creditgate.wizard_request_release')
    def ask_for_release(cls, sales):
        pass
