# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's suites of sale, account_invoice and stock pass unchanged where creditgate is active and
has no policy; and creditgate was there: it saw what they did.

CREDITGATE_FULL=1 plays all of them, otherwise four scenarios.
"""
import os
import time
import unittest
from pathlib import Path

from .databases import STANDARD, WITH, WITHOUT, SuitesHost
from .declared import ASKED, DECLARED

FULL = os.environ.get('CREDITGATE_FULL') == '1'
# From order to shipment, invoice and payment; an invoice and its credit note; a shipment by itself.
FOUR = {
    'sale': ['scenario_sale.rst'],
    'account_invoice': ['scenario_invoice.rst', 'scenario_invoice_with_credit.rst'],
    'stock': ['scenario_stock_shipment_out_same_storage_output.rst'],
    }
# Sales that a scenario confirms.
CONFIRMED = {
    'scenario_sale.rst': 11,
    'scenario_sale_empty.rst': 1,
    'scenario_sale_reporting.rst': 2,
    }
# In these suites every scenario but one writes something that the triggers tell of.
TELLING, SILENT = ('sale', 'account_invoice'), 'scenario_renew_fiscalyear.rst'
_MODULES = Path('/usr/lib/python3/dist-packages/trytond/modules')


class Unchanged(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.host = SuitesHost()
        cls.addClassCleanup(cls.host.stop)
        cls.host.start()

    def test_sale(self):
        self.passes('sale')

    def test_account_invoice(self):
        self.passes('account_invoice')

    def test_stock(self):
        self.passes('stock')

    def test_what_tryton_asks_of_every_module_creditgate_has(self):
        self.play('creditgate')

    def test_with_a_policy_the_first_order_is_held(self):
        "So it is creditgate that lets the others pass: nobody in the scenario has a limit."
        tests, _ = self.host.play(STANDARD, 'sale', ['scenario_sale.rst'])
        self.assertIn('is on credit hold', tests['scenario_sale.rst'].get('why', 'it passed'))

    def passes(self, suite):
        declared = DECLARED.get(suite, {})
        asked = [name for name, why in declared.items() if why == ASKED]
        if FULL:
            tests = self.play(suite)
            self.all_were_played(suite, tests)
            self.fail_without_creditgate(suite, declared, tests)
            if asked:
                self.play(suite, asked, answered=True)
        else:
            self.play(suite, FOUR[suite], answered=set(FOUR[suite]) <= set(asked))

    def play(self, suite, names=(), answered=False):
        "Those pass that are not declared."
        began = time.monotonic()
        tests, databases = self.host.play(WITH, suite, names, answered)
        print('%s%s: %s tests in %.0f s' % (
                suite, ', answered' * answered, len(tests), time.monotonic() - began))
        if names:
            self.assertEqual(set(tests), set(names))
        for name, test in tests.items():
            if answered or name not in DECLARED.get(suite, {}):
                with self.subTest(name):
                    self.assertEqual(test['outcome'], 'passed', test.get('why'))
        for name in filter(is_scenario, tests):
            self.assertIn(name, databases)
        for name, seen in databases.items():
            with self.subTest(name, seen=seen):
                self.creditgate_was_there(name, seen)
                if suite in TELLING and is_scenario(name) and name != SILENT:
                    self.assertGreater(seen['told'], 0)
        return tests

    def all_were_played(self, suite, tests):
        files = {path.name for path in (_MODULES / suite / 'tests').glob('scenario_*.rst')}
        self.assertEqual(set(filter(is_scenario, tests)), files)
        # Its unit tests are among them.
        self.assertGreater(len(tests), len(files))

    def fail_without_creditgate(self, suite, declared, tests):
        "In the same words."
        if not declared:
            return
        without, _ = self.host.play(WITHOUT, suite, declared)
        self.assertEqual(set(without), set(declared))
        for name in declared:
            with self.subTest(name, declared='fails without creditgate'):
                self.assertEqual(without[name]['outcome'], 'failed')
                self.assertEqual(tests[name].get('why', 'it passed'), without[name]['why'])

    def creditgate_was_there(self, name, seen):
        "It checked each sale that was confirmed, let each pass, and knows what is open."
        self.assertEqual(seen['active'], 1)
        self.assertEqual(seen['confirmed'], CONFIRMED.get(name, 0))
        self.assertEqual(seen['checked'], seen['confirmed'])
        self.assertEqual(seen['not_approved'], 0)
        self.assertEqual(seen['uncovered'], [])
        self.assertEqual(seen['noted'], [])
        self.assertEqual(seen['differences'], [])


def is_scenario(name):
    return name.startswith('scenario_')


if __name__ == '__main__':
    unittest.main()
