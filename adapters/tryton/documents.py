# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of a bucket, from the Credit tab of a party."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.transaction import Transaction
from trytond.wizard import Button, StateView, Wizard

from . import event
from .exceptions import CreditOperationError
from .rights import ForGroups
from .shown import call, moment, need_company

BUCKETS = [
    ('open_order', "Open Orders"),
    ('open_order_beyond_horizon', "Open Orders beyond the Horizon"),
    ('delivered_not_invoiced', "Delivered, Not Invoiced"),
    ('draft_invoice', "Draft Invoices"),
    ('open_item_not_due', "Open Items, Not Due"),
    ('open_item_overdue', "Open Items, Overdue"),
    ('unallocated', "Unallocated"),
    ('in_clearing', "In Clearing"),
    ('reservation', "Reserved"),
    ]
_MODELS = {'order': 'sale.sale', 'invoice': 'account.invoice'}
_MOST = 1000


class BucketChoice(ModelView):
    "Documents of a Bucket"
    __name__ = 'creditgate.documents.choice'
    bucket = fields.Selection(BUCKETS, "Bucket", required=True, sort=False)


class OpenDocument(ModelView):
    "Open Document"
    __name__ = 'creditgate.open_document'
    number = fields.Char("Number", readonly=True)
    document = fields.Reference("Document",
        [(None, ''), ('sale.sale', "Sale"), ('account.invoice', "Invoice")], readonly=True)
    day = fields.Date("Ship or Due Date", readonly=True)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], readonly=True,
        help="The part of the document that is in the bucket.")
    currency = fields.Many2One('currency.currency', "Currency", readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)


class OpenDocuments(ModelView):
    "Open Documents"
    __name__ = 'creditgate.documents.shown'
    bucket = fields.Selection(BUCKETS, "Bucket", readonly=True, sort=False)
    documents = fields.One2Many('creditgate.open_document', None, "Documents", readonly=True)
    as_of = fields.DateTime("As Of", readonly=True)


class Documents(ForGroups, Wizard):
    "Documents of a Bucket"
    __name__ = 'creditgate.documents'
    start_state = 'choice'
    choice = StateView('creditgate.documents.choice', 'creditgate.documents_choice_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Show", 'shown', 'tryton-search', default=True),
            ])
    shown = StateView('creditgate.documents.shown', 'creditgate.documents_shown_view_form', [
            Button("Close", 'end', 'tryton-close'),
            Button("Another Bucket", 'choice', 'tryton-back', default=True),
            ])

    def default_choice(self, fields):
        return {'bucket': getattr(self.choice, 'bucket', None) or 'open_order'}

    def default_shown(self, fields):
        party = self.record
        if Transaction().context.get('active_model') != 'party.party' or not party:
            raise CreditOperationError(gettext('creditgate.msg_documents_need_party'))
        answer = call('customer', company=need_company().id, customer=party.id,
            business_date=event.business_date(), language=event.language(),
            documents_of=self.choice.bucket, max=_MOST)
        return {
            'bucket': self.choice.bucket,
            'documents': _rows(answer['documents']),
            'as_of': moment(answer['as_of']),
            }


def _rows(documents):
    currencies = {currency.code: currency for currency in Pool().get('currency.currency').search([
                ('code', 'in', [each['amount']['currency'] for each in documents])])}
    return [_row(each, currencies.get(each['amount']['currency'])) for each in documents]


def _row(document, currency):
    model = _MODELS.get(document['kind'])
    return {
        'number': document['number'],
        'document': '%s,%s' % (model, document['id']) if model and document['id'] else None,
        'day': datetime.date.fromisoformat(document['day']) if document['day'] else None,
        'amount': Decimal(document['amount']['amount']),
        'currency': currency and currency.id,
        'currency_digits': currency.digits if currency else 2,
        }
