# SPDX-License-Identifier: GPL-3.0-or-later
"""The credit status of a sale, on its form and in the list."""
from sql import Literal
from sql.conditionals import Case, Coalesce

from trytond.model import ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.pyson import Eval
from trytond.tools import grouped_slice, reduce_ids
from trytond.transaction import Transaction

from . import hold
from .tables import installed, table

STATUS = [
    ('none', "Not checked"),
    ('approved', "Approved"),
    ('warned', "Approved with a warning"),
    ('held', "Held"),
    ('released', "Released"),
    ('rejected', "Rejected"),
    ]
# The states of cg_document_status that are not words of STATUS; what was withdrawn is past.
_WORDS = {'open': 'held', 'withdrawn': 'none', 'lapsed': 'none'}
# What passed a check and is still a quotation was rolled back, or only asked about: it says nothing
# of the next confirmation.
_PASSED = ['approved', 'warned']
_BEFORE = ['draft', 'quotation']
_TOLD = ['open', 'released', 'rejected']


class Sale(metaclass=PoolMeta):
    __name__ = 'sale.sale'

    credit_status = fields.Function(
        fields.Selection(STATUS, "Credit"), 'get_credit_status',
        searcher='search_credit_status')
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
            ('/tree/field[@name="credit_status"]', 'visual',
                hold.colour('credit_status', 'held')),
            ('//group[@id="credit"]', 'states', {'invisible': ~Eval('credit_reasons')}),
            ]

    @classmethod
    def get_credit_status(cls, sales, name):
        result = {sale.id: 'none' for sale in sales}
        if not installed():
            return result
        cursor = Transaction().connection.cursor()
        status = table('cg_document_status')
        for ids in grouped_slice(list(result)):
            cursor.execute(*status.select(status.document_id, status.state,
                    where=(status.document_kind == 'order')
                    & reduce_ids(status.document_id, list(ids))))
            result.update((id_, _WORDS.get(state, state)) for id_, state in cursor)
        for sale in sales:
            if sale.state in _BEFORE and result[sale.id] in _PASSED:
                result[sale.id] = 'none'
        return result

    @classmethod
    def search_credit_status(cls, name, clause):
        _, operator, value = clause
        sale = cls.__table__()
        if installed():
            status = table('cg_document_status')
            tables = sale.join(status, 'LEFT', condition=(status.document_kind == 'order')
                & (status.document_id == sale.id))
            passed = status.state.in_(_PASSED) & sale.state.in_(_BEFORE)
            word = Case((passed, 'none'),
                *[(status.state == state, text) for state, text in _WORDS.items()],
                else_=Coalesce(status.state, 'none'))
        else:
            tables, word = sale, Literal('none')
        Operator = fields.SQL_OPERATORS[operator]
        return [('id', 'in', tables.select(sale.id, where=Operator(word, value)))]

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
