# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate reads of Tryton's tables. A document counts once, all the way to its payment."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest

TODAY = datetime.date.today()


class ViewsTest(TrytonTest):

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

    def invoice_lines(self, invoice):
        return self.otto.read('account.invoice', invoice, 'lines')


class Views(ViewsTest):

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

    def test_of_a_foreign_payment_what_is_over_counts_and_no_more(self):
        customer = self.customer(limit=10000)
        usd = self.trade.currencies['USD']
        sale = self.order(customer, '100.00', currency=usd)
        self.confirm(sale)
        invoice, = self.invoices(sale)
        self.post([invoice])
        # As Tryton's wizard books 110 USD for an invoice of 100 USD: they are 88 EUR.
        period, = self.admin.search('account.period', [('type', '=', 'standard'),
                ('start_date', '<=', TODAY), ('end_date', '>=', TODAY)])
        dollars = {'second_currency': usd, 'debit': Decimal(0), 'credit': Decimal(0)}
        mine = dict(dollars, account=self.trade.accounts['receivable'], party=customer,
            amount_second_currency=Decimal(-110))
        move = self.admin.create('account.move', journal=self.trade.journals['cash'],
            period=period, date=TODAY, company=self.trade.company,
            origin='account.invoice,%s' % invoice, lines=[('create', [
                        dict(mine, credit=Decimal(80)), dict(mine, credit=Decimal(8)),
                        dict(dollars, account=self.trade.accounts['cash'], debit=Decimal(88),
                            amount_second_currency=Decimal(110))])])
        self.admin.press('account.move', 'post', move)
        self.assertEqual(sorted(row[:3] for row in self.items(customer)), [
                ('invoice', 'USD', 10000), ('payment', 'EUR', -8000), ('payment', 'EUR', -800)])

    def test_companies_customers_and_rates(self):
        self.assertEqual(self.erp.in_schema('select name, currency from cg_erp_company'),
            [('Harbour Trading', 'EUR')])
        customer = self.customer()
        (name,), = self.erp.in_schema(
            'select name from cg_erp_customer where customer_id = %s', customer)
        self.assertTrue(name.startswith('Customer'))
        self.assertEqual(sorted(
                (code, day, Decimal(rate)) for code, day, rate in
                self.erp.in_schema('select * from cg_erp_fx_rate where valid_from < %s',
                    '2026-01-01')), [
                ('EUR', '2020-01-01', 1), ('JPY', '2020-01-01', 160),
                ('USD', '2020-01-01', Decimal('1.25'))])


