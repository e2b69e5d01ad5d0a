# SPDX-License-Identifier: GPL-3.0-or-later
"""Guarantees on the Credit tab of a party, and the review of a customer."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'
TODAY = datetime.date.today()
DAY = datetime.timedelta(1)


class OnTheTab(TrytonTest):

    def setUp(self):
        self.payer = self.customer(limit=1000)

    def limit(self):
        return self.carl.read('party.party', self.payer, 'credit_limit')

    def act(self, person, name, /, **start):
        return person.wizard('creditgate.' + name, 'party.party', self.payer,
            {'start': dict({'reason': 'because'}, **start)}, 'act')

    def form(self, person, name):
        active = dict(active_model='party.party', active_id=self.payer, active_ids=[self.payer])
        session, start, _ = person.call('wizard.creditgate.%s.create' % name)
        return person.call('wizard.creditgate.%s.execute' % name, session, {}, start,
            **active)['view']['defaults']


class Guarantees(OnTheTab):

    def add(self, person=None, /, **values):
        return self.act(person or self.carl, 'set_guarantee', **dict({
                    'kind': 'guarantee', 'name': 'Harbour Bank', 'value': Decimal(500),
                    'percent': 100}, **values))

    def rows(self, *names):
        ids = self.carl.read('party.party', self.payer, 'credit_guarantees')
        return [[row[name] for name in names] for row in self.carl.call(
                'model.creditgate.guarantee.read', ids, list(names))]

    def end(self, person, *numbers):
        return self.act(person, 'end_guarantee',
            guarantees=[{'number': number, 'ends': True} for number in numbers])

    def numbers(self):
        return [each['number'] for each in self.form(self.carl, 'end_guarantee')['guarantees']]

    def test_it_raises_the_limit_by_its_share_while_it_is_valid(self):
        for valid_from, valid_to, adds in [
                (None, None, 250), (TODAY, TODAY, 250), (TODAY + DAY, None, 0),
                (None, TODAY - DAY, 0)]:
            with self.subTest(valid_from=valid_from, valid_to=valid_to):
                self.add(percent=50, valid_from=valid_from, valid_to=valid_to)
                self.assertEqual(self.rows('kind', 'name', 'value', 'percent', 'adds',
                        'currency', 'valid_from', 'valid_to', 'set_by'),
                    [['guarantee', 'Harbour Bank', Decimal(500), 50, Decimal(adds), 'EUR',
                        valid_from, valid_to, 'carl']])
                self.assertEqual(self.limit(), 1000 + adds)
                self.end(self.carl, *self.numbers())
                self.assertEqual((self.rows('name'), self.limit()), ([], 1000))

    def test_a_held_order_goes_on_when_it_comes_and_the_next_is_held_when_it_is_ended(self):
        sale = self.order(self.payer, 1500)
        self.held(sale)
        self.add(value=Decimal('499.99'), kind='collateral', name='Warehouse')
        self.assertEqual(self.state(sale), 'quotation')
        self.add(value=Decimal('0.01'), kind='insurance', name='Insurer')
        self.assertEqual(self.state(sale), 'processing')
        self.assertEqual([kind for kind, in self.rows('kind')], ['collateral', 'insurance'])
        self.end(self.mary, self.numbers()[0])
        self.assertEqual(self.rows('kind'), [['insurance']])
        self.assertIn('allows 1,000.01 EUR', self.held(self.order(self.payer, '0.01')))

    def test_bad_ones_are_refused_in_words(self):
        for values, told in [
                ({'value': Decimal(-1)}, 'The value is -1 EUR, expected 0 or more'),
                ({'value': Decimal('1.005')}, 'The value is 1.005 EUR'),
                ({'percent': 101}, '101'),
                ({'percent': -1}, '-1'),
                ({'valid_from': TODAY, 'valid_to': TODAY - DAY}, str(TODAY - DAY)),
                ({'name': ''}, 'name')]:
            with self.subTest(**values):
                self.assertIn(told, self.refused(self.add, **values))
                self.assertEqual((self.rows('name'), self.limit()), ([], 1000))

    def test_only_those_of_the_customer_are_ended(self):
        self.add()
        number, = self.numbers()
        first = self.payer
        self.payer = self.customer(limit=1000)
        for chosen in ([], [number]):
            with self.subTest(chosen=chosen):
                self.assertIn('No guarantee of this customer is chosen',
                    self.refused(self.end, self.carl, *chosen))
        self.payer = first
        self.assertEqual((self.numbers(), self.limit()), ([number], 1500))

    def test_rights_are_the_servers(self):
        self.add()
        number, = self.numbers()
        row, = self.carl.read('party.party', self.payer, 'credit_guarantees')
        self.assertEqual(self.ann.read('creditgate.guarantee', row, 'name'), 'Harbour Bank')
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.add, person), DENIED)
                self.assertRegex(self.refused(self.end, person, number), DENIED)
                for button in ('set_credit_guarantee', 'end_credit_guarantee'):
                    self.assertRegex(
                        self.refused(person.press, 'party.party', button, self.payer), DENIED)
        for person in (self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(
                    self.refused(person.read, 'creditgate.guarantee', row, 'name'), DENIED)
        for person in (self.ann, self.carl, self.mary, self.admin):
            for name, *arguments in [('write', [row], {'percent': 1}),
                    ('create', [{'percent': 1}]), ('delete', [row])]:
                with self.subTest(person=person.login, method=name):
                    self.assertRegex(self.refused(person.call,
                            'model.creditgate.guarantee.' + name, *arguments),
                        DENIED + '|cannot be written')
        self.assertEqual((self.numbers(), self.limit()), ([number], 1500))


class Reviews(OnTheTab):

    def shown(self):
        found = self.ann.read('party.party', self.payer, 'credit_risk_class',
            'credit_rating_grade', 'credit_review_on')
        return [found[name] for name in
            ('credit_risk_class', 'credit_rating_grade', 'credit_review_on')]

    def test_class_grade_and_the_next_day_are_set_each_by_itself(self):
        self.assertEqual(self.shown(), [None, None, None])
        for said, expected in [
                ({'risk_class': 'B'}, ['B', None, None]),
                ({'rating_grade': 'A-'}, ['B', 'A-', None]),
                ({'review_on': TODAY}, ['B', 'A-', TODAY]),
                ({'risk_class': 'C', 'review_on': TODAY + DAY}, ['C', 'A-', TODAY + DAY]),
                ({'risk_class': '', 'rating_grade': None}, [None, None, TODAY + DAY]),
                ({'review_on': None}, [None, None, None])]:
            with self.subTest(**said):
                self.act(self.carl, 'review', **said)
                self.assertEqual(self.shown(), expected)
                self.assertEqual(self.limit(), 1000)

    def test_the_limit_and_its_days_stay(self):
        self.act(self.mary, 'set_limit', limit_state='amount', amount=Decimal(700),
            valid_from=TODAY, valid_to=TODAY + DAY, credit_days=45)
        self.act(self.carl, 'review', review_on=TODAY)
        found = self.carl.read('party.party', self.payer, 'credit_limit', 'credit_limit_from',
            'credit_limit_to', 'credit_review_on', 'credit_days')
        self.assertEqual([found[name] for name in ('credit_limit', 'credit_limit_from',
                    'credit_limit_to', 'credit_review_on', 'credit_days')],
            [Decimal(700), TODAY, TODAY + DAY, TODAY, 45])

    def test_the_form_shows_what_there_is(self):
        self.act(self.carl, 'review', risk_class='B', rating_grade='A', review_on=TODAY)
        shown = self.form(self.mary, 'review')
        self.assertEqual([shown[name] for name in ('risk_class', 'rating_grade', 'review_on')],
            ['B', 'A', TODAY])

    def test_rights_are_the_servers(self):
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.act, person, 'review', risk_class='A'), DENIED)
                self.assertRegex(
                    self.refused(person.press, 'party.party', 'review_credit', self.payer), DENIED)
                self.assertEqual(self.shown(), [None, None, None])


if __name__ == '__main__':
    unittest.main()
