# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders are asked about when they are processed, where the policy can hold them there: a held one
stays confirmed, and is processed when it is released."""
import json
import unittest

import psycopg2

from erp.guarded import GuardTest
from erp.host import until
from erp.policy import put_in_force


class ProcessTest(GuardTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = json.loads(cls.command('policy'))['policy']

    @classmethod
    def tearDownClass(cls):
        cls.guard('record')
        put_in_force(cls.command, cls.host.folder / 'process.json', cls.standard)
        super().tearDownClass()

    @classmethod
    def set_policy(cls, **at):
        "The limit is looked at at these places, and nothing else."
        put_in_force(cls.command, cls.host.folder / 'process.json',
            {'name': 'Late', 'rules': [{'rule': 'limit', 'at': at}]})

    def decisions(self, sale):
        "Where the order was asked about."
        return [place for place, in self.erp.sql('select checkpoint from creditgate.cg_decision '
                "where document_kind = 'order' and document_id = %s order by decision_id", sale)
            if place != 'quote']

    def stopped(self, sale):
        "The state of the sale, and where it has an open hold."
        return self.state(sale), [self.carl.read('creditgate.hold', hold, 'checkpoint')
            for hold in self.holds(sale)]

    def processed(self, sale):
        return bool(self.ann.read('sale.sale', sale, 'invoices'))


class Processing(ProcessTest):

    def test_it_is_asked_about_where_the_policy_can_hold_it_or_warn(self):
        for at, amount, places, stopped in [
                ({'confirm': 'hold'}, 1000, ['confirm'], ('processing', [])),
                ({'confirm': 'hold', 'process': 'warn'}, 1000, ['confirm', 'process'],
                    ('processing', [])),
                ({'process': 'warn'}, 1001, ['confirm', 'process'], ('processing', [])),
                ({'process': 'hold'}, 1000, ['confirm', 'process'], ('processing', [])),
                ({'process': 'hold'}, 1001, ['confirm', 'process'], ('confirmed', ['process'])),
                ({'process': 'reject'}, 1001, ['confirm', 'process'], ('confirmed', [])),
                ({'confirm': 'hold', 'process': 'hold'}, 1000, ['confirm', 'process'],
                    ('processing', [])),
                ({'confirm': 'hold', 'process': 'hold'}, 1001, ['confirm'],
                    ('quotation', ['confirm']))]:
            with self.subTest(at=at, amount=amount):
                self.set_policy(**at)
                sale = self.order(self.customer(limit=1000), amount)
                if stopped[0] == 'quotation':
                    self.held(sale)
                else:
                    self.confirm(sale)
                self.assertEqual((self.stopped(sale), self.decisions(sale)), (stopped, places))
                self.assertEqual(self.processed(sale), stopped[0] == 'processing')

    def test_a_release_processes_it_and_it_counts_once(self):
        self.set_policy(process='hold')
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1500)
        self.confirm(sale)
        self.assertEqual(self.credit_status(sale), 'held')
        self.assertIn('500.00 EUR', self.ann.read('sale.sale', sale, 'credit_reasons'))
        self.assertEqual(self.carl.read('party.party', customer, 'credit_exposure'), 1500)
        self.release(self.holds(sale)[0])
        self.assertEqual(self.stopped(sale), ('processing', []))
        self.assertTrue(self.processed(sale))
        self.assertEqual(self.credit_status(sale), 'released')
        self.assertEqual(self.carl.read('party.party', customer, 'credit_exposure'), 1500)

    def test_money_that_comes_in_processes_it(self):
        self.set_policy(process='hold')
        customer = self.customer(limit=1000)
        self.trade.invoice(self.otto, customer, 600)
        sale = self.order(customer, 1000)
        self.confirm(sale)
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']))
        self.trade.receive(self.otto, customer, '599.99')
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']))
        self.trade.receive(self.otto, customer, '0.01')
        self.assertTrue(until(lambda: self.state(sale) == 'processing'))
        self.assertTrue(self.processed(sale))

    def test_who_presses_process_is_told_why_not(self):
        self.set_policy(process='hold')
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1001)
        self.confirm(sale)
        text = self.refused(self.admin.press, 'sale.sale', 'process', sale)
        self.assertIn('is on credit hold and stays as it is', text)
        self.assertIn('1.00 EUR', text)
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']), 'no second hold')
        self.trade.set_limit(self.carl, customer, 1001)
        self.assertEqual(self.stopped(sale), ('processing', []))
        self.admin.press('sale.sale', 'process', sale)
        self.assertEqual(self.decisions(sale).count('process'), 3)

    def test_back_in_draft_nothing_is_left_of_it(self):
        self.set_policy(process='hold')
        sale = self.order(self.customer(limit=1000), 1001)
        self.confirm(sale)
        hold, = self.holds(sale)
        self.ann.press('sale.sale', 'draft', sale)
        self.assertEqual((self.stopped(sale), self.credit_status(sale)), (('draft', []), 'none'))
        self.assertEqual(self.carl.read('creditgate.hold', hold, 'state'), 'withdrawn')

    def test_one_of_several_waits_and_the_others_go_on(self):
        self.set_policy(process='hold')
        sales = [self.order(self.customer(limit=1000), amount) for amount in (1000, 1001, 999)]
        self.confirm(sales)
        self.assertEqual([self.stopped(sale)[0] for sale in sales],
            ['processing', 'confirmed', 'processing'])


class Guarded(ProcessTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = cls()
        cls.set_policy(confirm='hold')
        cls.before = made.order(made.customer(limit=1000), 1000)
        made.confirm(cls.before)
        cls.set_policy(process='hold')
        cls.guard('enforce')

    def test_nobody_processes_a_held_order_past_it(self):
        sale = self.order(self.customer(limit=1000), 1001)
        self.confirm(sale)
        for state in ('processing', 'done'):
            with self.subTest(state=state):
                with self.assertRaisesRegex(psycopg2.Error, 'no approval at process'):
                    self.as_erp('update sale_sale set state = %s where id = %s', state, sale)
                self.assertIn('no credit approval covers',
                    self.refused(self.admin.write, 'sale.sale', sale, state=state))
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']))
        self.release(self.holds(sale)[0])
        self.assertEqual(self.stopped(sale), ('processing', []))

    def test_what_was_processed_before_is_covered_and_goes_on(self):
        line = self.line(self.before)
        self.as_erp('update sale_sale set write_date = current_timestamp where id = %s',
            self.before)
        self.as_erp('update sale_line set unit_price = 999 where id = %s', line)
        with self.assertRaisesRegex(psycopg2.Error, 'no approval at'):
            self.as_erp('update sale_line set unit_price = 1001 where id = %s', line)
        self.assertNotIn(self.before, self.audit()[0])

    def test_another_customer_goes_on(self):
        sale = self.confirmed(1000)
        self.assertEqual(self.decisions(sale), ['confirm', 'process'])
        self.assertNotIn(sale, self.audit()[0])


if __name__ == '__main__':
    unittest.main()
