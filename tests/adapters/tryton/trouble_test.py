# SPDX-License-Identifier: GPL-3.0-or-later
"""The library's database is away, or others are at work on Tryton's tables."""
import contextlib
import unittest

import psycopg2

from erp.case import TrytonTest


class Away(TrytonTest):

    @contextlib.contextmanager
    def library_without_its_role(self):
        self.erp.sql('alter role creditgate nologin')
        self.erp.sql("select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = 'creditgate'")
        try:
            yield
        finally:
            self.erp.sql('alter role creditgate login')

    def test_nothing_passes_unchecked_and_the_erp_works_on(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 100)
        held = self.order(customer, 5000)
        self.held(held)
        with self.library_without_its_role():
            text = self.held(sale)
            self.assertIn('cannot answer', text)
            self.assertIn('Try again', text)
            self.assertEqual(self.state(sale), 'quotation')
            self.assertEqual(self.credit_status(held), 'held')
            self.assertIn('not available', self.carl.read('party.party', customer,
                    'credit_findings'))
            hold, = self.holds(held)
            self.assertIn('not available', self.carl.read('creditgate.hold', hold, 'reasons'))
            self.refused(self.release, hold)
            # What is told after a commit is only logged.
            invoice = self.trade.invoice(self.otto, customer, 10)
            self.assertEqual(self.otto.read('account.invoice', invoice, 'state'), 'posted')
            self.ann.press('sale.sale', 'draft', held)
            self.assertEqual(self.state(held), 'draft')
            self.order(customer, 20)
            self.host.cron(self.erp.name)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')


class Failing(TrytonTest):
    "The ERP's own work fails while the check is under way."

    def setUp(self):
        self.erp.sql("""create function fail_here() returns trigger language plpgsql as $$
            begin raise exception 'disk full'; end $$""")
        self.erp.sql("""create trigger fail_here before update on sale_sale for each row
            when (new.reference = 'fails' and new.state = 'confirmed')
            execute function fail_here()""")

    def tearDown(self):
        self.erp.sql('drop function fail_here cascade')

    def test_what_was_approved_for_it_is_free_again(self):
        customer = self.customer(limit=1000)
        failing = self.order(customer, 900, reference='fails')
        self.assertIn('disk full', self.refused(self.confirm, failing))
        self.assertEqual(self.state(failing), 'quotation')
        sale = self.order(customer, 1000)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')

    def test_a_hold_is_on_record_all_the_same(self):
        sale = self.order(self.customer(limit=1000), 1001, reference='fails')
        self.assertIn('disk full', self.refused(self.confirm, sale))
        self.assertEqual(len(self.holds(sale)), 1)


class Others(TrytonTest):

    def test_a_confirmation_waits_for_nobody_elses_rows(self):
        other = self.order(self.customer(limit=1000), 100)
        self.confirm(other)
        sale = self.order(self.customer(limit=1000), 900)
        bad = self.order(self.customer(limit=1000), 1900)
        connection = psycopg2.connect(host='127.0.0.1', port=self.host.cluster.port,
            user='tryton', dbname=self.erp.name)
        try:
            cursor = connection.cursor()
            cursor.execute('update sale_sale set comment = comment where id = %s', [other])
            cursor.execute('update sale_line set note = note where sale = %s', [other])
            for table in ('party_party', 'account_move', 'account_move_line', 'account_invoice',
                    'account_invoice_line'):
                cursor.execute('lock table %s in row exclusive mode' % table)
            self.erp.sql("alter role tryton set lock_timeout = '3s'")
            self.confirm(sale)
            self.held(bad)
            self.assertEqual(self.state(sale), 'processing')
        finally:
            connection.close()
            self.erp.sql('alter role tryton reset lock_timeout')

    def test_no_table_of_tryton_is_locked_while_an_order_is_confirmed(self):
        self.erp.sql("alter system set log_statement = 'all'")
        self.erp.sql('select pg_reload_conf()')
        log = self.host.cluster.folder / 'postgres.log'
        start = log.stat().st_size
        try:
            self.confirm(self.order(self.customer(limit=1000), 900))
            self.held(self.order(self.customer(limit=1000), 1900))
        finally:
            self.erp.sql('alter system reset log_statement')
            self.erp.sql('select pg_reload_conf()')
        with open(log) as statements:
            statements.seek(start)
            found = statements.read()
        self.assertIn('cg_decision', found, 'the log shows the statements')
        self.assertNotIn('lock table', found.lower())


if __name__ == '__main__':
    unittest.main()
