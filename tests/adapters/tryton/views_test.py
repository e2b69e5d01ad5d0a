# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate reads of Tryton's tables. A document counts once, all the way to its payment."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest

TODAY = datetime.date.today()


class Views(TrytonTest):

    def orders(self, customer):
        return self.erp.in_schema('select document_id, currency, amount_minor from cg_erp_order'
            ' where company_id = %s and customer_id = %s order by document_id',
            self.trade.company, customer)

    def items(self, customer):
        return self.erp.in_schema('select kind, currency, amount_minor, due_date'
            ' from cg_erp_open_item where company_id = %s and customer_id = %s'
            ' order by item_id', self.trade.company, customer)

    def exposure(self, customer):
        return (sum(row[2] for row in self.orders(customer))
            + sum(row[2] for row in self.items(customer)))

    def invoices(self, sale):
        return self.ann.read('sale.sale', sale, 'invoices')

    def post(self, invoices):
        self.otto.press('account.invoice', 'post', invoices)

    def test_a_quotation_is_no_order(self):
        customer = self.customer(limit=1000)
        self.order(customer, 100)
        self.assertEqual(self.orders(customer), [])

    def test_taxes_are_in_orders_and_receivables(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 2, '50.00'), ('Book', 1, '10.50'))
        self.confirm(sale)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 13050)])
        self.post(self.invoices(sale))
        self.assertEqual(self.orders(customer), [])
        due = (TODAY + datetime.timedelta(days=30)).isoformat()
        self.assertEqual(self.items(customer), [('invoice', 'EUR', 13050, due)])

    def test_a_document_counts_once_from_order_to_payment(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 10, '10.00'))
        self.confirm(sale)
        invoice, = self.invoices(sale)
        steps = [('confirmed, invoice in draft', 12000)]
        found = [(steps[0][0], self.exposure(customer))]
        self.otto.press('account.invoice', 'validate_invoice', [invoice])
        found.append(('invoice validated', self.exposure(customer)))
        self.post([invoice])
        found.append(('invoice posted', self.exposure(customer)))
        self.trade.pay(self.otto, invoice, '120.00')
        found.append(('paid', self.exposure(customer)))
        self.assertEqual(found, [('confirmed, invoice in draft', 12000),
                ('invoice validated', 12000), ('invoice posted', 12000), ('paid', 0)])

    def test_the_part_that_is_not_invoiced_keeps_its_own_taxes(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 1, '100.00'), ('Book', 1, '100.00'))
        self.confirm(sale)
        invoice, = self.invoices(sale)
        rope, book = self.invoice_lines(invoice)
        self.assertEqual(self.orders(customer)[0][2], 22000)
        self.admin.write('account.invoice', invoice, lines=[('delete', [book])])
        self.admin.press('account.invoice', 'post', [invoice])
        # The books are left, without tax; Tryton puts them on a new draft invoice.
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 10000)])
        self.assertEqual(self.exposure(customer), 22000)

    def test_half_a_line_invoiced_leaves_half_of_the_order(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 10, '10.00'))
        self.confirm(sale)
        invoice, = self.invoices(sale)
        line, = self.invoice_lines(invoice)
        self.admin.write('account.invoice.line', line, quantity=4)
        self.admin.press('account.invoice', 'post', [invoice])
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 7200)])
        self.assertEqual(self.exposure(customer), 12000)

    def test_lines_of_others_on_an_orders_draft_invoice_count_as_draft(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 1, '100.00'))
        self.confirm(sale)
        invoice, = self.invoices(sale)
        self.admin.write('account.invoice', invoice, lines=[('create', [{
                            'type': 'line', 'description': 'Freight', 'quantity': 1,
                            'unit': self.trade.unit, 'unit_price': Decimal('30'),
                            'account': self.trade.accounts['revenue'],
                            'currency': self.trade.currencies['EUR'],
                            'company': self.trade.company, 'invoice_type': 'out'}])])
        self.assertEqual(self.items(customer), [('draft_invoice', 'EUR', 3000, None)])
        self.assertEqual(self.exposure(customer), 15000)

    def test_a_draft_invoice_without_an_order_is_a_draft_invoice(self):
        customer = self.customer(limit=1000)
        self.trade.invoice(self.otto, customer, '70.00', post=False)
        self.assertEqual(self.items(customer), [('draft_invoice', 'EUR', 7000, None)])

    def test_the_payer_owes_not_the_party_that_orders(self):
        payer, ordering = self.customer(limit=1000, name='Payer'), self.customer(name='Ordering')
        sale = self.order(ordering, '100.00', invoice_party=payer)
        self.confirm(sale)
        self.assertEqual(self.orders(ordering), [])
        self.assertEqual(self.orders(payer), [(sale, 'EUR', 10000)])
        self.post(self.invoices(sale))
        self.assertEqual(self.items(ordering), [])
        self.assertEqual([row[:3] for row in self.items(payer)], [('invoice', 'EUR', 10000)])

    def test_payments_and_credit_notes_reduce(self):
        customer = self.customer(limit=1000)
        self.trade.invoice(self.otto, customer, '100.00')
        self.trade.receive(self.otto, customer, '25.00')
        self.trade.invoice(self.otto, customer, '-10.00')
        self.assertEqual([row[:3] for row in self.items(customer)], [
                ('invoice', 'EUR', 10000), ('payment', 'EUR', -2500),
                ('credit_note', 'EUR', -1000)])

    def test_a_draft_credit_note_and_a_return_order_reduce_nothing(self):
        customer = self.customer(limit=1000)
        self.trade.invoice(self.otto, customer, '-10.00', post=False)
        sale = self.order(customer, ('Book', -1, '40.00'))
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')
        self.assertEqual(self.orders(customer) + self.items(customer), [])

    def test_a_settled_invoice_moves_to_the_settled_items(self):
        customer = self.customer(limit=1000)
        invoice = self.trade.invoice(self.otto, customer, '100.00')
        self.trade.pay(self.otto, invoice, '100.00')
        rows = self.erp.in_schema('select kind, currency, amount_minor, due_date, settled_date'
            ' from cg_erp_settled_item where company_id = %s and customer_id = %s'
            ' order by item_id', self.trade.company, customer)
        due = (TODAY + datetime.timedelta(days=30)).isoformat()
        self.assertEqual(rows[0], ('invoice', 'EUR', 10000, due, TODAY.isoformat()))
        self.assertEqual([row[0] for row in rows], ['invoice', 'payment'])

    def test_minor_units_are_those_of_iso_4217_whatever_tryton_rounds_to(self):
        customer = self.customer(limit=10000)
        usd = self.order(customer, '100.00', currency=self.trade.currencies['USD'])
        yen = self.order(customer, '5000', currency=self.trade.currencies['JPY'])
        self.confirm([usd, yen])
        self.assertEqual(self.orders(customer), [(usd, 'USD', 10000), (yen, 'JPY', 5000)])

    def test_an_invoice_in_another_currency_is_open_in_that_currency(self):
        customer = self.customer(limit=10000)
        usd = self.trade.currencies['USD']
        sale = self.order(customer, '100.00', currency=usd)
        self.confirm(sale)
        self.post(self.invoices(sale))
        self.assertEqual([row[:3] for row in self.items(customer)], [('invoice', 'USD', 10000)])

    def test_companies_customers_and_rates(self):
        self.assertEqual(self.erp.in_schema('select name, currency from cg_erp_company'),
            [('Harbour Trading', 'EUR')])
        customer = self.customer()
        (name,), = self.erp.in_schema(
            'select name from cg_erp_customer where customer_id = %s', customer)
        self.assertTrue(name.startswith('Customer'))
        self.assertEqual(sorted(
                (code, day, Decimal(rate)) for code, day, rate in
                self.erp.in_schema('select * from cg_erp_fx_rate')), [
                ('EUR', '2020-01-01', 1), ('JPY', '2020-01-01', 160),
                ('USD', '2020-01-01', Decimal('1.25'))])

    def invoice_lines(self, invoice):
        return self.otto.read('account.invoice', invoice, 'lines')


