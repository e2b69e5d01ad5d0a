# SPDX-License-Identifier: GPL-3.0-or-later
"""An order goes on credit hold, and is released or withdrawn."""
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from erp.rpc import RpcError


class Quote(TrytonTest):

    def quote(self, customer, amount, **context):
        sale = self.order(customer, amount, quote=False)
        self.ann.press('sale.sale', 'quote', sale, **context)
        return sale

    def test_a_quotation_over_the_limit_warns_in_the_client_and_can_go_on(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1500, quote=False)
        with self.assertRaises(RpcError) as warning:
            self.ann.press('sale.sale', 'quote', sale, client='test')
        self.assertEqual(warning.exception.kind, 'UserWarning')
        self.assertIn('1,500.00', warning.exception.text)
        self.assertEqual(self.state(sale), 'draft')
        self.ann.insist('sale.sale', 'quote', sale, client='test')
        self.assertEqual(self.state(sale), 'quotation')
        self.assertEqual(self.holds(sale), [], 'a quotation is not held')

    def test_within_the_limit_nobody_is_warned(self):
        sale = self.quote(self.customer(limit=1000), 900, client='test')
        self.assertEqual(self.state(sale), 'quotation')

    def test_a_script_is_not_warned(self):
        sale = self.quote(self.customer(limit=1000), 1500)
        self.assertEqual(self.state(sale), 'quotation')


class Confirm(TrytonTest):

    def test_an_order_within_the_limit_is_confirmed(self):
        sale = self.order(self.customer(limit=1000), 900)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')
        self.assertEqual(self.credit_status(sale), 'approved')

    def test_an_order_over_the_limit_is_held_and_still_there(self):
        sale = self.order(self.customer(limit=1000), 1500)
        text = self.held(sale)
        for part in ['limit', '1,500.00', '1,000.00', '500.00', 'EUR', 'What would clear it']:
            self.assertIn(part, text)
        self.assertEqual(self.state(sale), 'quotation')
        self.assertEqual(len(self.ann.read('sale.sale', sale, 'lines')), 1)
        self.assertEqual(self.credit_status(sale), 'held')
        self.assertIn('1,500.00', self.ann.read('sale.sale', sale, 'credit_reasons'))
        self.assertEqual(len(self.holds(sale)), 1)

    def test_asking_again_gives_the_same_hold(self):
        sale = self.order(self.customer(limit=1000), 1500)
        self.held(sale)
        first = self.holds(sale)
        self.held(sale)
        self.held(sale, self.carl)
        self.assertEqual(self.holds(sale), first)

    def test_without_a_limit_it_is_held(self):
        sale = self.order(self.customer(), 10)
        self.assertIn('no credit limit is set', self.held(sale))

    def test_orders_add_up(self):
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, 600))
        text = self.held(self.order(customer, 600))
        self.assertIn('1,200.00', text)

    def test_the_payers_limit_counts_not_the_ordering_partys(self):
        payer, ordering = self.customer(limit=100, name='Payer'), self.customer(limit=10000)
        text = self.held(self.order(ordering, 500, invoice_party=payer))
        self.assertIn('Payer', text)

    def test_a_return_is_never_held(self):
        sale = self.order(self.customer(), ('Book', -1, 100))
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')

    def test_goods_are_a_sale_whatever_is_deducted_beside_them(self):
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, 600))
        self.trade.set_limit(self.carl, customer, 599)
        for name, lines, is_sale in [
                ('goods and a deduction of as much',
                    [('Book', 1, 10000), ('Book', 1, -10000)], True),
                ('goods and more that comes back', [('Book', 1, 100), ('Book', -2, 100)], True),
                ('what comes back alone', [('Book', -1, 100)], False),
                ('two that come back', [('Book', -1, 100), ('Rope', -2, 5)], False),
                ]:
            with self.subTest(name):
                sale = self.order(customer, *lines)
                if is_sale:
                    self.assertIn('600.00', self.held(sale))
                else:
                    self.confirm(sale)
                    self.assertEqual(self.state(sale), 'processing')

    def test_an_approved_order_that_the_erp_refuses_reserves_nothing(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 900)
        # The first of the batch is approved, then the second is held and all is rolled back.
        other = self.order(self.customer(), 50)
        self.held([sale, other])
        self.confirm(self.order(customer, 950))


