# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md's table, row by row: all of it in tests/run --full, otherwise a part."""
import functools
import os
import unittest
from pathlib import Path

from erp import story
from erp.case import shared_erp
from erp.rpc import Person

from . import trouble
from .rows import FITS, LIMIT, OVER, Row, confirm, orders_of
from .steps import Stage
from .table import (
    EXPECTED, FAULTS, LOSES_CONNECTIONS, ORDINARY, TOO_LONG, TOO_LONG_ORDINARY, outcome, outcome_of,
    written)

WHOLE = os.environ.get('CREDITGATE_FULL') == '1'


class Faults(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        shared = shared_erp()
        cls.host, cls.trade = shared['host'], shared['trade']
        cls.stage = Stage(shared['erp'])
        cls.addClassCleanup(cls.start_others_again)
        cls.stage.start()
        cls.addClassCleanup(cls.stage.stop)
        cls.clerk = Person(cls.stage.prefork.url(), 'ann', story.PASSWORD)

    @classmethod
    def start_others_again(cls):
        "The restarts took the connections of the server that other tests share."
        cls.host.stop_server()
        cls.host.start_server()

    def test_both_workers_have_a_session_beside_the_one_made_before_the_fork(self):
        wire = self.stage.prefork.library_wire
        self.assertEqual(wire.connections(), 1)
        (first, one, _), (second, two, _) = orders_of(self.trade, self.clerk, [FITS, FITS])
        for customer in (first, second):
            self.stage.set_limit(customer, LIMIT)
        row = Row(self.stage, self.clerk, first, one, None)
        told = []
        # The worker that waits for its check takes no other request.
        row.run('asked', lambda stage: told.append(confirm(self.clerk, two)))
        self.assertEqual((row.told, told), ('passed', ['passed']))
        self.assertEqual(wire.connections(), 3)

    def test_each_row_ends_as_the_table_says(self):
        rows = [each for each in EXPECTED if WHOLE or each in ORDINARY]
        amounts = [FITS if order == 'fits' else OVER for order, _, _ in rows]
        documents = orders_of(self.trade, self.clerk, amounts)
        for (order, step, fault), amount, (customer, mine, other) in zip(
                rows, amounts, documents):
            with self.subTest('%s: %s, %s' % (order, step, fault)):
                self.stage.set_limit(customer, LIMIT)
                row = Row(self.stage, self.clerk, customer, mine, other)
                found = outcome_of((order, step, fault), *row.run(step, FAULTS[fault]))
                self.assertEqual((found, row.wrong_afterwards(amount)),
                    (EXPECTED[order, step, fault], []))
                if fault in LOSES_CONNECTIONS:
                    self.stage.prefork.kill_workers()
        self.assertEqual(self.stage.differences(), [])


class TooLong(unittest.TestCase):

    def test_each_row_ends_as_the_table_says(self):
        shared = shared_erp()
        stage = Stage(shared['erp'], budget_ms=4000)
        self.addCleanup(stage.stop)
        stage.start()
        clerk = Person(stage.prefork.url(), 'ann', story.PASSWORD)
        steps = list(TOO_LONG) if WHOLE else TOO_LONG_ORDINARY
        documents = orders_of(shared['trade'], clerk, [FITS for _ in steps])
        for step, (customer, mine, other) in zip(steps, documents):
            with self.subTest(step):
                stage.set_limit(customer, LIMIT)
                row = Row(stage, clerk, customer, mine, other)
                found = outcome(*row.run(step, functools.partial(trouble.pause, seconds=5)))
                self.assertEqual((found, row.wrong_afterwards(FITS)), (TOO_LONG[step], []))


class Written(unittest.TestCase):

    def test_the_table_is_what_is_tested(self):
        self.assertIn(written(), (Path(__file__).parent / 'README.md').read_text())


if __name__ == '__main__':
    unittest.main()
