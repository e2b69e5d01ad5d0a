# SPDX-License-Identifier: GPL-3.0-or-later
"""Several orders confirmed in one step, some of them over the limit."""
import unittest

from erp.case import TrytonTest
from erp.rpc import RpcError


class Batch(TrytonTest):

    def setUp(self):
        self.good = self.order(self.customer(limit=1000, name='Good'), 900)
        self.bad = self.order(self.customer(limit=1000, name='Bad'), 1500)
        self.also_good = self.order(self.customer(limit=1000, name='Also'), 100)
        self.all = [self.good, self.bad, self.also_good]

    def states(self):
        return [self.state(sale) for sale in self.all]

    def test_in_the_client_a_warning_names_the_held_ones_and_the_rest_goes_on(self):
        with self.assertRaises(RpcError) as warning:
            self.confirm(self.all, client='test')
        self.assertEqual(warning.exception.kind, 'UserWarning')
        _, question, text = warning.exception.detail
        self.assertIn('1 of 3', question)
        self.assertIn('Bad', text)
        self.assertNotIn('Good', text)
        self.assertEqual(self.states(), ['quotation'] * 3)
        self.ann.insist('sale.sale', 'confirm', self.all, client='test')
        self.assertEqual(self.states(), ['processing', 'quotation', 'processing'])
        self.assertEqual(len(self.holds(self.bad)), 1)

    def test_a_callers_batch_is_refused_whole(self):
        self.assertIn('None was changed', self.held(self.all))
        self.assertEqual(self.states(), ['quotation'] * 3)
        self.assertEqual(len(self.holds(self.bad)), 1, 'the hold is on record')

    def test_a_caller_may_opt_in(self):
        self.confirm(self.all, creditgate_partial=True)
        self.assertEqual(self.states(), ['processing', 'quotation', 'processing'])
        self.assertEqual(len(self.holds(self.bad)), 1)

    def test_a_batch_of_held_ones_only_changes_nothing(self):
        other = self.order(self.customer(), 20)
        self.confirm([self.bad, other], creditgate_partial=True)
        self.assertEqual([self.state(self.bad), self.state(other)], ['quotation'] * 2)

    def test_orders_of_one_customer_are_taken_in_their_order(self):
        customer = self.customer(limit=1000)
        sales = [self.order(customer, amount) for amount in (700, 700, 200)]
        self.confirm(sales, creditgate_partial=True)
        self.assertEqual([self.state(sale) for sale in sales],
            ['processing', 'quotation', 'processing'])


if __name__ == '__main__':
    unittest.main()