class Release(TrytonTest):

    def held_order(self, limit=1000, amount=1500):
        sale = self.order(self.customer(limit=limit), amount)
        self.held(sale)
        hold, = self.holds(sale)
        return sale, hold

    def test_the_clerk_asks_the_controller_releases_and_the_order_is_confirmed(self):
        sale, hold = self.held_order()
        self.ann.wizard('creditgate.request_release', 'sale.sale', sale,
            {'start': {'reason': 'customer paid today'}}, 'act')
        asked = self.carl.read('creditgate.hold', hold, 'requested', 'requested_by',
            'request_note')
        self.assertEqual((asked['requested'], asked['requested_by'], asked['request_note']),
            (True, 'ann', 'customer paid today'))
        self.release(hold)
        self.assertEqual(self.state(sale), 'processing')
        closed = self.carl.read('creditgate.hold', hold, 'state', 'closed_by', 'close_reason')
        self.assertEqual((closed['state'], closed['closed_by'], closed['close_reason']),
            ('released', 'carl', 'paid by cheque'))
        self.assertIn(self.credit_status(sale), ('released', 'approved'))
        self.assertIn('paid by cheque', self.ann.read('sale.sale', sale, 'credit_reasons'))

    def test_a_manager_releases_too(self):
        sale, hold = self.held_order()
        self.release(hold, self.mary)
        self.assertEqual(self.state(sale), 'processing')

    def test_a_release_needs_a_reason(self):
        sale, hold = self.held_order()
        self.refused(self.release, hold, reason='')
        self.assertEqual(self.holds(sale), [hold])

    def test_a_rejected_order_stays_and_says_why(self):
        sale, hold = self.held_order()
        self.carl.wizard('creditgate.reject', 'creditgate.hold', hold,
            {'start': {'reason': 'insolvent'}}, 'act')
        self.assertEqual(self.state(sale), 'quotation')
        self.assertEqual(self.credit_status(sale), 'rejected')
        self.assertIn('insolvent', self.ann.read('sale.sale', sale, 'credit_reasons'))

    def test_a_release_on_the_command_line_waits_for_the_cron(self):
        sale, hold = self.held_order()
        self.release_by_command(hold)
        self.assertEqual(self.state(sale), 'quotation')
        self.assertEqual(self.credit_status(sale), 'released')
        self.host.cron(self.erp.name)
        self.assertEqual(self.state(sale), 'processing')

    def test_the_clerk_confirms_what_was_released(self):
        sale, hold = self.held_order()
        self.release_by_command(hold)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')
        # The outbox finds nothing left to do.
        self.host.cron(self.erp.name)
        self.assertEqual(self.state(sale), 'processing')

    def test_a_larger_amount_is_checked_anew(self):
        sale, hold = self.held_order()
        self.release_by_command(hold)
        line, = self.ann.read('sale.sale', sale, 'lines')
        self.admin.write('sale.line', line, unit_price=Decimal(1600))
        self.assertIn('1,600.00', self.held(sale))
        self.host.cron(self.erp.name)
        self.assertEqual(self.state(sale), 'quotation')

    def test_a_release_is_for_one_document(self):
        sale, hold = self.held_order()
        customer = self.ann.read('sale.sale', sale, 'party')
        self.release(hold)
        self.held(self.order(customer, 10))

    def release_by_command(self, hold):
        self.host.creditgate('--database', self.host.odbc(self.erp.name), '--db-user',
            'creditgate', 'release', str(hold), '--reason', 'agreed by phone', '--user', 'carl')


class Withdraw(TrytonTest):

    def test_draft_cancel_and_delete_withdraw_the_hold(self):
        ways = [
            ('set back to draft', lambda sale: self.ann.press('sale.sale', 'draft', sale)),
            ('cancelled', lambda sale: self.ann.press('sale.sale', 'cancel', sale)),
            ('deleted', lambda sale: self.ann.delete('sale.sale', sale)),
            ]
        for way, act in ways:
            with self.subTest(way=way):
                sale = self.order(self.customer(limit=1000), 1500)
                self.held(sale)
                hold, = self.holds(sale)
                act(sale)
                self.assertEqual(self.carl.read('creditgate.hold', hold, 'state'), 'withdrawn')
                if way != 'deleted':
                    self.assertEqual(self.credit_status(sale), 'none')

    def test_an_order_that_comes_back_is_asked_again(self):
        sale = self.order(self.customer(limit=1000), 1500)
        self.held(sale)
        first, = self.holds(sale)
        self.ann.press('sale.sale', 'draft', sale)
        self.ann.press('sale.sale', 'quote', sale)
        self.held(sale)
        second, = self.holds(sale)
        self.assertNotEqual(first, second)


if __name__ == '__main__':
    unittest.main()
