# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate keeps of Tryton's documents follows them, whichever way they are changed."""
import json
import unittest

import psycopg2

from erp.case import TrytonTest


class Projection(TrytonTest):

    def exposure(self, customer):
        "As the party's Credit tab has it, which takes the changes that wait."
        return str(self.carl.read('party.party', customer, 'credit_exposure'))

    def waiting(self):
        (count,), = self.erp.in_schema('select count(*) from cg_dirty')
        return count

    def differences(self, *options):
        said = self.host.creditgate('--config', str(self.host.folder / ('%s.json' % self.erp.name)),
            '--json', 'reconcile', *options)
        return [each for line in said.splitlines() for each in json.loads(line)['differences']]

    def confirmed(self, customer, amount):
        sale = self.order(customer, amount)
        self.confirm(sale)
        return sale

    def test_raw_sql_is_seen(self):
        customer = self.customer(limit=10000)
        sale = self.confirmed(customer, 100)
        self.assertEqual(self.exposure(customer), '100.00')
        self.erp.sql('update sale_line set quantity = 3 where sale = %s' % sale)
        self.erp.sql('update sale_sale set total_amount_cache = 300 where id = %s' % sale)
        self.assertEqual(self.exposure(customer), '300.00')
        self.erp.sql("update sale_sale set state = 'cancelled' where id = %s" % sale)
        self.assertEqual(self.exposure(customer), '0.00')

    def test_another_payer_takes_the_document_along(self):
        one, other = self.customer(limit=10000), self.customer(limit=10000)
        sale = self.confirmed(one, 100)
        self.assertEqual((self.exposure(one), self.exposure(other)), ('100.00', '0.00'))
        self.erp.sql('update sale_sale set invoice_party = %s where id = %s' % (other, sale))
        self.assertEqual((self.exposure(one), self.exposure(other)), ('0.00', '100.00'))

    def test_a_rolled_back_change_leaves_nothing(self):
        self.host.cron(self.erp.name)
        customer = self.customer(limit=100)
        sale = self.order(customer, 101)
        self.host.cron(self.erp.name)
        self.assertEqual(self.waiting(), 0)
        self.held(sale)
        self.assertEqual(self.waiting(), 0, 'the refused confirmation left a key')
        self.assertEqual(self.exposure(customer), '0.00')

    def test_the_cron_takes_what_waits(self):
        self.confirmed(self.customer(limit=1000), 100)
        self.assertGreater(self.waiting(), 0)
        self.host.cron(self.erp.name)
        self.assertEqual(self.waiting(), 0)
        self.assertEqual(self.differences(), [])

    def test_what_drifted_is_named_and_read_anew(self):
        customer = self.customer(limit=1000)
        sale = self.confirmed(customer, 100)
        self.exposure(customer)
        self.erp.sql('update creditgate.cg_open_document set amount_minor = 1'
            " where key_kind = 'order' and key_id = %s" % sale)
        found = [each for each in self.differences('--repair') if each['id'] == sale]
        self.assertEqual([(each['kept']['amount'], each['shown']['amount']) for each in found],
            [('0.01', '100.00')])
        self.assertEqual(self.differences(), [])

    def test_the_erps_role_cannot_touch_what_is_kept(self):
        for statement in ('delete from creditgate.cg_dirty',
                'insert into creditgate.cg_dirty values (1, 1, $$order$$, 1)',
                'update creditgate.cg_open_total set amount_minor = 0',
                'select creditgate.cg_refresh(1, 1, 1, true)'):
            with self.subTest(statement), \
                    self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                self.erp.sql(statement, user='tryton')

    def test_detached_the_erp_changes_its_tables_and_nothing_passes(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 100)
        admin = ('--database', self.host.odbc(self.erp.name), '--db-user', 'postgres')
        self.host.creditgate(*admin, 'detach')
        try:
            self.erp.sql('alter table sale_line alter column quantity type numeric')
            self.erp.sql('alter table sale_line alter column quantity type double precision')
            self.assertIn('cannot answer', self.held(sale))
        finally:
            self.host.install(self.erp.name)
        self.confirm(sale)
        self.assertEqual(self.exposure(customer), '100.00')
        self.assertEqual(self.differences(), [])


if __name__ == '__main__':
    unittest.main()
