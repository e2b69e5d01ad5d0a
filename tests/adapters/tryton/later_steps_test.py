# SPDX-License-Identifier: GPL-3.0-or-later
"""Shipments, and invoices that no order stands behind, are asked about where the policy can hold
them. What belongs to a confirmed order passes the guard at its approval."""
import datetime
import json
import unittest
from decimal import Decimal

import psycopg2

from erp.guarded import GuardTest
from erp.policy import put_in_force
from erp.rpc import RpcError


class GoodsTest(GuardTest):
    "Goods, and their way to a customer."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = json.loads(cls.command('policy'))['policy']
        cls.goods = cls.make_goods()
        cls.places = {kind: cls.admin.search('stock.location', [('type', '=', kind)])[0]
            for kind in ('warehouse', 'customer')}
        cls.output = cls.admin.read('stock.location', cls.places['warehouse'], 'output_location')

    @classmethod
    def tearDownClass(cls):
        cls.guard('record')
        cls.set_policy()
        super().tearDownClass()

    @classmethod
    def set_policy(cls, *places):
        "The limit, and whether there is one, hold at these places, too."
        wanted = json.loads(json.dumps(cls.standard))
        for rule in wanted['rules']:
            if rule['rule'] in ('limit', 'no_limit_set'):
                rule['at'].update(dict.fromkeys(places, 'hold'))
        put_in_force(cls.command, cls.host.folder / 'policy.json', wanted)

    @classmethod
    def make_goods(cls):
        category, = cls.admin.search('product.category', [('name', '=', 'Book')])
        template = cls.admin.create('product.template', name='Crate', type='goods',
            default_uom=cls.trade.unit, salable=True, list_price=Decimal(100),
            account_category=category, sale_uom=cls.trade.unit)
        found = cls.admin.search('product.product', [('template', '=', template)])
        product = found[0] if found else cls.admin.create('product.product', template=template)
        cls.trade.products['Crate'] = product
        cls.trade.taxes['Crate'] = cls.trade.taxes['Book']
        return product

    def shipment(self, customer, price):
        "Packed, of one crate, by hand."
        shipment = self.admin.create('stock.shipment.out', customer=customer,
            delivery_address=self.trade.address(customer), company=self.trade.company,
            warehouse=self.places['warehouse'], outgoing_moves=[('create', [{
                            'product': self.goods, 'uom': self.trade.unit, 'quantity': 1,
                            'from_location': self.output, 'to_location': self.places['customer'],
                            'company': self.trade.company, 'unit_price': Decimal(price),
                            'currency': self.trade.currencies['EUR']}])])
        self.pack(shipment)
        return shipment

    def pack(self, shipment):
        for button in 'wait', 'assign_force', 'pick', 'pack':
            self.admin.insist('stock.shipment.out', button, shipment)

    def ordered(self, customer, price):
        "The shipment of a confirmed order, packed."
        sale = self.order(customer, ('Crate', 1, price), invoice_method='shipment')
        self.confirm(sale)
        shipment, = self.admin.read('sale.sale', sale, 'shipments')
        self.pack(shipment)
        return sale, shipment

    def ship(self, shipment):
        self.admin.insist('stock.shipment.out', 'done', shipment)

    def status(self, shipment):
        return self.admin.read('stock.shipment.out', shipment, 'credit_status')

    def shipped(self, shipment):
        return self.admin.read('stock.shipment.out', shipment, 'state') == 'done'

    def posted(self, invoice):
        return self.admin.read('account.invoice', invoice, 'state') == 'posted'

    def draft_invoice(self, customer, amount):
        return self.trade.invoice(self.otto, customer, amount, post=False)

    def post(self, invoice):
        self.otto.insist('account.invoice', 'post', invoice)

    def open_hold(self, kind, document):
        hold, = (each['hold_id'] for each in json.loads(self.command('holds'))['holds']
            if each['document']['kind'] == kind and each['document']['id'] == document)
        return hold

    def uncovered(self):
        return [each['document'] for each in json.loads(self.command('audit'))['uncovered']]


class LaterStepsTest(GoodsTest):
    "What is done later than confirmed, where the policy can hold it."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = cls()
        # Not looked at, because no rule holds there yet.
        cls.shipped_before = cls.shipped_by_sql(made.shipment(made.customer(), 5000))
        cls.set_policy('ship', 'invoice')
        cls.guard('enforce')

    @classmethod
    def shipped_by_sql(cls, shipment):
        cls.erp.sql("update stock_move set state = 'done' where shipment = %s",
            'stock.shipment.out,%s' % shipment, user='tryton')
        cls.erp.sql("update stock_shipment_out set state = 'done' where id = %s", shipment,
            user='tryton')
        return shipment


