# SPDX-License-Identifier: GPL-3.0-or-later
"""An order that is taken and confirmed in one transaction: refused or killed, it has never been
there, and nothing of it may stay."""
import os
import signal
import subprocess
import sys
import unittest
from pathlib import Path

from erp.case import shared_erp
from erp.host import until

from .rows import FITS, LIMIT, OVER
from .steps import Stage


class NeverCommitted(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        shared = shared_erp()
        cls.erp, cls.trade = shared['erp'], shared['trade']
        cls.stage = Stage(cls.erp)
        cls.stage.start()
        cls.addClassCleanup(cls.stage.stop)

    def setUp(self):
        self.customer = self.trade.customer()
        self.stage.set_limit(self.customer, LIMIT)

    def script(self, amount):
        "Under way."
        return subprocess.Popen(
            [sys.executable, '-B', '-m', 'faults.import_script',
                str(self.stage.prefork.folder / 'trytond.conf'), self.erp.name,
                str(self.trade.company), str(self.customer), str(amount)],
            cwd=Path(__file__).resolve().parents[1], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)

    def kill_at(self, step, amount):
        self.stage.prepare(step)
        script = self.script(amount)
        try:
            self.stage.wait_for(step)
            self.refresh()
            before = self.holds()
        finally:
            os.kill(script.pid, signal.SIGKILL)
            script.wait()
            script.stdout.close()
            self.wait_for_the_end_of("state = 'idle in transaction'")
            self.stage.go_on()
        # One that was held at the gate is at work until it looks for its client again.
        self.wait_for_the_end_of('xact_start is not null')
        return before

    def wait_for_the_end_of(self, sessions):
        self.assertTrue(until(lambda: not self.erp.sql("select pid from pg_stat_activity"
                    " where usename = 'tryton' and " + sessions)))

    def refresh(self):
        return self.stage.ask('refresh', seconds=10)

    def holds(self):
        return [state for state, in self.erp.sql('select state from creditgate.cg_hold'
                ' where customer_id = %s order by hold_id', self.customer)]

    def reservations(self):
        (count,), = self.erp.sql('select count(*) from creditgate.cg_reservation r'
            ' join creditgate.cg_account a using (account_id) where a.customer_id = %s',
            self.customer)
        return count

    def assert_that_nothing_is_left(self):
        self.assertEqual(self.stage.exposure(self.customer), 0)
        self.assertEqual(self.reservations(), 0)
        self.assertEqual(self.erp.sql('select id from sale_sale where party = %s',
                self.customer), [])

    def test_the_hold_of_a_refused_order_becomes_withdrawn(self):
        script = self.script(OVER)
        self.assertIn('on credit hold', script.communicate(timeout=120)[0])
        self.assertEqual(self.holds(), ['open'])
        self.assertEqual(self.refresh()['holds_withdrawn'], 1)
        self.assertEqual(self.holds(), ['withdrawn'])
        self.assertEqual(self.refresh()['holds_withdrawn'], 0)
        self.assert_that_nothing_is_left()

    def test_no_credit_is_released_to_it(self):
        script = self.script(OVER)
        script.communicate(timeout=120)
        self.stage.set_limit(self.customer, OVER)
        self.assertEqual(self.holds(), ['withdrawn'])
        self.assertEqual(self.erp.sql('select outbox_id from creditgate.cg_outbox'
                ' join creditgate.cg_hold using (hold_id) where customer_id = %s',
                self.customer), [])
        self.assert_that_nothing_is_left()

    def test_killed_before_its_hold_is_on_record(self):
        self.assertEqual(self.kill_at('account read', OVER), [])
        self.refresh()
        self.assertEqual(self.holds(), [])
        self.assert_that_nothing_is_left()

    def test_killed_after_its_hold_is_on_record(self):
        # As long as the transaction lives, it may still commit its order: nothing is withdrawn.
        self.assertEqual(self.kill_at('record committed', OVER), ['open'])
        self.refresh()
        self.assertEqual(self.holds(), ['withdrawn'])
        self.assert_that_nothing_is_left()

    def test_killed_after_its_approval_is_on_record(self):
        for step in ('record committed', 'approval taken'):
            with self.subTest(step):
                self.assertEqual(self.kill_at(step, FITS), [])
                self.assert_that_nothing_is_left()


if __name__ == '__main__':
    unittest.main()