class Rest(ViewsTest):
    "What is left of an order is what Tryton will invoice of it, to the cent."

    def tax(self, kind, amount=None, **values):
        if kind != 'none':
            account, = self.admin.search('account.account', [('name', '=', 'Main Tax')])
            values.update(invoice_account=account, credit_note_account=account)
            values['rate' if kind == 'percentage' else 'amount'] = Decimal(amount)
        return self.admin.create('account.tax', name=kind, description=kind, type=kind,
            company=self.trade.company, **values)

    def line(self, quantity, price, *taxes, product=None):
        return {'type': 'line', 'product': product or self.trade.products['Book'],
            'quantity': quantity, 'unit': self.trade.unit, 'unit_price': Decimal(price),
            'taxes': [('add', taxes)]}

    def confirmed(self, *lines, **values):
        customer = self.customer(limit=10000)
        sale = self.order(customer, lines=[('create', list(lines))], **values)
        self.confirm(sale)
        return customer, sale

    def invoice_only(self, sale, index):
        "Posts the invoice with this line of the order alone."
        invoice, = self.invoices(sale)
        lines = self.invoice_lines(invoice)
        self.admin.write('account.invoice', invoice, lines=[
                ('delete', [each for at, each in enumerate(lines) if at != index])])
        self.admin.press('account.invoice', 'post', [invoice])

    def invoice_part(self, sale, quantity):
        invoice, = self.invoices(sale)
        line, = self.invoice_lines(invoice)
        self.admin.write('account.invoice', invoice, lines=[
                ('write', [line], {'quantity': quantity})])
        self.admin.press('account.invoice', 'post', [invoice])

    def test_a_fixed_tax_stays_with_its_line(self):
        customer, sale = self.confirmed(
            self.line(10, '10', self.tax('fixed', '5')), self.line(10, '10'))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 25000)])
        self.invoice_only(sale, 0)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 10000)])

    def test_of_a_group_of_taxes_those_in_force_count(self):
        group = self.tax('none')
        self.tax('percentage', '0.19', parent=group, end_date=TODAY - datetime.timedelta(days=1))
        inner = self.tax('none', parent=group)
        self.tax('percentage', '0.21', parent=inner, start_date=TODAY)
        customer, sale = self.confirmed(self.line(1, '100'), self.line(1, '100', group))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 22100)])
        self.invoice_only(sale, 0)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 12100)])

    def test_a_tax_that_changes_the_price_counts_in_proportion(self):
        levy = self.tax('percentage', '0.10', sequence=1, update_unit_price=True)
        vat = self.tax('percentage', '0.20', sequence=2)
        customer, sale = self.confirmed(self.line(10, '10', levy, vat))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 13200)])
        self.invoice_part(sale, 4)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 7920)])

    def test_cents_are_those_of_the_next_invoice(self):
        customer, sale = self.confirmed(self.line(10, '1.0049'))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 1005)])
        self.invoice_part(sale, 3)
        _, rest = sorted(self.invoices(sale))
        self.assertEqual(self.otto.read('account.invoice', rest, 'total_amount'),
            Decimal('7.03'))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 703)])

    def test_lines_changed_at_work_count_as_they_are(self):
        customer, sale = self.confirmed(self.line(10, '10'))
        line, = self.admin.read('sale.sale', sale, 'lines')
        self.admin.write('sale.line', line, quantity=20)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 20000)])

    def test_what_is_left_counts_whatever_the_order_nets_to(self):
        customer, sale = self.confirmed(self.line(1, '100'), self.line(-1, '150'))
        self.assertEqual(self.orders(customer), [])
        self.invoice_only(sale, 1)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 10000)])
        self.assertEqual(self.exposure(customer), -5000)

    def test_goods_invoiced_by_shipment_count_until_they_are_given_up(self):
        customer, sale = self.confirmed(
            self.line(10, '10', product=self.goods()), self.line(1, '5'),
            invoice_method='shipment')
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 10500)])
        self.admin.press('stock.shipment.out', 'cancel', self.shipments(sale))
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 10500)])
        moves = self.admin.read('sale.sale', sale, 'moves')
        self.admin.wizard('sale.handle.shipment.exception', 'sale.sale', sale,
            {'ask': {'recreate_moves': [], 'domain_moves': moves}}, 'handle')
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 500)])

    def test_more_goods_delivered_than_ordered_will_be_invoiced(self):
        customer, sale = self.confirmed(
            self.line(10, '10', product=self.goods()), invoice_method='shipment')
        shipment = self.shipments(sale)
        self.admin.press('stock.shipment.out', 'draft', shipment)
        self.admin.write('stock.move', self.admin.read('sale.sale', sale, 'moves'), quantity=15)
        for button in ('wait', 'assign_force', 'pick', 'pack', 'done'):
            self.admin.press('stock.shipment.out', button, shipment)
        self.assertEqual(self.orders(customer), [(sale, 'EUR', 15000)])
        self.post(self.invoices(sale))
        self.assertEqual(self.orders(customer), [])
        self.assertEqual(self.exposure(customer), 15000)

    def test_own_lines_of_an_orders_draft_invoice_keep_their_fixed_tax(self):
        customer, sale = self.confirmed(self.line(1, '100', self.trade.taxes['Rope']))
        invoice, = self.invoices(sale)
        self.admin.write('account.invoice', invoice, lines=[('create', [{
                            'type': 'line', 'description': 'Freight', 'quantity': 1,
                            'unit_price': Decimal('30'), 'taxes': [
                                ('add', [self.tax('fixed', '6')])],
                            'account': self.trade.accounts['revenue'],
                            'currency': self.trade.currencies['EUR'],
                            'company': self.trade.company, 'invoice_type': 'out'}])])
        self.assertEqual(self.items(customer), [('draft_invoice', 'EUR', 3600, None)])
        self.assertEqual(self.exposure(customer), 15600)

    def test_a_yen_has_no_cents_whatever_the_order_comes_to(self):
        customer, sale = self.confirmed(
            self.line(1, '100.40'), currency=self.trade.currencies['JPY'])
        self.assertEqual(self.orders(customer), [(sale, 'JPY', 100)])

    def goods(self):
        category, = self.admin.search('product.category', [('name', '=', 'Book')])
        template = self.admin.create('product.template', name='Anchor', type='goods',
            default_uom=self.trade.unit, sale_uom=self.trade.unit, salable=True,
            list_price=Decimal(10), account_category=category,
            products=[('create', [{}])])
        return self.admin.read('product.template', template, 'products')[0]

    def shipments(self, sale):
        return self.admin.read('sale.sale', sale, 'shipments')


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
                self.assertNotIn('Seq Scan on stock_', plan)
                self.assertNotIn('Seq Scan on account_invoice', plan)
                self.assertNotIn('Seq Scan on account_move', plan)


if __name__ == '__main__':
    unittest.main()
