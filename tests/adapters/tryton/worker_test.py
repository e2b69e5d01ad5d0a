# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders are processed by a worker of Tryton's queue, in a process of its own: a held one waits and
shows it, and where creditgate cannot be asked nothing fails, nothing is lost, and it goes on by
itself."""
import contextlib
import unittest

from erp.host import until
from erp.worker import QueueServer
from process_test import ProcessTest

# A worker begins late on a loaded machine.
_SECONDS = 60


class QueueTest(ProcessTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_policy(process='hold')

    def setUp(self):
        # What other tests have left for a worker.
        self.erp.sql('update ir_queue set dequeued_at = now(), finished_at = now()'
            ' where finished_at is null')

    @contextlib.contextmanager
    def library_locked_out(self):
        self.erp.sql('alter role creditgate nologin')
        self.erp.sql("select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = 'creditgate'")
        try:
            yield
        finally:
            self.erp.sql('alter role creditgate login')

    def tasks(self, sale, method='process'):
        "(name, whether it is done) of each task about the sale, in their order."
        return self.erp.sql("select name, finished_at is not null from ir_queue"
            " where data::json ->> 'method' = %s"
            " and data::json ->> 'instances' = %s order by id", method, '[%s]' % sale)

    def a_minute_passes(self):
        "Two: a worker has one of them for what is due."
        self.erp.sql("update ir_queue set scheduled_at = scheduled_at - interval '2 minutes'"
            ' where finished_at is null')
        self.erp.sql('notify "ir.queue"')

    def assert_processed_once(self, sale, *places):
        self.assertEqual(self.stopped(sale), ('processing', []))
        self.assertEqual(len(self.ann.read('sale.sale', sale, 'invoices')), 1)
        self.assertEqual(self.decisions(sale), list(places))


class Worker(QueueTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.queue = QueueServer(cls.host, cls.erp)
        cls.addClassCleanup(cls.queue.stop)
        cls.queue.start()
        cls.clerk, cls.controller = cls.queue.login('ann'), cls.queue.login('carl')

    def setUp(self):
        super().setUp()
        self.log_before = self.queue.failed()
        self.addCleanup(lambda: self.assertEqual(self.queue.failed(), self.log_before))

    def confirmed_for_the_worker(self, amount, limit=1000):
        sale = self.order(self.customer(limit=limit), amount)
        self.confirm(sale, self.clerk)
        return sale

    def worked(self, sale, *tasks):
        "Whether the tasks about the sale are these."
        return until(lambda: self.tasks(sale) == list(tasks), _SECONDS)

    def test_it_is_processed_by_the_worker_and_not_by_who_confirms(self):
        self.queue.stop_worker()
        sale = self.confirmed_for_the_worker(1000)
        self.assertEqual((self.state(sale), self.tasks(sale)), ('confirmed', [('sale', False)]))
        self.queue.start_worker()
        self.assertTrue(self.worked(sale, ('sale', True)), self.tasks(sale))
        self.assert_processed_once(sale, 'confirm', 'process')

    def test_a_held_one_waits_shows_it_and_is_processed_once_when_it_is_released(self):
        sale = self.confirmed_for_the_worker(1001)
        self.assertTrue(until(lambda: self.holds(sale), _SECONDS))
        self.assertTrue(self.worked(sale, ('sale', True)))
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']))
        self.assertEqual(self.credit_status(sale), 'held')
        self.assertIn('1.00 EUR', self.ann.read('sale.sale', sale, 'credit_reasons'))
        self.release(self.holds(sale)[0], self.controller)
        self.assertTrue(until(lambda: self.state(sale) == 'processing', _SECONDS))
        self.assertTrue(until(lambda: self.tasks(sale, 'credit_take_up') == [('default', True)],
                _SECONDS))
        self.assert_processed_once(sale, 'confirm', 'process', 'process')
        self.assertEqual(self.credit_status(sale), 'released')
        self.assertEqual(len(self.holds(sale, 'released')), 1)

    def test_while_creditgate_is_locked_out_it_waits_and_then_goes_on_by_itself(self):
        for amount, stopped in [(1000, ('processing', [])), (1001, ('confirmed', ['process']))]:
            with self.subTest(amount=amount):
                self.queue.stop_worker()
                sale = self.confirmed_for_the_worker(amount)
                with self.library_locked_out():
                    self.queue.start_worker()
                    self.waits(sale, ('sale', True), ('creditgate', False))
                    self.a_minute_passes()
                    self.waits(sale, ('sale', True), ('creditgate', True), ('creditgate', False))
                self.a_minute_passes()
                self.assertTrue(self.worked(sale, ('sale', True), ('creditgate', True),
                        ('creditgate', True)), self.tasks(sale))
                self.assertEqual(self.stopped(sale), stopped)
                self.assertEqual(self.decisions(sale), ['confirm', 'process'])
                self.assertEqual(len(self.ann.read('sale.sale', sale, 'invoices')),
                    1 if stopped[0] == 'processing' else 0)

    def test_a_check_that_takes_longer_than_its_budget_is_made_later(self):
        self.queue.stop_worker()
        sale = self.confirmed_for_the_worker(1000)
        self.host.write_library_configuration(self.erp.name, budget_ms=300)
        self.addCleanup(self.host.write_library_configuration, self.erp.name)
        customer = self.ann.read('sale.sale', sale, 'party')
        with self.erp.holding('select from creditgate.cg_account where customer_id = %s for update'
                % customer):
            self.queue.start_worker()
            self.waits(sale, ('sale', True), ('creditgate', False))
        self.a_minute_passes()
        self.assertTrue(self.worked(sale, ('sale', True), ('creditgate', True)))
        self.assert_processed_once(sale, 'confirm', 'process')

    def test_what_a_killed_worker_has_left_the_cron_takes_up(self):
        self.queue.stop_worker()
        sale = self.confirmed_for_the_worker(1000)
        with self.library_locked_out():
            self.queue.start_worker()
            self.waits(sale, ('sale', True), ('creditgate', False))
        self.queue.stop_worker()
        self.addCleanup(self.queue.start_worker)
        self.erp.sql("update ir_queue set dequeued_at = now() where name = 'creditgate'"
            ' and finished_at is null')
        self.a_minute_passes()
        self.host.cron(self.erp.name)
        self.assertEqual(self.tasks(sale), [('sale', True), ('creditgate', True)])
        self.assert_processed_once(sale, 'confirm', 'process')

    def waits(self, sale, *tasks):
        "As the README says: it stays confirmed without a hold, and has a task for later."
        self.assertTrue(self.worked(sale, *tasks), self.tasks(sale))
        self.assertEqual(self.stopped(sale), ('confirmed', []))
        self.assertEqual(self.ann.read('sale.sale', sale, 'invoices'), [])


class WithoutWorker(QueueTest):
    "The request that confirms processes, too: creditgate goes away in between."

    def setUp(self):
        super().setUp()
        self.restart(unavailable={'confirm': 'warn'}, budget_ms=2000)
        self.addCleanup(self.restart)
        self.addCleanup(self.decide)

    def restart(self, **settings):
        self.host.stop_server()
        self.host.write_library_configuration(self.erp.name, **settings)
        self.host.start_server()

    def test_the_cron_takes_it_up_and_nobody_presses_a_button(self):
        sale = self.order(self.customer(limit=1000), 1000)
        with self.library_locked_out():
            self.confirm(sale)
            self.assertEqual((self.stopped(sale), self.tasks(sale)),
                (('confirmed', []), [('sale', True), ('creditgate', False)]))
            self.a_minute_passes()
            self.host.cron(self.erp.name)
            self.assertEqual(self.stopped(sale), ('confirmed', []))
            self.assertEqual(self.tasks(sale)[-1], ('creditgate', False))
        self.host.cron(self.erp.name)
        self.assertEqual(self.stopped(sale), ('processing', []))
        self.assertEqual(len(self.ann.read('sale.sale', sale, 'invoices')), 1)
        self.assertEqual(set(self.tasks(sale)), {('sale', True), ('creditgate', True)})
        self.assertEqual(self.decisions(sale).count('process'), 1)

    def test_one_that_is_held_then_has_its_hold(self):
        sale = self.order(self.customer(limit=1000), 1001)
        with self.library_locked_out():
            self.confirm(sale)
        self.a_minute_passes()
        self.host.cron(self.erp.name)
        self.assertEqual(self.stopped(sale), ('confirmed', ['process']))

    def test_before_its_minute_is_over_and_back_in_draft_nothing_happens(self):
        sale, back = (self.order(self.customer(limit=1000), 1000) for _ in range(2))
        with self.library_locked_out():
            self.confirm(sale)
            self.confirm(back)
        self.host.cron(self.erp.name)
        self.assertEqual(self.stopped(sale), ('confirmed', []))
        self.ann.press('sale.sale', 'draft', back)
        self.a_minute_passes()
        self.host.cron(self.erp.name)
        self.assertEqual((self.state(sale), self.state(back)), ('processing', 'draft'))
        self.assertEqual(self.tasks(back)[-1], ('creditgate', True))


# Its tests are its own module's.
del ProcessTest, QueueTest

if __name__ == '__main__':
    unittest.main()
