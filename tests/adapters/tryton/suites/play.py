# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays one of Tryton's suites in this process, where the environment's DB_NAME and
TRYTOND_CONFIG are what Tryton's tests want them to be; writes what became of each test as JSON.

    play.py make FOLDER PORT MODULE              the database DB_NAME, as Tryton's tests make it
    play.py play FOLDER PORT TEMPLATE asked|answered SUITE [TEST...]

Nothing of a suite is changed. Two functions of Tryton's test tools are: a database comes from our
template, not from activating modules or a dump; and before it is dropped it is looked at.
With `answered` nobody is asked about moves that name no order.
"""
import contextlib
import importlib
import json
import os
import sys
import time
import unittest

from trytond.config import config

from .witness import Witness

config.update_etc(os.environ['TRYTOND_CONFIG'])

from trytond.pool import Pool  # noqa: E402
from trytond.tests import test_tryton, tools  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

from .databases import PLAYED, WITHOUT, SuitesHost  # noqa: E402


class Played(unittest.TestResult):
    def __init__(self, witness):
        super().__init__()
        self.witness = witness
        self.tests = {}

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()
        self.witness.test = name_of(test)
        self.tests[name_of(test)] = {'outcome': 'passed'}

    def stopTest(self, test):
        super().stopTest(test)
        self.tests[name_of(test)]['seconds'] = round(time.monotonic() - self.began, 1)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tests[name_of(test)].update(outcome='skipped', why=reason)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._bad(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self._bad(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self._bad(test, error)

    def _bad(self, test, error):
        # setUpClass is no test, but may fail like one.
        told = self.tests.setdefault(name_of(test), {})
        told.update(outcome='failed',
            why=told.get('why', '') + self._exc_info_to_string(error, test))


def name_of(test):
    "scenario_sale.rst, test_sale_price"
    name = test.id().split('.')[-1]
    return name[:-len('_rst')] + '.rst' if name.endswith('_rst') else name


def each(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from each(part)
        else:
            yield part


def hook(host, template, witness, answered):
    def restore(name):
        # As Tryton copies one where there is no pg_restore; it remembers which there are.
        with Transaction().start(None, 0, close=True, autocommit=True) as transaction:
            transaction.database.create(transaction.connection, PLAYED, template)
        activated = {module for module, in host.cluster.sql(
                "select name from ir_module where state = 'activated'", database=PLAYED)}
        if not activated.issuperset(name.split('-')):
            raise RuntimeError('a suite wants a database with %s, and has %s: add to MODULE in'
                ' databases.py what needs it' % (name, ', '.join(sorted(activated))))
        if template != WITHOUT:
            # PostgreSQL does not copy what a role has set for a database.
            host.install(PLAYED)
        Pool(PLAYED).init()
        if answered:
            # A person says yes to the one question that it has.
            Pool(PLAYED).get('stock.move').check_origin = lambda *_, **__: None
        return True

    drop = test_tryton.drop_db

    def drop_db(*arguments):
        try:
            if template != WITHOUT and test_tryton.db_exist():
                witness.look()
        finally:
            drop(*arguments)

    test_tryton.restore_db_cache = tools.restore_db_cache = restore
    test_tryton.drop_db = drop_db


def play(host, template, answered, suite, *names):
    witness = Witness(host, PLAYED)
    hook(host, template, witness, answered == 'answered')
    place = 'suites.own' if suite == 'creditgate' else 'trytond.modules.%s.tests' % suite
    tests = importlib.import_module(place).suite()
    chosen = test_tryton.suite()
    chosen.addTests(test for test in each(tests) if not names or name_of(test) in names)
    played = Played(witness)
    chosen.run(played)
    return {'tests': played.tests, 'databases': witness.seen}


def main(act, folder, port, *arguments):
    Pool.start()
    if act == 'make':
        test_tryton.activate_module(arguments[0])
    else:
        # What a test prints is not the answer.
        with contextlib.redirect_stdout(sys.stderr):
            answer = play(SuitesHost(folder, int(port)), *arguments)
        print(json.dumps(answer))


if __name__ == '__main__':
    main(*sys.argv[1:])