class LaterSteps(LaterStepsTest):

    def test_a_shipment_without_an_order_is_asked_about(self):
        customer = self.customer(limit=1000)
        for price, passes in [('1000', True), ('1000.01', False), ('0', True)]:
            with self.subTest(price):
                shipment = self.shipment(customer, price)
                if passes:
                    self.ship(shipment)
                else:
                    self.assertIn('the limit allows', self.refused(self.ship, shipment))
                self.assertEqual(self.shipped(shipment), passes)

    def test_a_released_shipment_goes(self):
        shipment = self.shipment(self.customer(limit=10), 20)
        self.refused(self.ship, shipment)
        self.host.creditgate(*self.configured(), 'release',
            str(self.open_hold('shipment', shipment)), '--reason', 'paid')
        self.ship(shipment)
        self.assertTrue(self.shipped(shipment))

    def test_what_belongs_to_a_confirmed_order_counts_once_and_is_asked_about(self):
        customer = self.customer(limit=1000)
        sale, shipment = self.ordered(customer, 1000)
        self.trade.set_limit(self.carl, customer, '999.99')
        self.assertIn('the limit allows', self.refused(self.ship, shipment))
        self.assertFalse(self.shipped(shipment))
        self.assertEqual(self.status(shipment), 'held')
        self.assertEqual(self.admin.search('stock.shipment.out', [
                    ('id', '=', shipment), ('credit_status', '=', 'held')]), [shipment])
        self.trade.set_limit(self.carl, customer, 1000)
        self.assertEqual(self.status(shipment), 'released')
        self.ship(shipment)
        self.assertTrue(self.shipped(shipment))
        # What was shipped is invoiced, whatever the limit is.
        self.trade.set_limit(self.carl, customer, 1)
        invoice, = self.admin.read('sale.sale', sale, 'invoices')
        self.otto.write('account.invoice', invoice, invoice_date=datetime.date.today())
        self.post(invoice)
        self.assertTrue(self.posted(invoice))
        self.assertEqual(self.uncovered(), [])

    def test_an_invoice_without_an_order_is_asked_about(self):
        customer = self.customer(limit=1000)
        for amount, passes in [('1000', True), ('0.01', False)]:
            with self.subTest(amount):
                invoice = self.draft_invoice(customer, amount)
                if passes:
                    self.post(invoice)
                else:
                    self.assertIn('the limit allows', self.refused(self.post, invoice))
                self.assertEqual(self.posted(invoice), passes)
        self.host.creditgate(*self.configured(), 'release',
            str(self.open_hold('invoice', invoice)), '--reason', 'paid')
        self.post(invoice)
        self.assertTrue(self.posted(invoice))

    def test_a_held_shipment_is_not_picked(self):
        self.set_policy('pick')
        self.addCleanup(self.set_policy, 'ship', 'invoice')
        customer = self.customer(limit=1000)
        sale = self.order(customer, ('Crate', 1, 500), invoice_method='shipment')
        self.confirm(sale)
        shipment, = self.admin.read('sale.sale', sale, 'shipments')
        self.admin.insist('stock.shipment.out', 'wait', shipment)
        self.trade.set_limit(self.carl, customer, 1)
        self.admin.insist('stock.shipment.out', 'assign_force', shipment)
        self.assertIn('the limit allows', self.refused(
                self.admin.insist, 'stock.shipment.out', 'pick', shipment))
        self.assertIn(shipment, self.held_in_the_warehouse())
        hold, = self.carl.search('creditgate.hold', [
                ('shipment', '=', shipment), ('state', '=', 'open')])
        self.release(hold)
        self.assertNotIn(shipment, self.held_in_the_warehouse())
        for button in 'pick', 'pack', 'done':
            self.admin.insist('stock.shipment.out', button, shipment)
        self.assertTrue(self.shipped(shipment))

    def held_in_the_warehouse(self):
        "What the tab of the list of shipments shows, which has the status as a column."
        model = 'stock.shipment.out'
        view = self.admin.call('model.%s.fields_view_get' % model, None, 'tree')
        self.assertIn('credit_status', view['arch'])
        tab, = self.admin.search('ir.action.act_window.domain', [
                ('name', '=', 'Credit Held'), ('act_window.res_model', '=', model)])
        return self.admin.search(model,
            json.loads(self.admin.read('ir.action.act_window.domain', tab, 'domain')))

    def test_a_release_is_for_one_stage_or_for_all(self):
        for all_stages in (False, True):
            with self.subTest(all_stages=all_stages):
                sale = self.order(self.customer(limit=1000), ('Crate', 1, 1500),
                    invoice_method='shipment')
                self.held(sale)
                self.release(self.holds(sale)[0], all_stages=all_stages)
                self.assertEqual(self.state(sale), 'processing')
                shipment, = self.admin.read('sale.sale', sale, 'shipments')
                self.pack(shipment)
                if all_stages:
                    self.ship(shipment)
                else:
                    self.assertIn('the limit allows', self.refused(self.ship, shipment))
                self.assertEqual(self.shipped(shipment), all_stages)

    def test_no_way_round(self):
        customer = self.customer(limit=10000)

        def of_another_order():
            sale, _ = self.ordered(self.customer(limit=1000), 10)
            shipment = self.shipment(customer, 500)
            line, = self.admin.read('sale.sale', sale, 'lines')
            self.as_erp('update stock_move set origin = %s where shipment = %s',
                'sale.line,%s' % line, 'stock.shipment.out,%s' % shipment)
            self.shipped_by_sql(shipment)

        def of_an_order_that_is_not_confirmed():
            sale = self.order(customer, ('Crate', 1, 10))
            line, = self.admin.read('sale.sale', sale, 'lines')
            shipment = self.shipment(customer, 500)
            self.as_erp('update stock_move set origin = %s where shipment = %s',
                'sale.line,%s' % line, 'stock.shipment.out,%s' % shipment)
            self.shipped_by_sql(shipment)

        def dearer():
            invoice = self.draft_invoice(customer, 10)
            self.post(invoice)
            self.as_erp('update account_invoice_line set unit_price = unit_price + 1'
                ' where invoice = %s', invoice)

        def of_another_payer():
            sale, shipment = self.ordered(self.customer(limit=1000), 10)
            self.ship(shipment)
            invoice, = self.admin.read('sale.sale', sale, 'invoices')
            self.as_erp('update account_invoice set party = %s where id = %s', customer, invoice)
            self.posted_by_sql(invoice)

        for name, place, way in [
                ('SQL ships', 'ship', lambda: self.shipped_by_sql(self.shipment(customer, 1))),
                ('SQL ships it as of another customer\'s order', 'ship', of_another_order),
                ('SQL ships it as of a quotation', 'ship', of_an_order_that_is_not_confirmed),
                ('SQL ships what was held', 'ship',
                    lambda: self.shipped_by_sql(self.held_shipment(self.customer(limit=1)))),
                ('SQL posts', 'invoice',
                    lambda: self.posted_by_sql(self.draft_invoice(customer, 1))),
                ('an invoice line is dearer afterwards', 'invoice', dearer),
                ('an order\'s invoice goes to another payer', 'invoice', of_another_payer)]:
            with self.subTest(name), self.assertRaisesRegex(psycopg2.Error,
                    'has no approval at %s that covers it' % place):
                way()
        for name, way in [
                ('a person does the moves', lambda: self.admin.insist('stock.move', 'do',
                        self.admin.read('stock.shipment.out', self.shipment(customer, 1),
                            'outgoing_moves'))),
                ('an RPC writes the invoice', lambda: self.admin.write('account.invoice',
                        self.draft_invoice(customer, 1), state='posted'))]:
            with self.subTest(name), self.assertRaises(RpcError) as refusal:
                way()
            self.assertIn('no credit approval covers', refusal.exception.text)
        self.assertEqual(self.uncovered(), [])

    def test_what_was_done_before_the_policy_goes_on(self):
        self.as_erp('update stock_move set quantity = quantity where shipment = %s',
            'stock.shipment.out,%s' % self.shipped_before)
        self.as_erp("update stock_shipment_out set reference = 'x' where id = %s",
            self.shipped_before)
        self.assertEqual(self.uncovered(), [])

    def posted_by_sql(self, invoice):
        self.as_erp("update account_invoice set state = 'posted' where id = %s", invoice)

    def held_shipment(self, customer):
        shipment = self.shipment(customer, 100000)
        self.refused(self.ship, shipment)
        return shipment


if __name__ == '__main__':
    unittest.main()
