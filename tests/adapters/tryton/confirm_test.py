# SPDX-License-Identifier: GPL-3.0-or-later
"""An order goes on credit hold, and is released."""
import unittest

from erp.case import TrytonTest


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
        self.assertEqual(len(self.holds(sale)), 1)


if __name__ == '__main__':
    unittest.main()
