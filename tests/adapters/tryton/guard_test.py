# SPDX-License-Identifier: GPL-3.0-or-later
"""There is no way round: whichever program makes an order a confirmed one, at commit it has an
approval that covers it, or the commit is refused, or it is noted."""
import datetime
import unittest

import psycopg2

from erp.guarded import CONFIRMED, GuardTest
from erp.host import until
from erp.rpc import RpcError

TODAY = datetime.date.today()


class Enforced(GuardTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard('enforce')

    @classmethod
    def tearDownClass(cls):
        cls.guard('record')
        super().tearDownClass()

    def test_what_was_checked_passes_and_goes_on(self):
        sale = self.confirmed()
        self.assertNotIn(sale, self.audit()[0])

    def test_a_held_order_stays_held_and_a_release_lets_it_pass(self):
        sale = self.order(self.customer(limit=50), 100)
        self.held(sale)
        self.release(self.holds(sale))
        self.confirm(sale)
        self.assertNotIn(sale, self.audit()[0])

    def test_no_way_round(self):
        customer = self.customer(limit=1000)

        def drafted():
            return self.order(customer, 100)

        def reopened():
            sale = self.confirmed()
            self.as_erp("update sale_sale set state = 'draft' where id = %s", sale)
            self.as_erp(CONFIRMED, sale)
            return sale

        def copied():
            copy, = self.ann.call('model.sale.sale.copy', [self.confirmed()])
            self.as_erp(CONFIRMED, copy)

        def inserted():
            names = ', '.join(name for name, in self.erp.sql(
                    "select column_name from information_schema.columns"
                    " where table_name = 'sale_sale' and column_name not in ('id', 'state')"))
            head, lines = drafted(), drafted()
            with self.session() as session:
                cursor = session.cursor()
                cursor.execute('insert into sale_sale (state, %s) select %%s, %s from sale_sale'
                    ' where id = %%s returning id' % (names, names), ('processing', head))
                new, = cursor.fetchone()
                cursor.execute('update sale_line set sale = %s where sale = %s',
                    (new, lines))
                session.commit()

        def by_person(way):
            "What went through Tryton is refused in words."
            self.assertIn('press Confirm on the order', self.denied(way))

        def by_program(way):
            with self.assertRaisesRegex(psycopg2.Error, 'no approval at confirm that covers it'):
                way()

        for name, refused, way in [
                ('an RPC writes the state', by_person, lambda: self.sue.write(
                        'sale.sale', drafted(), state='confirmed', sale_date=TODAY)),
                ('an RPC writes the last state', by_person, lambda: self.sue.write(
                        'sale.sale', drafted(), state='done', sale_date=TODAY)),
                ('SQL writes the state', by_program,
                    lambda: self.as_erp(CONFIRMED, drafted())),
                ('SQL writes that of goods from which as much is deducted', by_program,
                    lambda: self.as_erp(CONFIRMED, self.order(
                            customer, ('Book', 1, 100), ('Book', 1, -100)))),
                ('SQL inserts it as processing', by_program, inserted),
                ('it was approved, cancelled and opened again', by_program, reopened),
                ('a copy of an approved one', by_program, copied),
                ('its line is dearer afterwards', by_program, lambda: self.as_erp(
                        'update sale_line set unit_price = unit_price + 1 where sale = %s',
                        self.confirmed())),
                ('an RPC adds to its line afterwards', by_person, lambda: self.sue.write(
                        'sale.line', self.line(self.confirmed()), quantity=2)),
                ('an RPC gives it to another payer afterwards', by_person, lambda: self.to_payer(
                        self.confirmed(), self.customer())),
                ('another company afterwards', by_program, lambda: self.as_erp(
                        'with other as (insert into company_company (party, currency) select'
                        ' party, currency from company_company limit 1 returning id)'
                        ' update sale_sale set company = other.id from other'
                        ' where sale_sale.id = %s', self.confirmed())),
                ('another payer afterwards', by_program, lambda: self.as_erp(
                        'update sale_sale set party = %s, invoice_party = null where id = %s',
                        self.customer(), self.confirmed())),
                ]:
            with self.subTest(name):
                refused(way)
        self.assertEqual(self.audit()[0], set())

    def to_payer(self, sale, customer):
        address = self.trade.address(customer)
        self.sue.write('sale.sale', sale, party=customer, invoice_party=None,
            invoice_address=address, shipment_address=address)

    def denied(self, way):
        "The words in which a person is told that nothing was saved."
        with self.assertRaises(RpcError) as refusal:
            way()
        self.assertEqual(refusal.exception.kind, 'UserError', refusal.exception.text)
        self.assertRegex(refusal.exception.text,
            r'^Nothing was saved: no credit approval covers order \d+ as it would be\.')
        return refusal.exception.text

    def test_who_is_refused_can_go_on(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.denied(lambda: self.sue.write('sale.sale', sale, state='confirmed',
                sale_date=TODAY))
        self.assertEqual(self.state(sale), 'quotation')
        self.confirm(sale)
        self.assertEqual(until(lambda: self.state(sale) == 'processing'), True)

    def test_lines_that_tryton_rounds_are_not_refused(self):
        for lines in [
                [('Book', 3, '33.3333')],
                [('Book', 1, '0.0049')] * 5 + [('Book', 1, '1')],
                [('Book', 1, '0.0051')] * 5,
                [('Book', 7, '0.0149'), ('Book', 1, '99.9951')]]:
            with self.subTest(lines):
                sale = self.order(self.customer(limit=1000), *lines)
                self.confirm(sale)
                self.assertNotIn(sale, self.audit()[0])

    def test_a_smaller_order_needs_no_new_approval(self):
        sale = self.confirmed()
        self.as_erp('update sale_line set unit_price = unit_price - 1 where sale = %s', sale)
        with self.assertRaisesRegex(psycopg2.Error, 'has no approval'):
            self.as_erp('update sale_line set unit_price = unit_price + 2 where sale = %s', sale)

    def test_a_grant_is_of_one_transaction(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 100)
        with self.session() as first:
            grant = self.grant(first, sale, customer)
            cursor = first.cursor()
            cursor.execute('select creditgate.cg_take_grant(%s)', (grant,))
            cursor.execute(CONFIRMED, (sale,))
            first.rollback()
            for name, forged in {
                    'replayed': grant,
                    'of more': grant.replace('|10000|', '|90000|'),
                    'of another order': grant.replace('|%s|' % sale, '|%s|' % (sale + 1)),
                    'cut': grant[:-1],
                    'empty': '',
                    'nothing': None,
                    }.items():
                with self.subTest(name), self.assertRaisesRegex(
                        psycopg2.Error, 'not one for this transaction'):
                    try:
                        cursor.execute('select creditgate.cg_take_grant(%s)', (forged,))
                    finally:
                        first.rollback()
            grant = self.grant(first, sale, customer)
            cursor.execute('select creditgate.cg_take_grant(%s)', (grant,))
            cursor.execute(CONFIRMED, (sale,))
            first.commit()
        self.assertEqual(self.state(sale), 'confirmed')

    def test_two_confirm_by_one_release_and_no_hold_is_left(self):
        customer = self.customer(limit=50)
        sale = self.order(customer, 100)
        self.held(sale)
        hold, = self.holds(sale)
        self.command('release', str(hold), '--reason', 'agreed')
        with self.session() as first, self.session() as second:
            cursor = first.cursor()
            cursor.execute('select creditgate.cg_take_grant(%s)',
                (self.grant(first, sale, customer),))
            cursor.execute(CONFIRMED, (sale,))
            self.assertEqual(self.asked(second, sale, customer)['outcome'], 'hold')
            self.command('refresh')
            self.assertEqual(len(self.holds(sale)), 1)
            first.commit()
        self.command('refresh')
        self.assertEqual(self.holds(sale), [])
        self.assertEqual(self.state(sale), 'confirmed')
        # More than went on is another question, and stays with the controller.
        with self.session() as third:
            self.assertEqual(self.asked(third, sale, customer, '200.00')['outcome'], 'hold')
        self.command('refresh')
        self.assertEqual(len(self.holds(sale)), 1)

    def test_a_line_that_comes_between_look_and_confirmation_is_not_missed(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 100)
        with self.session() as session:
            cursor = session.cursor()
            cursor.execute('select 1 from sale_sale')
            self.sue.write('sale.line', self.line(sale), quantity=2)
            cursor.execute('select creditgate.cg_take_grant(%s)',
                (self.grant(session, sale, customer),))
            with self.assertRaises(psycopg2.errors.SerializationFailure):
                cursor.execute(CONFIRMED, (sale,))

    def test_the_erps_role_cannot_make_a_cover(self):
        for statement in (
                "insert into creditgate.cg_cover values ('order', 1, 'confirm', 'grant', 1, 1,"
                " 'EUR', 1, 1, 1)",
                'update creditgate.cg_cover set amount_minor = 1',
                'truncate creditgate.cg_cover',
                'insert into creditgate.cg_decision (decision_id) values (1)',
                "update creditgate.cg_decision set outcome = 'approve'",
                "update creditgate.cg_hold set state = 'released'",
                'delete from creditgate.cg_reservation',
                'delete from creditgate.cg_uncovered',
                'delete from creditgate.cg_touched',
                'select creditgate.cg_move_merged(null)',
                "insert into creditgate.cg_setting values ('guard', 'record')",
                "select creditgate.cg_keep_cover('order', 1, 'confirm', 'grant', 1, 1, 'EUR', 1,"
                " 1)",
                "select creditgate.cg_hmac('', '')",
                'select value from creditgate.cg_setting',
                'alter table creditgate.cg_dirty disable trigger cg_guard',
                'set role creditgate'):
            with self.subTest(statement), \
                    self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                self.as_erp(statement)

    def test_what_was_confirmed_before_goes_on(self):
        self.guard('record')
        sale = self.order(self.customer(limit=1000), 100)
        self.as_erp(CONFIRMED, sale)
        self.assertIn(sale, self.audit()[0])
        self.guard('enforce')
        self.assertEqual(self.audit()[0], set())
        self.admin.press('sale.sale', 'process', sale)
        self.assertEqual(self.state(sale), 'processing')


    def doctor(self):
        "What it says of the guard; of other things it may complain as it likes."
        try:
            said = self.host.creditgate(*self.configured(), 'doctor')
        except RuntimeError as error:
            said = str(error)
        line, = [each for each in said.splitlines() if ' guard ' in each]
        return line.split(maxsplit=2)

    def test_doctor_misses_the_guard(self):
        for table in ('cg_dirty', 'cg_touched'):
            with self.subTest(table):
                self.erp.sql('alter table creditgate.%s disable trigger cg_guard' % table)
                try:
                    self.assertEqual(self.doctor(),
                        ['BAD', 'guard', 'its trigger is missing or disabled'])
                finally:
                    self.erp.sql('alter table creditgate.%s enable trigger cg_guard' % table)
                self.assertEqual(self.doctor(),
                    ['good', 'guard', 'refuses what no approval covers'])


class Recorded(GuardTest):

    def test_what_passes_is_noted_once_and_found(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.as_erp(CONFIRMED, sale)
        self.as_erp("update sale_sale set state = 'processing' where id = %s", sale)
        now, noted = self.audit()
        self.assertIn(sale, now)
        self.assertIn(sale, noted)
        self.assertEqual(self.erp.sql('select amount_minor, noted_for from'
            ' creditgate.cg_uncovered where document_id = %s', sale), [(10000, 'tryton')])

    def test_each_of_many_in_one_statement_is_noted_once(self):
        customer = self.customer(limit=1000)
        sales = [self.order(customer, amount) for amount in (100, 200, 300)]
        self.as_erp("update sale_sale set state = 'confirmed', sale_date = current_date"
            " where id = any (%s)", sales)
        self.assertEqual(self.erp.sql('select document_id, amount_minor from'
            ' creditgate.cg_uncovered where document_id = any (%s) order by 1', sales),
            list(zip(sales, (10000, 20000, 30000))))
        self.assertEqual(self.erp.sql('select count(*) from creditgate.cg_touched'), [(0,)])

    def test_each_of_many_in_statements_of_one_transaction_is_noted_once(self):
        customer = self.customer(limit=1000)
        sales = [self.order(customer, amount) for amount in (100, 200, 300)]
        # Sent together, they are one transaction; the first one is written twice.
        again = "update sale_sale set number = 'again' where id = %s"
        self.as_erp('; '.join([CONFIRMED] * 3 + [again]), *sales, sales[0])
        self.assertEqual(self.erp.sql('select document_id, amount_minor from'
            ' creditgate.cg_uncovered where document_id = any (%s) order by 1', sales),
            list(zip(sales, (10000, 20000, 30000))))
        self.assertEqual(self.erp.sql('select count(*) from creditgate.cg_touched'), [(0,)])

    def test_a_disabled_trigger_is_found(self):
        self.as_erp('alter table sale_sale disable trigger cg_changed_update')
        try:
            sale = self.order(self.customer(limit=1000), 100)
            self.as_erp(CONFIRMED, sale)
            self.assertIn(sale, self.audit()[0])
            with self.assertRaisesRegex(RuntimeError, 'triggers'):
                self.host.creditgate(*self.configured(), 'doctor')
        finally:
            self.as_erp('alter table sale_sale enable trigger cg_changed_update')


if __name__ == '__main__':
    unittest.main()