class Plans(TrytonTest):
    "An index serves a question for one customer, and for one document."

    def plan(self, question, *values):
        rows = self.erp.sql('set enable_seqscan = off; set search_path = creditgate, public;'
            ' explain ' + question, *values)
        return '\n'.join(line for line, in rows)

    def test_questions_reach_the_indexes(self):
        questions = [
            ('cg_erp_order', 'company_id = 1::bigint and customer_id = 5::bigint',
                ['cg_sale_sale_payer']),
            ('cg_erp_order', 'document_id = 5::bigint', ['sale_sale_pkey']),
            ('cg_erp_open_item', 'company_id = 1::bigint and customer_id = 5::bigint',
                ['cg_account_move_line_open', 'cg_account_invoice_draft']),
            ('cg_erp_open_item', 'document_id = 5::bigint', ['account_invoice_pkey']),
            ('cg_erp_settled_item', 'company_id = 1::bigint and customer_id = 5::bigint',
                ['account_move_line']),
            ]
        for view, condition, indexes in questions:
            with self.subTest(view=view, condition=condition):
                plan = self.plan('select * from %s where %s' % (view, condition))
                for index in indexes:
                    self.assertIn(index, plan)
                self.assertNotIn('Seq Scan on sale_', plan)
                self.assertNotIn('Seq Scan on account_invoice', plan)
                self.assertNotIn('Seq Scan on account_move', plan)


if __name__ == '__main__':
    unittest.main()
