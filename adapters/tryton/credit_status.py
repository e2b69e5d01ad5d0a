# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the latest check of a document, on its form and in its list."""
from sql import Literal
from sql.conditionals import Case, Coalesce

from trytond.model import fields
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
# What passed a check and has not gone on was rolled back, or only asked about: it says nothing
# of the next step.
_PASSED = ['approved', 'warned']


class CreditStatus:
    "_credit_kind: creditgate's word for the document; _credit_passes_at: states before its steps."
    credit_status = fields.Function(
        fields.Selection(STATUS, "Credit"), 'get_credit_status',
        searcher='search_credit_status')

    @classmethod
    def view_attributes(cls):
        return super().view_attributes() + [
            ('/tree/field[@name="credit_status"]', 'visual',
                hold.colour('credit_status', 'held')),
            ]

    @classmethod
    def get_credit_status(cls, records, name):
        result = {record.id: 'none' for record in records}
        if not installed():
            return result
        cursor = Transaction().connection.cursor()
        status = table('cg_document_status')
        for ids in grouped_slice(list(result)):
            cursor.execute(*status.select(status.document_id, status.state,
                    where=(status.document_kind == cls._credit_kind)
                    & reduce_ids(status.document_id, list(ids))))
            result.update((id_, _WORDS.get(state, state)) for id_, state in cursor)
        for record in records:
            if record.state in cls._credit_passes_at and result[record.id] in _PASSED:
                result[record.id] = 'none'
        return result

    @classmethod
    def search_credit_status(cls, name, clause):
        _, operator, value = clause
        record = cls.__table__()
        if installed():
            status = table('cg_document_status')
            tables = record.join(status, 'LEFT',
                condition=(status.document_kind == cls._credit_kind)
                & (status.document_id == record.id))
            passed = status.state.in_(_PASSED) & record.state.in_(cls._credit_passes_at)
            word = Case((passed, 'none'),
                *[(status.state == state, text) for state, text in _WORDS.items()],
                else_=Coalesce(status.state, 'none'))
        else:
            tables, word = record, Literal('none')
        Operator = fields.SQL_OPERATORS[operator]
        where = Operator(word, value)
        if (operator, value) == ('=', 'held') and installed():
            # A few of all documents, found by their holds.
            holds = table('cg_hold_list')
            where &= record.id.in_(holds.select(holds.document_id,
                    where=(holds.document_kind == cls._credit_kind) & (holds.state == 'open')))
        return [('id', 'in', tables.select(record.id, where=where))]
