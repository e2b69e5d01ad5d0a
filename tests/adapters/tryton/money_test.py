# SPDX-License-Identifier: GPL-3.0-or-later
"""Money that moves looks at the customer's holds again, after its commit."""
import datetime
import unittest

from erp.case import TrytonTest
from erp.host import until
from erp.trade import LONG_AGO

TODAY = datetime.date.today()


class Reevaluate(TrytonTest):

    def setUp(self):
        self.payer = self.customer(limit=1000)
        self.invoice = self.trade.invoice(self.otto, self.payer, 800)
        self.sale = self.order(self.payer, 500)
        self.held(self.sale)
        self.hold, = self.holds(self.sale)

    def released_by_system(self):
        until(lambda: self.state(self.sale) == 'processing', 5)
        hold = self.carl.read('creditgate.hold', self.hold, 'state', 'closed_by', 'close_reason')
        self.assertEqual((hold['state'], hold['closed_by']), ('released', 'creditgate'))
        self.assertEqual(self.state(self.sale), 'processing')
        return hold['close_reason']

    def still_held(self):
        self.assertEqual(self.holds(self.sale), [self.hold])
        self.assertEqual(self.state(self.sale), 'quotation')

    def test_a_payment_that_is_enough_releases(self):
        self.trade.pay(self.otto, self.invoice, 800)
        self.released_by_system()

    def test_a_payment_that_is_not_enough_does_not(self):
        self.trade.receive(self.otto, self.payer, 100)
        self.still_held()

    def test_a_payment_on_account_releases(self):
        self.trade.receive(self.otto, self.payer, 300)
        self.assertTrue(self.released_by_system())

    def test_a_credit_note_releases(self):
        self.trade.invoice(self.otto, self.payer, -300)
        self.released_by_system()

    def test_a_higher_limit_releases(self):
        self.trade.set_limit(self.carl, self.payer, 2000)
        self.released_by_system()

    def test_a_posted_invoice_of_another_customer_does_not(self):
        self.trade.invoice(self.otto, self.customer(), -300)
        self.still_held()

    def test_a_draft_payment_does_not(self):
        self.trade.receive(self.otto, self.payer, 1, date=TODAY)
        self.still_held()

    def test_another_order_of_the_customer_that_is_cancelled_makes_room(self):
        payer = self.customer(limit=1000)
        first, second = self.order(payer, 900), self.order(payer, 800)
        self.confirm(first)
        self.held(second)
        hold, = self.holds(second)
        invoice, = self.ann.read('sale.sale', first, 'invoices')
        self.otto.press('account.invoice', 'cancel', [invoice])
        # Tryton cannot cancel a processing order; a credit note of the posted invoice does it.
        self.trade.receive(self.otto, payer, 700)
        until(lambda: self.state(second) == 'processing', 5)
        self.assertEqual(self.carl.read('creditgate.hold', hold, 'closed_by'), 'creditgate')


class Overdue(TrytonTest):

    def test_an_overdue_customer_is_held_and_told_which_invoices_to_pay(self):
        customer = self.customer(limit=10000)
        old = self.trade.invoice(self.otto, customer, 250, date=LONG_AGO,
            payment_term=self.trade.terms['At once'])
        self.trade.invoice(self.otto, customer, 100)
        sale = self.order(customer, 500)
        text = self.held(sale)
        number = self.otto.read('account.invoice', old, 'number')
        days = '%s days overdue' % (TODAY - LONG_AGO).days
        for part in [days, 'payment of 250.00 EUR', '%s, due %s' % (number, LONG_AGO)]:
            self.assertIn(part, text)
        self.trade.pay(self.otto, old, 250)
        until(lambda: self.state(sale) == 'processing', 5)
        self.assertEqual(self.state(sale), 'processing')


class AfterCommit(TrytonTest):

    def test_an_invoice_without_an_open_hold_is_posted_in_peace(self):
        invoice = self.trade.invoice(self.otto, self.customer(), 100)
        self.assertEqual(self.otto.read('account.invoice', invoice, 'state'), 'posted')


if __name__ == '__main__':
    unittest.main()
