# SPDX-License-Identifier: GPL-3.0-or-later
"""What people see: the Credit tab of a party, the worklist, the sale's credit status."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from erp.rpc import RpcError

LAST_YEAR = datetime.date(datetime.date.today().year - 1, 12, 15)


class CreditTab(TrytonTest):

    def test_limit_exposure_overdue_aging_and_holds(self):
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, ('Rope', 1, '100')))
        self.trade.invoice(self.otto, customer, 200)
        self.trade.invoice(self.otto, customer, 50, post=False)
        self.trade.receive(self.otto, customer, 30)
        sale = self.order(customer, 5000)
        self.held(sale)
        expected = {
            'credit_limit_state': 'amount', 'credit_limit': 1000, 'credit_blocked': False,
            'credit_exposure': 340, 'credit_available': 660, 'credit_utilisation': 34,
            'credit_open_order': 120, 'credit_open_order_beyond_horizon': 0,
            'credit_draft_invoice': 50,
            'credit_open_item_not_due': 200, 'credit_open_item_overdue': 0,
            'credit_unallocated': -30, 'credit_overdue': 0, 'credit_overdue_items': 0,
            'credit_oldest_due_date': None, 'credit_aging_not_due': 200,
            'credit_aging_1_30': 0, 'credit_aging_over_120': 0,
            'credit_holds': self.holds(sale)}
        self.assertEqual(self.read(customer, *expected), expected)

    def test_what_is_overdue(self):
        customer = self.customer(limit=1000)
        self.trade.invoice(self.otto, customer, 200, date=LAST_YEAR,
            payment_term=self.trade.terms['At once'])
        days = (datetime.date.today() - LAST_YEAR).days
        found = self.read(customer, 'credit_overdue', 'credit_overdue_items',
            'credit_oldest_due_date', 'credit_overdue_days', 'credit_open_item_overdue')
        self.assertEqual(found, {
                'credit_overdue': 200, 'credit_overdue_items': 1,
                'credit_oldest_due_date': LAST_YEAR, 'credit_overdue_days': days,
                'credit_open_item_overdue': 200})
        aging = self.read(customer, 'credit_aging_1_30', 'credit_aging_31_60',
            'credit_aging_61_90', 'credit_aging_91_120', 'credit_aging_over_120')
        self.assertEqual(sorted(aging.values()), [0, 0, 0, 0, 200])

    def test_a_customer_without_a_limit(self):
        found = self.read(self.customer(), 'credit_limit_state', 'credit_limit',
            'credit_exposure', 'credit_available')
        self.assertEqual(found, {'credit_limit_state': 'none', 'credit_limit': None,
                'credit_exposure': 0, 'credit_available': None})

    def test_a_bucket_shows_its_documents(self):
        customer = self.customer(limit=1000)
        near, far = self.order(customer, 300), self.order(customer, 200)
        for sale, days in [(near, 0), (far, 400)]:
            self.admin.write('sale.sale', sale,
                shipping_date=datetime.date.today() + datetime.timedelta(days))
            self.confirm(sale)
        invoice = self.trade.invoice(self.otto, customer, 50)
        payment = self.trade.receive(self.otto, customer, 30)
        number = self.otto.read('account.move', payment, 'post_number')
        sales = {sale: self.ann.read('sale.sale', sale, 'number') for sale in (near, far)}
        for bucket, rows in [
                ('open_order', [(sales[near], 'sale.sale,%s' % near, Decimal(300)),
                    (sales[far], 'sale.sale,%s' % far, Decimal(200))]),
                ('open_item_not_due', [(self.otto.read('account.invoice', invoice, 'number'),
                    'account.invoice,%s' % invoice, Decimal(50))]),
                ('unallocated', [(number, None, Decimal(-30))]),
                ('draft_invoice', [])]:
            with self.subTest(bucket=bucket):
                self.assertEqual(self.documents(self.ann, customer, bucket), rows)

    def test_documents_are_for_the_credit_groups(self):
        customer = self.customer(limit=1000)
        for person in (self.ann, self.carl, self.mary):
            with self.subTest(person=person.login):
                self.assertEqual(self.documents(person, customer, 'open_order'), [])
        with self.assertRaisesRegex(RpcError, 'not allowed|do not have'):
            self.documents(self.sue, customer, 'open_order')

    def documents(self, person, customer, bucket):
        shown = person.wizard('creditgate.documents', 'party.party', customer,
            {'choice': {'bucket': bucket}}, 'shown')
        return [(row['number'], row['document'], row['amount'])
            for row in shown['view']['defaults']['documents']]

    def read(self, customer, *names):
        found = self.carl.read('party.party', customer, *names)
        return {name: found[name] for name in names}


class SetLimit(TrytonTest):

    def test_the_form_shows_the_limit_in_force(self):
        customer = self.customer(limit=700)
        active = dict(active_model='party.party', active_id=customer, active_ids=[customer])
        session, start, _ = self.mary.call('wizard.creditgate.set_limit.create')
        view = self.mary.call('wizard.creditgate.set_limit.execute', session, {}, start,
            **active)['view']
        self.assertEqual(view['defaults']['amount'], Decimal(700))
        self.assertEqual(view['defaults']['limit_state'], 'amount')

    def test_days_are_kept_and_shown(self):
        customer = self.customer(limit=700)
        today = datetime.date.today()
        week = today + datetime.timedelta(7)
        self.mary.wizard('creditgate.set_limit', 'party.party', customer, {'start': {
                    'limit_state': 'amount', 'amount': Decimal(700), 'valid_from': today,
                    'valid_to': week, 'review_on': week, 'reason': 'until the review'}}, 'act')
        self.host.creditgate('--config', str(self.host.folder / ('%s.json' % self.erp.name)),
            'temporary-limit', str(customer), '50', 'EUR', '--to', week.isoformat(),
            '--reason', 'season')
        self.assertEqual(self.carl.read('party.party', customer, 'credit_limit'), 750)
        self.assertEqual(self.carl.read('party.party', customer, 'credit_temporary'), 50)
        self.assertEqual(self.carl.read('party.party', customer, 'credit_limit_to'), week)
        active = dict(active_model='party.party', active_id=customer, active_ids=[customer])
        session, start, _ = self.mary.call('wizard.creditgate.set_limit.create')
        shown = self.mary.call('wizard.creditgate.set_limit.execute', session, {}, start,
            **active)['view']['defaults']
        # Not what is on top of it for a time.
        self.assertEqual(shown['amount'], Decimal(700))
        self.assertEqual((shown['valid_from'], shown['valid_to'], shown['review_on']),
            (today, week, week))

    def test_a_credit_term_is_kept_and_shown(self):
        customer = self.customer(limit=700)

        def set_days(days):
            self.mary.wizard('creditgate.set_limit', 'party.party', customer, {'start': {
                        'limit_state': 'amount', 'amount': Decimal(700), 'credit_days': days,
                        'reason': 'agreed'}}, 'act')
            return self.carl.read('party.party', customer, 'credit_days')

        self.assertEqual(set_days(45), 45)
        self.assertEqual(set_days(0), 0)
        self.assertIsNone(set_days(None))

    def test_a_temporary_amount_is_set_and_ended(self):
        today = datetime.date.today()
        customer = self.customer(limit=500)

        def set_temporary(amount, to):
            self.carl.wizard('creditgate.set_limit', 'party.party', customer, {'start': {
                        'limit_state': 'amount', 'amount': Decimal(500), 'temporary': amount,
                        'temporary_from': amount and today, 'temporary_to': to,
                        'reason': 'season'}}, 'act')

        sale = self.order(customer, 600)
        self.held(sale)
        set_temporary(Decimal(100), today)
        self.assertEqual(self.state(sale), 'processing')
        shown = self.carl.read('party.party', customer, 'credit_limit', 'credit_temporary',
            'credit_temporary_to')
        self.assertEqual((shown['credit_limit'], shown['credit_temporary'],
                shown['credit_temporary_to']), (Decimal(600), Decimal(100), today))
        set_temporary(None, None)
        self.assertEqual(self.carl.read('party.party', customer, 'credit_limit'), Decimal(500))
        self.assertIsNone(self.carl.read('party.party', customer, 'credit_temporary'))

    def test_no_credit_agreed(self):
        customer = self.customer(limit=700)
        self.trade.set_limit(self.mary, customer, None)
        self.assertEqual(self.carl.read('party.party', customer, 'credit_limit_state'), 'none')

    def test_bad_amounts_are_refused_in_words(self):
        customer = self.customer(limit=700)
        for amount in ['-1', '1.005']:
            with self.subTest(amount=amount):
                text = self.refused(self.trade.set_limit, self.carl, customer, amount)
                self.assertIn('The credit limit is %s EUR, expected 0 or more' % amount, text)
                self.assertEqual(self.carl.read('party.party', customer, 'credit_limit'), 700)


class Worklist(TrytonTest):

    def test_a_hold_in_the_list(self):
        sale = self.order(self.customer(limit=1000), ('Rope', 1, '1500'))
        self.held(sale)
        customer = self.ann.read('sale.sale', sale, 'party')
        for times in [self.carl.read('creditgate.hold', self.holds(sale)[0], 'opened_at'),
                self.carl.read('party.party', customer, 'credit_as_of')]:
            self.assertEqual(times.microsecond, 0)
            self.assertLess(abs(datetime.datetime.utcnow() - times), datetime.timedelta(minutes=5))
        hold, = self.holds(sale)
        for person in (self.ann, self.carl, self.mary):
            with self.subTest(person=person.login):
                found = person.read('creditgate.hold', hold, 'state', 'amount', 'customer',
                    'opened_by', 'checkpoint', 'sale', 'requested', 'reasons', 'next_step')
                self.assertEqual(
                    [found[name] for name in ('state', 'amount', 'customer', 'opened_by',
                            'checkpoint', 'sale', 'requested')],
                    ['open', Decimal(1800), self.ann.read('sale.sale', sale, 'party'), 'ann',
                        'confirm', sale, False])
                self.assertIn('1,800.00 EUR', found['reasons'])
                self.assertIn('credit controller', found['next_step'])

    def test_open_holds_come_first(self):
        first = self.order(self.customer(), 10)
        self.held(first)
        second = self.order(self.customer(), 10)
        self.held(second)
        newer, = self.holds(second)
        self.release(newer)
        listed = self.carl.search('creditgate.hold', [('sale', 'in', [first, second])])
        states = [self.carl.read('creditgate.hold', id_, 'state') for id_ in listed]
        self.assertEqual(states, ['open', 'released'])

    def test_the_menu_is_for_the_credit_groups(self):
        for person, seen in [(self.ann, 1), (self.carl, 1), (self.mary, 1), (self.sue, 0)]:
            with self.subTest(person=person.login):
                found = person.search('ir.ui.menu',
                    [('name', '=', 'Holds'), ('parent.name', '=', 'Credit')])
                self.assertEqual(len(found), seen)

    def test_several_are_released_at_once(self):
        sales = [self.order(self.customer(), 10) for _ in range(2)]
        for sale in sales:
            self.held(sale)
        self.release([self.holds(sale)[0] for sale in sales])
        self.assertEqual([self.state(sale) for sale in sales], ['processing'] * 2)


class SaleScreens(TrytonTest):

    def test_the_status_is_searched_and_listed(self):
        customer = self.customer(limit=1000)
        good, bad = self.order(customer, 100), self.order(customer, 5000)
        new = self.order(customer, 1)
        self.confirm(good)
        self.held(bad)
        for status, sales in [('approved', [good]), ('held', [bad]), ('none', [new])]:
            with self.subTest(status=status):
                self.assertEqual(self.ann.search('sale.sale',
                        [('credit_status', '=', status), ('party', '=', customer)]), sales)
        self.assertEqual(self.ann.search('sale.sale', [('credit_status', '!=', 'held'),
                    ('party', '=', customer)], [('id', 'ASC')]), [good, new])

    def test_form_list_and_party_have_the_fields(self):
        for model, kind, field in [
                ('sale.sale', 'form', 'credit_status'), ('sale.sale', 'form', 'credit_reasons'),
                ('sale.sale', 'tree', 'credit_status'), ('party.party', 'form', 'credit_limit'),
                ('creditgate.hold', 'tree', 'reasons'), ('creditgate.hold', 'form', 'state')]:
            with self.subTest(model=model, view=kind, field=field):
                view = self.ann.call('model.%s.fields_view_get' % model, None, kind)
                self.assertIn('name="%s"' % field, view['arch'])

    def test_who_may_read_the_sale_reads_why_it_is_held(self):
        sale = self.order(self.customer(), 10)
        self.held(sale)
        self.assertEqual(self.sue.read('sale.sale', sale, 'credit_status'), 'held')
        self.assertIn('no credit limit', self.sue.read('sale.sale', sale, 'credit_reasons'))


if __name__ == '__main__':
    unittest.main()
