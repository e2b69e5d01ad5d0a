# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate keeps of Tryton's documents follows them, whichever way they are changed."""
import datetime
import json
import unittest

import psycopg2

from erp.case import TrytonTest


class Projection(TrytonTest):

    def exposure(self, customer):
        "As the party's Credit tab has it, which takes the changes that wait."
        return str(self.carl.read('party.party', customer, 'credit_exposure'))

    def waiting(self):
        (count,), = self.erp.in_schema('select count(*) from cg_dirty'
            ' where customer_id <> 0')
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

    def test_whatever_is_changed_by_sql_is_seen(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 1, '100.00'))
        self.confirm(sale)
        payment = self.trade.receive(self.otto, customer, 30)
        invoice = self.trade.invoice(self.otto, customer, 50)
        of_order, = self.ann.read('sale.sale', sale, 'invoices')
        no_tax = self.trade.taxes['Book']
        self.assertEqual(self.exposure(customer), '140.00')
        for name, statement, expected in [
                ('a payment is deleted with its lines',
                    'delete from account_move where id = %s' % payment, '170.00'),
                ('another tax is on a line of an order', 'update sale_line_account_tax set tax = %s'
                    ' where line in (select id from sale_line where sale = %s)' % (no_tax, sale),
                    '150.00'),
                ('another tax is on a line of a draft invoice',
                    'update account_invoice_line_account_tax set tax = %s where line in (select id'
                    ' from account_invoice_line where invoice = %s)' % (no_tax, of_order),
                    '170.00'),
                ('a move has another date', 'update account_move set date = date - 1 where id ='
                    ' (select move from account_invoice where id = %s)' % invoice, '170.00'),
                ]:
            with self.subTest(name):
                self.erp.sql(statement, user='tryton')
                self.assertEqual(self.exposure(customer), expected)
                self.host.cron(self.erp.name)
                self.assertEqual(self.differences(), [])

    def test_a_typo_stops_only_its_own_customer(self):
        customer, other = self.customer(limit=10000), self.customer(limit=10000)
        typo = self.trade.invoice(self.otto, customer, 50, post=False)
        sale = self.order(customer, 10)
        change = 'update account_invoice_line set quantity = %%s where invoice = %s' % typo
        self.host.cron(self.erp.name)
        self.erp.sql(change % '1e17', user='tryton')
        self.confirmed(other, 100)
        self.host.cron(self.erp.name)
        # It counts as an amount of which some ninety can still be added.
        self.assertIn('the limit allows 10,000.00 EUR', self.held(sale))
        self.assertEqual(self.erp.in_schema('select sum(amount_minor) from cg_open_total'
                ' join cg_account using (account_id) where customer_id = %s', other), [(10000,)])
        self.assertEqual(self.differences(), [])
        self.erp.sql(change % '1', user='tryton')
        self.host.cron(self.erp.name)
        self.confirm(sale)
        self.assertEqual(self.exposure(customer), '60.00')

    def test_a_truncate_of_what_is_read_reads_everything_anew(self):
        (before,), = self.erp.in_schema('select cg_epoch()')
        self.erp.sql('truncate sale_invoice_ignored_rel', user='tryton')
        (after,), = self.erp.in_schema('select cg_epoch()')
        self.assertEqual(after, before + 1)
        unseen = self.erp.in_schema(
            'select distinct cast(d.refobjid as regclass) from pg_depend d'
            ' join pg_rewrite r on r.oid = d.objid'
            ' join pg_class t on t.oid = d.refobjid and t.relkind = $$r$$'
            " where r.ev_class in (cast('cg_erp_order' as regclass),"
            " cast('cg_erp_open_item' as regclass), cast('cg_erp_in_clearing' as regclass))"
            " and d.refclassid = cast('pg_class' as regclass) and not exists ("
            ' select from pg_trigger where tgrelid = t.oid'
            " and tgname = 'cg_changed_truncate')")
        self.assertEqual(unseen, [])

    def test_a_tax_that_ends_is_read_anew_the_next_day(self):
        customer = self.customer(limit=10000)
        sale = self.order(customer, ('Rope', 1, '100.00'))
        self.confirm(sale)

        def kept():
            "Of the order: its draft invoice keeps the tax that it was made with."
            (amount,), = self.erp.in_schema('select sum(amount_minor) from cg_open_total'
                " join cg_account using (account_id) where source = 'open_order'"
                ' and customer_id = %s', customer)
            return int(amount)
        self.host.cron(self.erp.name)
        self.assertEqual(kept(), 12000)
        tax, yesterday = self.trade.taxes['Rope'], datetime.date.today() - datetime.timedelta(1)
        try:
            # As it is when the day begins: what was told of the change was told long ago.
            self.erp.sql('alter table account_tax disable trigger cg_changed_update')
            self.erp.sql("update account_tax set end_date = '%s' where id = %s" % (yesterday, tax))
            self.erp.sql("update creditgate.cg_setting set value = '%s' where name = 'turned_on'"
                % yesterday)
            self.assertEqual(kept(), 12000)
            self.host.cron(self.erp.name)
            self.assertEqual(kept(), 10000)
            self.assertEqual(self.differences(), [])
        finally:
            self.erp.sql('alter table account_tax enable trigger cg_changed_update')
            self.erp.sql('update account_tax set end_date = null where id = %s' % tax)
        self.assertEqual(self.exposure(customer), '120.00')

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
