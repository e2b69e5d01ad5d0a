# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on when creditgate cannot be asked is noted, and decided afterwards exactly once."""
import random
import signal
import time
import unittest
from decimal import Decimal

from erp import command
from erp.guarded import CONFIRMED, GuardTest
from erp.host import until


class Unchecked(GuardTest):
    "The library cannot ask, and its configuration lets orders pass then."

    def setUp(self):
        self.configure(unavailable={'confirm': 'warn'}, budget_ms=2000)
        self.addCleanup(self.decide)
        self.addCleanup(self.configure)
        self.addCleanup(self.guard, 'record')

    def configure(self, **settings):
        self.host.stop_server()
        self.host.write_library_configuration(self.erp.name, **settings)
        self.host.start_server()

    def confirm_without_library(self, sale):
        self.erp.sql('alter role creditgate nologin')
        self.erp.sql("select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = 'creditgate'")
        try:
            self.confirm(sale)
        finally:
            self.erp.sql('alter role creditgate login')

    def test_who_enforces_says_where(self):
        for mode, more, passes in [
                ('record', (), True),
                ('enforce', (), False),
                ('enforce', ('--pass-unchecked', 'ship'), False),
                ('enforce', ('--pass-unchecked', 'confirm'), True)]:
            with self.subTest((mode, *more)):
                self.guard(mode, *more)
                sale = self.order(self.customer(limit=1000), 100)
                if passes:
                    self.confirm_without_library(sale)
                    self.assertIn(sale, self.audit()[1], 'it is noted')
                else:
                    self.assertIn('--pass-unchecked confirm',
                        self.refused(self.confirm_without_library, sale))
                    self.assertEqual(self.state(sale), 'quotation')
                self.guard('record')


