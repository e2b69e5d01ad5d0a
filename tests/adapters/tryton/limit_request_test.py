# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk asks for a higher limit, a controller and a manager approve it in Tryton."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'
MODEL = 'creditgate.limit_request'


class LimitRequests(TrytonTest):

    def setUp(self):
        self.payer = self.customer(limit=1000)

    def ask(self, person, amount, customer=None, **more):
        customer = customer or self.payer
        person.wizard('creditgate.request_limit', 'party.party', customer, {'start': dict({
                    'limit_state': 'amount', 'amount': Decimal(amount), 'reason': 'season'},
                    **more)}, 'act')
        return self.open_of(customer)

    def open_of(self, customer):
        request, = self.carl.search(MODEL,
            [('customer', '=', customer), ('state', '=', 'open')])
        return request

    def verdict(self, person, name, ids, **start):
        return person.wizard('creditgate.%s_limit' % name, MODEL, ids, {'start': start}, 'act')

    def form(self, person, name, request):
        active = dict(active_model=MODEL, active_id=request, active_ids=[request])
        session, start, _ = person.call('wizard.creditgate.%s_limit.create' % name)
        return person.call('wizard.creditgate.%s_limit.execute' % name, session, {}, start,
            **active)['view']['defaults']

    def limit(self, customer=None):
        return self.carl.read('party.party', customer or self.payer, 'credit_limit')

    def read(self, request, *names, person=None):
        found = (person or self.carl).read(MODEL, request, *names)
        return [found[name] for name in names]

    def test_the_last_approval_releases_the_held_order(self):
        sale = self.order(self.payer, 15000)
        self.held(sale)
        request = self.ask(self.ann, 20000)
        self.assertEqual(
            self.read(request, 'state', 'before', 'limit', 'asked_by', 'reason', 'customer',
                person=self.ann),
            ['open', Decimal(1000), Decimal(20000), 'ann', 'season', self.payer])
        self.assertIn('credit manager', self.read(request, 'steps', 'who_next')[1])
        self.verdict(self.carl, 'approve', request, note='pays well')
        self.assertEqual(self.read(request, 'state', 'steps', 'who_next'),
            ['open', 'approved by carl: pays well', 'a credit manager'])
        self.assertEqual(self.limit(), 1000)
        self.verdict(self.mary, 'approve', request)
        self.assertEqual(self.read(request, 'state', 'closed_by'), ['approved', 'mary'])
        self.assertEqual(self.limit(), 20000)
        self.assertEqual(len(self.holds(sale, 'released')), 1)
        self.assertEqual(self.state(sale), 'processing')

    def test_rights_are_the_servers(self):
        request = self.ask(self.ann, 20000)
        for person in (self.ann, self.sue, self.otto):
            for name in ('approve', 'reject'):
                with self.subTest(person=person.login, wizard=name):
                    self.assertRegex(
                        self.refused(self.verdict, person, name, request, note='why not'),
                        DENIED)
                    self.assertRegex(self.refused(person.press, MODEL, name, request), DENIED)
        for person in (self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.ask, person, 20000), DENIED)
                self.assertRegex(self.refused(person.search, MODEL, []), DENIED)
        for person in (self.ann, self.carl, self.mary, self.admin):
            for name, *arguments in [('write', [request], {'state': 'approved'}),
                    ('create', [{'state': 'approved'}]), ('delete', [request])]:
                with self.subTest(person=person.login, method=name):
                    self.assertRegex(self.refused(person.call,
                            'model.%s.%s' % (MODEL, name), *arguments),
                        DENIED + '|cannot be written')
        self.assertEqual(self.read(request, 'state', 'steps'), ['open', ''])
        self.assertEqual(self.limit(), 1000)

    def test_nobody_approves_his_own_nor_twice(self):
        own = self.ask(self.carl, 2000)
        self.assertIn('carl has asked for limit request',
            self.refused(self.verdict, self.carl, 'approve', own))
        self.verdict(self.carl, 'withdraw', own, note='another way')
        self.assertEqual(self.read(own, 'state', 'close_note'), ['withdrawn', 'another way'])
        large = self.ask(self.ann, 20000)
        self.verdict(self.mary, 'approve', large)
        self.assertIn('another person has to approve it',
            self.refused(self.verdict, self.mary, 'approve', large))
        self.assertEqual(self.limit(), 1000)

    def test_a_rejection_has_a_note(self):
        request = self.ask(self.ann, 2000)
        self.assertIn('Say in the note', self.refused(self.verdict, self.carl, 'reject', request))
        self.verdict(self.carl, 'reject', request, note='pays late')
        self.assertEqual(self.read(request, 'state', 'closed_by', 'close_note', 'steps'),
            ['rejected', 'carl', 'pays late', 'rejected by carl: pays late'])
        self.assertIn('No open limit request',
            self.refused(self.verdict, self.mary, 'approve', request))
        self.assertEqual(self.limit(), 1000)

    def test_a_limit_that_was_changed_meanwhile_is_shown(self):
        request = self.ask(self.ann, 2000)
        shown = self.form(self.carl, 'approve', request)
        self.assertIn('1,000.00 EUR, asked for 2,000.00 EUR by ann: season', shown['requests'])
        self.assertIsNone(shown.get('now_state'))
        self.trade.set_limit(self.mary, self.payer, 1500)
        self.assertIn('1,500.00 EUR now',
            self.refused(self.verdict, self.carl, 'approve', request))
        shown = self.form(self.carl, 'approve', request)
        self.assertEqual((shown['now_state'], shown['now']), ('amount', Decimal(1500)))
        self.verdict(self.carl, 'approve', request, now_state='amount', now=shown['now'])
        self.assertEqual(self.limit(), 2000)

    def test_several_at_once_and_what_fails_is_told(self):
        customers = [self.customer(limit=100) for _ in range(3)]
        requests = [self.ask(person, 500, customer)
            for person, customer in zip((self.ann, self.carl, self.ann), customers)]
        shown = self.verdict(self.carl, 'approve', requests)
        self.assertIn('carl has asked for', shown['view']['defaults']['outcome'])
        self.assertEqual([self.limit(each) for each in customers], [500, 100, 500])
        self.assertFalse(self.verdict(self.mary, 'approve', requests[1:2]).get('view'))
        self.assertEqual(self.limit(customers[1]), 500)

    def test_a_credit_term_and_days_are_asked_for_and_become_agreed(self):
        week = datetime.date.today() + datetime.timedelta(7)
        self.carl.wizard('creditgate.set_limit', 'party.party', self.payer, {'start': {
                    'limit_state': 'amount', 'amount': Decimal(1000), 'credit_days': 30,
                    'valid_to': week, 'reason': 'agreed'}}, 'act')
        def agreed():
            return [self.carl.read('party.party', self.payer, name)
                for name in ('credit_limit', 'credit_days', 'credit_limit_to')]

        for days, asked, told in [
                ({'credit_days': 30, 'valid_to': week}, 1100, ''),
                ({'credit_days': 45, 'valid_to': week}, 1100,
                    'valid to %s\nto be paid in 45 days' % week),
                ({'credit_days': 0, 'valid_to': None}, 1100, 'to be paid in 0 days')]:
            with self.subTest(**days):
                request = self.ask(self.ann, asked, **days)
                self.assertEqual(self.read(request, 'terms', 'state'), [told, 'open'])
                self.assertIn(told, self.form(self.carl, 'approve', request)['requests'])
                before = agreed()
                # A longer term makes all of the limit a raise, which the first step reaches here.
                self.verdict(self.carl, 'approve', request)
                self.assertNotEqual(agreed(), before)
                self.assertEqual(agreed(), [Decimal(asked), *days.values()])

    def test_the_form_shows_the_present_terms(self):
        self.carl.wizard('creditgate.set_limit', 'party.party', self.payer, {'start': {
                    'limit_state': 'amount', 'amount': Decimal(1000), 'credit_days': 30,
                    'reason': 'agreed'}}, 'act')
        active = dict(active_model='party.party', active_id=self.payer, active_ids=[self.payer])
        session, start, _ = self.ann.call('wizard.creditgate.request_limit.create')
        shown = self.ann.call('wizard.creditgate.request_limit.execute', session, {}, start,
            **active)['view']['defaults']
        self.assertEqual((shown['credit_days'], shown['valid_to'], shown['before']),
            (30, None, Decimal(1000)))

    def test_bad_amounts_are_refused_in_words(self):
        for amount in ['-1', '1.005']:
            with self.subTest(amount=amount):
                self.assertIn('The credit limit is %s EUR, expected 0 or more' % amount,
                    self.refused(self.ask, self.ann, amount))
        self.assertIn('agreed already', self.refused(self.ask, self.ann, 1000))

    def test_a_file_is_proposed_looked_at_and_approved(self):
        file = self.host.folder / 'limits.csv'
        other = self.customer(limit=200)
        file.write_text('customer,amount\n%s,1200\n%s,\n999999,5\n' % (self.payer, other))
        words = ('limits', 'propose', '--file', str(file), '--percent', '10', '--round', '50',
            '--reason', 'review', '--user', 'zoe')
        shown = self.creditgate(*words, '--preview')
        self.assertIn('1000.00 EUR -> 1200.00 EUR', shown)
        self.assertIn('line 3: ', shown)
        self.assertIn('200.00 EUR -> 200.00 EUR  left out: the limit that is asked for', shown)
        self.assertIn('the ERP has no customer 999999', shown)
        self.assertIn('1 would be proposed, 2 left out', shown)
        self.assertFalse(self.carl.search(MODEL,
                [('customer', 'in', [self.payer, other])]))
        self.assertIn('1 proposed, 2 left out; look at them: creditgate limit-request list',
            self.creditgate(*words))
        request = self.open_of(self.payer)
        self.assertTrue(self.read(request, 'batch', 'state')[0])
        self.assertIn('-> 1200.00 EUR, asked by zoe: review', self.creditgate(
                'limit-request', 'list', '--batch', str(self.read(request, 'batch', 'state')[0])))
        self.assertIn('approved by mary', self.creditgate(
                'limit-request', 'approve', str(request), '--user', 'mary'))
        self.assertEqual(self.limit(), 1200)
        file.write_text('customer,amount\n%s,1.200,00\n' % self.payer)
        with self.assertRaisesRegex(RuntimeError,
                'line 2, columns: found "3", expected 2 as in the first line'):
            self.creditgate(*words)

    def test_the_table_and_substitutes_at_the_terminal(self):
        self.assertIn('"up_to": "10000"', self.creditgate('authority', 'show'))
        self.assertIn('carl acts for mo from', self.creditgate(
                'substitute', 'set', 'carl', '--for', 'mo', '--roles', 'manager',
                '--to', '2999-12-31', '--user', 'mary'))
        self.assertIn('nobody acts', self.creditgate('substitute', 'end', 'carl', '--for', 'mo',
                '--user', 'mary'))

    def test_the_menu_is_for_the_credit_groups(self):
        for person, seen in [(self.ann, 1), (self.carl, 1), (self.mary, 1), (self.sue, 0)]:
            with self.subTest(person=person.login):
                found = person.search('ir.ui.menu',
                    [('name', '=', 'Limit Requests'), ('parent.name', '=', 'Credit')])
                self.assertEqual(len(found), seen)

    def creditgate(self, *words):
        return self.host.creditgate('--config',
            str(self.host.folder / ('%s.json' % self.erp.name)), *words)


if __name__ == '__main__':
    unittest.main()
