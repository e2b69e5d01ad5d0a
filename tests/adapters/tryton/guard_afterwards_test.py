# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of an approval when its document, its customer or its lines change afterwards."""
import io
import unittest

import psycopg2

from erp.guarded import CONFIRMED, GuardTest
from erp.host import until
from erp.rpc import RpcError

NO_APPROVAL = 'no approval at confirm that covers it'


class Enforced(GuardTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard('enforce')

    @classmethod
    def tearDownClass(cls):
        cls.guard('record')
        super().tearDownClass()

    def price(self, sale, price):
        self.as_erp('update sale_line set unit_price = %s where sale = %s', price, sale)

    def refused_by_guard(self, way):
        with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
            way()

    def test_an_approval_shrinks_with_its_order_and_grows_with_no_other(self):
        sale = self.confirmed(900)
        self.price(sale, 1)
        self.refused_by_guard(lambda: self.price(sale, '1.01'))
        self.price(sale, 1)
        self.assertEqual(self.erp.sql('select shown_minor, amount_minor >= shown_minor'
            ' from creditgate.cg_cover where document_id = %s', sale), [(100, True)])

    def test_what_is_back_at_the_end_of_a_transaction_is_not_refused(self):
        sale = self.confirmed(900)
        with self.session() as session:
            cursor = session.cursor()
            for price in (1, 900):
                cursor.execute('update sale_line set unit_price = %s where sale = %s',
                    (price, sale))
            session.commit()
        self.assertNotIn(sale, self.audit()[0])

    def test_a_line_below_zero_taken_away_while_another_session_confirms(self):
        customer = self.customer(limit=150)
        sale = self.order(customer, ('Book', 1, 1000), ('Book', -1, 900))
        with self.session() as first, self.session() as second:
            late = second.cursor()
            late.execute('select 1 from sale_sale')
            cursor = first.cursor()
            cursor.execute('select creditgate.cg_take_grant(%s)',
                (self.grant(first, sale, customer),))
            cursor.execute(CONFIRMED, (sale,))
            first.commit()
            with self.assertRaises(psycopg2.errors.SerializationFailure):
                late.execute('delete from sale_line where sale = %s and quantity < 0', (sale,))
        self.assertNotIn(sale, self.audit()[0])

    def test_what_truncate_took_does_not_come_back_by_itself(self):
        sale = self.confirmed()
        with self.session() as session:
            cursor = session.cursor()
            cursor.execute('create temporary table kept as select * from sale_line where sale = %s',
                (sale,))
            cursor.execute('truncate sale_line cascade')
            cursor.execute('insert into sale_line select * from kept')
            with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
                cursor.execute('set constraints all immediate')

    def test_lines_that_were_deleted_do_not_come_back_by_themselves(self):
        sale = self.confirmed()
        with self.session() as session:
            cursor = session.cursor()
            cursor.execute('create temporary table kept as select * from sale_line where sale = %s',
                (sale,))
            cursor.execute('delete from sale_line where sale = %s', (sale,))
            cursor.execute('set constraints all immediate')
            with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
                cursor.execute('insert into sale_line select * from kept')

    def test_copy_is_no_way_round(self):
        sale, lines = (self.order(self.customer(limit=1000), 100) for _ in range(2))
        names = ', '.join(name for name, in self.erp.sql(
                "select column_name from information_schema.columns"
                " where table_name = 'sale_sale' and column_name not in ('id', 'state')"))
        rows = io.StringIO()
        with self.session() as session:
            cursor = session.cursor()
            cursor.copy_expert("copy (select 'confirmed', %s from sale_sale where id = %s)"
                ' to stdout' % (names, sale), rows)
            rows.seek(0)
            cursor.copy_expert('copy sale_sale (state, %s) from stdin' % names, rows)
            cursor.execute('update sale_line set sale = (select max(id) from sale_sale)'
                ' where sale = %s', (lines,))
            with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
                session.commit()

    def test_shipping_by_hand_takes_nothing_out_of_the_credit(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 600)
        self.confirm(sale)
        self.assertEqual(until(lambda: self.state(sale) == 'processing'), True)
        self.admin.write('sale.sale', sale, shipment_method='manual')
        self.assertNotIn(sale, self.audit()[0])
        self.assertIn('limit', self.held(self.order(customer, 600)))
        by_hand = self.order(customer, 600, shipment_method='manual')
        self.assertIn('limit', self.held(by_hand))
        self.refused_by_guard(lambda: self.as_erp(CONFIRMED, by_hand))


class Merged(GuardTest):
    "Two records of one customer become one, while the guard refuses."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard('enforce')

    @classmethod
    def tearDownClass(cls):
        cls.guard('record')
        super().tearDownClass()

    def merge(self, source, destination):
        # Tryton merges only parties of one name.
        self.admin.write('party.party', destination,
            name=self.admin.read('party.party', source, 'name'))
        return self.admin.wizard('party.replace', 'party.party', source,
            {'ask': {'source': source, 'destination': destination}}, 'replace',
            _skip_warnings=True)

    def payer(self, sale):
        (customer,), = self.erp.sql("select customer_id from creditgate.cg_cover"
            " where document_kind = 'order' and document_id = %s", sale)
        return customer

    def test_the_approval_goes_with_the_order_and_it_is_told(self):
        source, destination = self.customer(limit=1000), self.customer(limit=1000)
        sale, draft = self.order(source, 100), self.order(source, 100)
        self.confirm(sale)
        self.assertEqual(until(lambda: self.state(sale) == 'processing'), True)
        self.merge(source, destination)
        self.assertEqual(self.ann.read('sale.sale', sale, 'party'), destination)
        self.assertEqual(self.payer(sale), destination)
        now, noted = self.audit()
        self.assertNotIn(sale, now)
        self.assertIn(sale, noted)
        self.assertIn('with the approval of customer %s, who was merged into this one' % source,
            self.host.creditgate(*self.configured(), 'audit'))
        with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
            self.as_erp('update sale_line set unit_price = unit_price + 1 where sale = %s', sale)
        self.confirm(draft)
        self.assertEqual(self.payer(draft), destination)

    def test_a_mere_change_of_the_payer_is_refused(self):
        source, destination, third = (self.customer(limit=1000) for _ in range(3))
        sale = self.order(source, 100)
        self.confirm(sale)
        self.assertEqual(until(lambda: self.state(sale) == 'processing'), True)
        for name, replaced_by, active, payer in [
                ('nobody is merged', None, True, destination),
                ('merged into a third one', third, False, destination),
                ('replaced and still in use', destination, True, destination)]:
            with self.subTest(name), self.session() as session:
                cursor = session.cursor()
                cursor.execute('update party_party set replaced_by = %s, active = %s where id = %s',
                    (replaced_by, active, source))
                cursor.execute('update sale_sale set party = %s where id = %s', (payer, sale))
                with self.assertRaisesRegex(psycopg2.Error, NO_APPROVAL):
                    session.commit()
        self.assertEqual(self.payer(sale), source)

    def test_what_cannot_go_along_is_refused_in_words(self):
        source, destination = self.customer(limit=1000), self.customer(limit=1000)
        self.guard('record')
        sale = self.order(source, 100)
        self.as_erp(CONFIRMED, sale)
        self.guard('enforce')
        self.erp.sql('delete from creditgate.cg_cover where document_id = %s', sale)
        with self.assertRaises(RpcError) as refusal:
            self.merge(source, destination)
        self.assertIn('no credit approval covers order', refusal.exception.text)
        self.assertEqual(self.ann.read('sale.sale', sale, 'party'), source)


class Copied(GuardTest):
    "What is signed with another database's key, as from a configuration that names another one."

    def test_an_approval_of_the_original_is_refused_in_words(self):
        self.confirmed()  # from now on Tryton's process knows its key
        sale = self.order(self.customer(limit=1000), 100)
        try:
            self.erp.sql("update creditgate.cg_setting set value = reverse(value)"
                " where name = 'grant_key'")
            self.assertIn('the approval is one of another database', self.refused(
                    self.confirm, sale))
        finally:
            self.erp.sql("update creditgate.cg_setting set value = reverse(value)"
                " where name = 'grant_key'")
        self.assertEqual(self.state(sale), 'quotation')
        self.confirm(sale)


class Recorded(GuardTest):
    "While it only notes, nothing of the guard fails Tryton's own write."

    def test_amounts_beyond_all_numbers(self):
        for quantity in ('1e18', '1e300', 'infinity', 'nan'):
            with self.subTest(quantity):
                sale = self.order(self.customer(limit=1000), 100)
                self.as_erp('update sale_line set quantity = %s where sale = %s', quantity, sale)
                self.as_erp(CONFIRMED, sale)
                self.assertEqual(self.erp.sql('select amount_minor from creditgate.cg_uncovered'
                    ' where document_id = %s', sale), [(10 ** 17,)])
                self.assertIn(sale, self.audit()[0])
                self.command('refresh')
                self.erp.sql("update sale_sale set state = 'cancelled' where id = %s", sale)
                self.erp.sql('update sale_line set quantity = 1 where sale = %s', sale)

    def test_references_that_name_nothing(self):
        customer = self.customer(limit=1000)
        invoice = self.trade.invoice(self.otto, customer, 100, post=False)
        for origin in ('sale.line,', 'sale.line,-1', 'sale.line,x', 'sale.line,' + '9' * 30):
            with self.subTest(origin):
                self.as_erp('update account_invoice_line set origin = %s where invoice = %s',
                    origin, invoice)
                self.as_erp("update account_invoice set number = %s where id = %s", origin, invoice)
        self.as_erp("update account_invoice_line set origin = null where invoice = %s", invoice)


if __name__ == '__main__':
    unittest.main()
