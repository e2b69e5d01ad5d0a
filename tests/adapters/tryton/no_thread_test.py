# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that may have no more threads asks first and confirms then."""
import unittest
from unittest import mock

from erp.case import TrytonTest
from law.inprocess import Inside


class NoThread(TrytonTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.inside = Inside(cls.erp)

    def test_what_fits_is_confirmed_and_what_does_not_is_held(self):
        from trytond.exceptions import UserError
        from trytond.modules.creditgate import bridge
        fits = self.order(self.customer(limit=1000), 100)
        over = self.order(self.customer(limit=50), 100)
        with mock.patch.object(bridge._thread, 'start_new_thread',
                side_effect=RuntimeError("can't start new thread")) as start:
            self.confirm_inside(fits)
            with self.assertRaisesRegex(UserError, 'credit hold'):
                self.confirm_inside(over)
        self.assertEqual(start.call_count, 2)
        self.assertEqual(self.state(fits), 'processing')
        self.assertEqual(self.state(over), 'quotation')
        self.assertEqual(len(self.holds(over)), 1)

    def confirm_inside(self, sale):
        Sale = self.inside.model('sale.sale')
        self.inside.run(lambda: Sale.confirm([Sale(sale)]), company=self.trade.company)


if __name__ == '__main__':
    unittest.main()