class Afterwards(GuardTest):

    def setUp(self):
        self.decide()

    def went_on(self, customer, amount):
        "Confirmed as Tryton's hook does it when nobody answers."
        sale = self.order(customer, amount)
        self.go_on(sale, customer, amount)
        return sale

    def go_on(self, sale, customer, amount):
        with self.session() as session:
            cursor = session.cursor()
            cursor.execute("select creditgate.cg_let_pass('order', %s, 'confirm', %s, %s, 'EUR',"
                " %s)", (sale, self.trade.company, customer, int(100 * Decimal(amount))))
            cursor.execute(CONFIRMED, (sale,))
            session.commit()

    def decisions(self, sale):
        "Outcome and hold of each."
        return self.erp.sql("select outcome, (select state from creditgate.cg_hold h"
            " where h.decision_id = d.decision_id) from creditgate.cg_decision d"
            " where document_kind = 'order' and document_id = %s"
            " and request_id like 'noted-%%'", sale)

    def undecided(self):
        (count,), = self.erp.sql("select count(*) from creditgate.cg_uncovered"
            " where unchecked = 1 and decided_at is null")
        return count

    def invoiced(self, sale):
        self.admin.press('sale.sale', 'process', sale)
        invoice, = self.admin.read('sale.sale', sale, 'invoices')
        self.otto.insist('account.invoice', 'post', invoice)

    def test_each_gets_the_decision_that_it_would_have_had(self):
        def blocked(customer, sale):
            self.host.creditgate(*self.configured(), 'block', str(customer), '--reason', 'fraud')

        def another(customer, sale):
            self.confirm(self.order(customer, 300))

        def lowered(customer, sale):
            self.trade.set_limit(self.carl, customer, '999.99')

        def set_back(customer, sale):
            self.as_erp("update sale_sale set state = 'draft' where id = %s", sale)

        def dearer(customer, sale):
            self.as_erp('update sale_line set unit_price = unit_price + 1 where sale = %s', sale)

        for limit, amount, meanwhile, expected in [
                (1000, 1000, None, [('approve', None)]),
                (1000, '1000.01', None, [('hold', 'open')]),
                (None, 1, None, [('hold', 'open')]),
                (1000, 1, blocked, [('reject', 'open')]),
                (1000, 700, another, [('approve', None)]),
                (1000, '999.99', lowered, [('approve', None)]),
                (1000, 1000, lowered, [('hold', 'open')]),
                (1000, 1000, dearer, [('hold', 'open')]),
                (1000, 2000, set_back, []),
                (1000, 1000, lambda _, sale: self.invoiced(sale), [('approve', None)]),
                (1000, 1001, lambda _, sale: self.invoiced(sale), [('hold', 'open')]),
                ]:
            with self.subTest(limit=limit, amount=amount, meanwhile=meanwhile):
                customer = self.customer(limit=limit)
                sale = self.went_on(customer, amount)
                if meanwhile:
                    meanwhile(customer, sale)
                self.assertIn(sale, self.audit()[1])
                for each in self.decide(), self.decide():
                    self.assertEqual((each['failed'], each['done']), ([], True))
                self.assertEqual(self.decisions(sale), expected)
        self.assertEqual(self.undecided(), 0)

    def test_the_controller_sees_it_and_a_release_ends_it(self):
        customer = self.customer(limit=1000)
        sale = self.went_on(customer, 1500)
        self.decide()
        self.assertEqual(self.credit_status(sale), 'held')
        hold, = self.holds(sale)
        self.assertIn('it has gone on already', self.carl.read('creditgate.hold', hold, 'reasons'))
        self.release(hold)
        self.assertEqual(self.state(sale), 'confirmed')
        self.assertEqual(self.erp.sql('''select
            (select count(*) from creditgate.cg_reservation where hold_id = %s),
            (select count(*) from creditgate.cg_outbox where hold_id = %s)''', hold, hold),
            [(0, 0)], 'nothing is reserved for it, and nothing is left for Tryton to do')
        self.as_erp("update sale_sale set state = 'quotation' where id = %s", sale)
        self.held(sale)

    def test_it_passes_by_itself_when_the_customer_has_paid(self):
        customer = self.customer(limit=1000)
        owed = self.trade.invoice(self.otto, customer, 500)
        sale = self.went_on(customer, 600)
        self.decide()
        hold, = self.holds(sale)
        self.trade.pay(self.otto, owed, 500)
        self.assertEqual(self.carl.read('creditgate.hold', hold, 'state'), 'released')

    def test_it_is_decided_again_when_it_goes_on_unchecked_again(self):
        customer = self.customer(limit=1000)
        sale = self.went_on(customer, 1500)
        self.decide()
        self.as_erp("update sale_sale set state = 'quotation' where id = %s", sale)
        self.go_on(sale, customer, 1500)
        self.decide()
        self.assertEqual([outcome for outcome, _ in self.decisions(sale)], ['hold', 'hold'])
        self.assertEqual(len(self.holds(sale)), 1)

    def test_the_cron_decides_and_doctor_tells_until_then(self):
        sale = self.went_on(self.customer(limit=1000), 1500)
        with self.assertRaisesRegex(RuntimeError, '1 documents went on unchecked'):
            self.host.creditgate(*self.configured(), 'doctor')
        self.host.cron(self.erp.name)
        self.assertEqual(self.decisions(sale), [('hold', 'open')])
        self.assertTrue(self.found_good('undecided'))

    def start_worker(self):
        return command.start([self.host.program(), *self.configured(), 'decide-unchecked'],
            self.host.folder / 'decide-unchecked.log')

    def waiting_for_the_mark(self):
        return self.erp.sql("select 1 from pg_locks where not granted"
            " and relation = cast('creditgate.cg_uncovered' as regclass)")

    def test_two_at_once_and_one_killed_in_the_middle(self):
        customers = [self.customer(limit=1000) for _ in range(3)]
        sales = [self.went_on(customer, 400) for customer in customers for _ in range(4)]
        with self.erp.holding('lock table creditgate.cg_uncovered in share mode'):
            # The decision is made, its mark is not.
            first = self.start_worker()
            self.assertTrue(until(self.waiting_for_the_mark))
            second = self.start_worker()
            first.send_signal(signal.SIGKILL)
            first.wait()
        self.assertEqual(second.wait(60), 0)
        dice = random.Random(1)
        while self.undecided():
            for worker in [self.start_worker(), self.start_worker()]:
                time.sleep(dice.uniform(0, 0.05))
                worker.kill()
                worker.wait()
            self.decide()
        outcomes = [self.decisions(sale) for sale in sales]
        self.assertEqual({len(each) for each in outcomes}, {1}, 'each exactly once')
        # Four of 400 are all open: whichever is asked about, 1,600 are more than 1,000.
        self.assertEqual({outcome for each in outcomes for outcome, _ in each}, {'hold'})
        self.assertEqual(sum(len(self.holds(sale)) for sale in sales), len(sales))


if __name__ == '__main__':
    unittest.main()
