# SPDX-License-Identifier: GPL-3.0-or-later
"""What people of the company do: customers, orders, invoices, payments, holds."""
import datetime
import itertools
from decimal import Decimal

_number = itertools.count(1)
# Invoices of a year are numbered in the order of their dates; last year has none but this.
LONG_AGO = datetime.date(datetime.date.today().year - 1, 12, 1)


class Trade:
    "Master data is made by the administrator; every step of the work is somebody's."

    def __init__(self, admin):
        self.admin = admin
        find = self._find
        self.company = find('company.company', [])
        self.currencies = {code: find('currency.currency', [('code', '=', code)])
            for code in ('EUR', 'USD', 'JPY')}
        self.terms = {name: find('account.invoice.payment_term', [('name', '=', name)])
            for name in ('30 days', 'At once')}
        self.unit = find('product.uom', [('name', '=', 'Unit')])
        self.products = {name: find('product.product', [('template.name', '=', name)])
            for name in ('Rope', 'Book')}
        self.taxes = {'Rope': find('account.tax', [('name', '=', 'Tax 20 %')]),
            'Book': find('account.tax', [('name', '=', 'Tax 0 %')])}
        self.accounts = {
            'receivable': find('account.account', [('type.receivable', '=', True)]),
            'revenue': find('account.account', [('type.revenue', '=', True)]),
            'cash': find('account.account', [('name', '=', 'Main Cash')]),
            }
        self.journals = {kind: find('account.journal', [('type', '=', kind)])
            for kind in ('revenue', 'cash')}
        self.cash = find('account.invoice.payment.method', [])

    def customer(self, name='Customer'):
        return self.admin.create('party.party', name='%s %s' % (name, next(_number)),
            addresses=[('create', [{'street': 'Quay 1', 'invoice': True, 'delivery': True}])])

    def set_limit(self, person, customer, amount, reason='review'):
        "No amount: no credit is agreed."
        start = {'limit_state': 'none', 'amount': None}
        if amount is not None:
            start = {'limit_state': 'amount', 'amount': Decimal(amount)}
        person.wizard('creditgate.set_limit', 'party.party', customer,
            {'start': dict(start, reason=reason)}, 'act')

    def order(self, person, customer, *lines, quote=True, **values):
        "Lines are (product, quantity, net price); one amount is that many Euro of books."
        if not lines or not isinstance(lines[0], tuple):
            lines = [('Book', 1, amount) for amount in lines]
        address = self.address(values.get('invoice_party') or customer)
        shipping = self.address(customer)
        sale = person.create('sale.sale', **dict({
                    'party': customer, 'invoice_address': address,
                    'shipment_address': shipping, 'payment_term': self.terms['30 days'],
                    'currency': self.currencies['EUR'], 'invoice_method': 'order',
                    'lines': [('create', [self._line(*line) for line in lines])],
                    }, **values))
        if quote:
            person.press('sale.sale', 'quote', sale)
        return sale

    def invoice(self, person, customer, *amounts, date=None, post=True, **values):
        date = date or datetime.date.today()
        invoice = person.create('account.invoice', **dict({
                    'type': 'out', 'party': customer,
                    'invoice_address': self.address(customer),
                    'currency': self.currencies['EUR'], 'company': self.company,
                    'account': self.accounts['receivable'],
                    'journal': self.journals['revenue'],
                    'payment_term': self.terms['30 days'], 'invoice_date': date,
                    'lines': [('create', [{
                                    'type': 'line', 'description': 'Books', 'quantity': 1,
                                    'unit': self.unit, 'account': self.accounts['revenue'],
                                    'unit_price': Decimal(amount),
                                    'currency': self.currencies['EUR'],
                                    'company': self.company, 'invoice_type': 'out'}
                                for amount in amounts])],
                    }, **values))
        if post:
            person.insist('account.invoice', 'post', invoice)
        return invoice

    def pay(self, person, invoice, amount, date=None):
        "With the client's wizard, which reconciles."
        person.wizard('account.invoice.pay', 'account.invoice', invoice, {
                'start': {
                    'amount': Decimal(amount), 'currency': self.currencies['EUR'],
                    'description': 'Payment', 'company': self.company,
                    'invoice_account': self.accounts['receivable'],
                    'payment_method': self.cash,
                    'date': date or datetime.date.today()}}, 'choice')

    def receive(self, person, customer, amount, date=None):
        "A payment on the account that names no invoice."
        date = date or datetime.date.today()
        period, = person.call('model.account.period.search', [
                ('start_date', '<=', date), ('end_date', '>=', date),
                ('type', '=', 'standard')], 0, 1, None)
        move = person.create('account.move', journal=self.journals['cash'], period=period,
            date=date, company=self.company, lines=[('create', [
                        {'account': self.accounts['cash'], 'debit': Decimal(amount),
                            'credit': Decimal(0)},
                        {'account': self.accounts['receivable'], 'party': customer,
                            'debit': Decimal(0), 'credit': Decimal(amount)}])])
        person.press('account.move', 'post', move)
        return move

    def address(self, customer):
        return self.admin.read('party.party', customer, 'addresses')[0]

    def _line(self, product, quantity, price):
        return {'type': 'line', 'product': self.products[product], 'quantity': quantity,
            'unit': self.unit, 'unit_price': Decimal(price),
            'taxes': [('add', [self.taxes[product]])]}

    def _find(self, model, domain):
        return self.admin.call('model.%s.search' % model, domain, 0, 1, None)[0]
