# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy says besides its rules is drafted in the form, too: exclusions, buckets, and how
far releases go."""
import unittest
from decimal import Decimal

from policy_form_test import LONG_AGO, MODEL, PolicyFormTest

DRAFT = 'creditgate.policy_draft.'


class PartsTest(PolicyFormTest):

    def drafted_with(self, person=None, **parts):
        "The version that is drafted with these lines of the parts, and its policy."
        shown, propose = self.form(person or self.mary)
        self.told = propose(in_force_from=LONG_AGO, **parts)
        version = self.newest()
        return version, self.policy(version)

    def approved_with(self, **parts):
        version, _ = self.drafted_with(**parts)
        self.mo.press(MODEL, 'approve', version)
        return version

    def unchanged(self, version):
        "The form of a version, proposed as it is shown, gives the same policy."
        _, propose = self.form(self.mary, version)
        propose(in_force_from=LONG_AGO)
        self.assertEqual(self.policy(self.newest()), self.policy(version))

    def euro(self):
        return self.trade.currencies['EUR']


class Exclusions(PartsTest):

    def test_what_is_left_out_passes_and_its_neighbour_is_held(self):
        version = self.approved_with(exclusions=[{'exclusion': 'under_amount', 'everywhere': True,
                    'scope': 'all', 'term_1_amount': Decimal(50), 'term_1_currency': self.euro()}])
        self.assertEqual(self.policy(version)['exclusions'],
            [{'exclusion': 'under_amount', 'amount': {'amount': '50', 'currency': 'EUR'}}])
        self.assertIn('exclusions: nothing -> under_amount.amount: 50.00 EUR', self.told)
        customer = self.customer()
        self.confirm(self.order(customer, '49.99'))
        self.held(self.order(customer, 50))
        self.assertEqual(self.read(version, 'exclusions'),
            'The document is worth less than 50.00 EUR. For: All. At: every checkpoint.')
        self.unchanged(version)

    def test_each_line_says_where_for_whom_and_whether_blocked(self):
        payer = self.customer()
        name = self.carl.read('party.party', payer, 'rec_name')
        version, policy = self.drafted_with(exclusions=[
                {'exclusion': 'prepaid', 'term_1_number': 80, 'at_confirm': True, 'at_ship': True,
                    'everywhere': False, 'scope': 'all'},
                {'exclusion': 'intercompany', 'everywhere': False, 'scope': 'all',
                    'even_blocked': True},
                {'exclusion': 'cash_sale', 'term_1_names': 'cash\n card ', 'everywhere': True,
                    'scope': 'customer', 'scope_customer': payer}])
        self.assertEqual(policy['exclusions'], [
                {'exclusion': 'prepaid', 'percent': 80, 'at': ['confirm', 'ship']},
                {'exclusion': 'intercompany', 'at': [], 'even_blocked': True},
                {'exclusion': 'cash_sale', 'methods': ['cash', 'card'],
                    'scope': {'customer': payer}}])
        told = self.read(version, 'exclusions').splitlines()
        for line, ends in zip(told, ['For: All. At: Confirm, Ship.',
                'For: All. At: no checkpoint. Even when the customer is blocked.',
                'For: Customer %s. At: every checkpoint.' % name]):
            self.assertTrue(line.endswith(ends), line)
        self.assertIn('80', told[0])
        self.assertIn('cash, card', told[2])
        self.unchanged(version)

    def test_they_are_changed_and_taken_out(self):
        first = dict(self.standard, exclusions=[
                {'exclusion': 'prepaid', 'at': ['confirm']},
                {'exclusion': 'under_amount', 'amount': {'amount': '9.00', 'currency': 'EUR'}}])
        self.put_in_force(first)
        shown, _ = self.form(self.mary)
        prepaid, under = shown['exclusions']
        self.assertEqual((prepaid['term_1_number'], prepaid['at_confirm'], prepaid['at_pick'],
                under['everywhere']), (100, True, False, True))
        _, policy = self.drafted_with(exclusions=[
                dict(under, everywhere=False, at_quote=True), dict(prepaid, at_pick=True)])
        self.assertEqual(policy['exclusions'], [
                {'exclusion': 'under_amount', 'amount': {'amount': '9.00', 'currency': 'EUR'},
                    'at': ['quote']},
                {'exclusion': 'prepaid', 'at': ['confirm', 'pick']}])
        _, policy = self.drafted_with(exclusions=[])
        self.assertNotIn('exclusions', policy)
        self.assertEqual(self.read(self.newest(), 'exclusions'),
            'Nothing but returns and credit notes: the rules look at every document.')

    def test_all_that_can_be_left_out_is_offered_with_its_sentence(self):
        offered = dict(self.mary.call('model.%sexclusion.get_exclusions' % DRAFT))
        self.assertEqual(set(offered),
            {'cash_sale', 'prepaid', 'intercompany', 'under_amount', 'shipped_goods'})
        values, = self.mary.call('model.%sexclusion.on_change' % DRAFT, {'exclusion': 'prepaid'},
            ['exclusion'])
        self.assertEqual((values['term_1_unit'], values['term_1_number']), ('percent', 100))
        told = self.mary.call('model.%sexclusion.on_change_with' % DRAFT, {
                'exclusion': 'prepaid', 'term_1_number': 70}, ['sentence'])['sentence']
        self.assertIn('70', told)

    def test_a_mistake_is_told_with_its_place(self):
        newest = self.newest()
        line = {'exclusion': 'prepaid', 'everywhere': True, 'scope': 'all'}
        for lines, told in [
                ([dict(line, term_1_number=0)], 'Exclusion 1, "'),
                ([dict(line, term_1_number=101)], '1 to 100'),
                ([dict(line, term_1_number=90), dict(line, term_1_number=80)],
                    'the exclusion prepaid is set twice')]:
            with self.subTest(told=told):
                self.assertIn(told, self.refused(self.drafted_with, exclusions=lines))
                self.assertEqual(self.newest(), newest)


class Buckets(PartsTest):

    def rows(self, **changed):
        shown, _ = self.form(self.mary)
        return [dict(row, **changed.get(row['bucket'], {})) for row in shown['buckets']]

    def test_one_that_does_not_count_leaves_room(self):
        customer = self.customer(limit=100)
        self.trade.invoice(self.otto, customer, 80)
        self.held(self.order(customer, 21))
        version = self.approved_with(buckets=self.rows(open_item_not_due={'included': False}))
        self.assertEqual(self.policy(version)['buckets'],
            [{'bucket': 'open_item_not_due', 'included': False}])
        self.assertEqual(self.read(version, 'buckets'),
            'Open Items, Not Due: is shown, and does not count in the exposure.')
        self.confirm(self.order(customer, 100))
        self.held(self.order(customer, '0.01'))
        self.unchanged(version)
        _, policy = self.drafted_with(buckets=self.rows(open_item_not_due={'included': True}))
        self.assertNotIn('buckets', policy)
        self.assertEqual(self.read(self.newest(), 'buckets'),
            'Every bucket counts, and none has a limit of its own.')

    def test_its_own_limit_holds_with_the_rule_about_buckets(self):
        rows = self.rows(open_order={'limit': Decimal(50), 'currency': self.euro()})
        self.assertIn('no rule looks at it', self.refused(self.drafted_with, buckets=rows))
        shown, _ = self.form(self.mary)
        version = self.approved_with(buckets=rows, lines=shown['lines'] + [
                {'rule': 'bucket_limit', 'scope': 'all', 'at_confirm': 'hold'}])
        self.assertEqual(self.policy(version)['buckets'],
            [{'bucket': 'open_order', 'limit': {'amount': '50', 'currency': 'EUR'}}])
        self.assertEqual(self.read(version, 'buckets'), 'Open Orders: counts in the exposure. '
            'By itself it may come to 50.00 EUR.')
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, 50))
        self.held(self.order(customer, '0.01'))

    def test_the_horizon_is_beside_them(self):
        _, policy = self.drafted_with(horizon_days=30)
        self.assertEqual(policy['horizon_days'], 30)


class ReleaseAuthority(PartsTest):

    def line(self, **more):
        return dict({'role': 'controller', 'amount': Decimal(1000),
                'amount_currency': self.euro()}, **more)

    def test_a_release_goes_so_far_and_no_further(self):
        version = self.approved_with(release_authority=[self.line()])
        self.assertEqual(self.policy(version)['release_authority'],
            [{'role': 'controller', 'amount': {'amount': '1000', 'currency': 'EUR'}}])
        self.assertEqual(self.read(version, 'release_authority'),
            'A credit controller may release documents of at most 1,000.00 EUR.')
        for amount, goes in [(1000, True), ('1000.01', False)]:
            with self.subTest(amount=amount):
                sale = self.order(self.customer(limit=10), amount)
                self.held(sale)
                hold, = self.holds(sale)
                if goes:
                    self.release(hold)
                else:
                    self.assertIn('authority', self.refused(self.release, hold))
                    self.assertEqual(self.holds(sale), [hold])
                    self.release(hold, self.mary)
                self.assertEqual(self.holds(sale, 'released'), [hold])
        self.unchanged(version)

    def test_each_bound_is_told_and_kept(self):
        version, policy = self.drafted_with(release_authority=[
                self.line(excess=Decimal('99.50'), excess_currency=self.euro(), days_overdue=0),
                {'role': 'manager'}])
        self.assertEqual(policy['release_authority'], [
                {'role': 'controller', 'amount': {'amount': '1000', 'currency': 'EUR'},
                    'excess': {'amount': '99.5', 'currency': 'EUR'}, 'days_overdue': 0},
                {'role': 'manager'}])
        self.assertEqual(self.read(version, 'release_authority').splitlines(), [
                'A credit controller may release documents of at most 1,000.00 EUR, what is over '
                'the limit by at most 99.50 EUR, what is at most 0 days overdue.',
                'A credit manager may release whatever is held.'])
        self.unchanged(version)
        _, policy = self.drafted_with(release_authority=[])
        self.assertNotIn('release_authority', policy)

    def test_a_mistake_is_told_with_its_place(self):
        for line, told in [
                (self.line(days_overdue=-1), 'Release authority 2, "'),
                (self.line(amount=Decimal(-1)), 'Release authority 2, "'),
                (self.line(amount_currency=None), 'Release authority 2, "')]:
            with self.subTest(**line):
                self.assertIn(told, self.refused(self.drafted_with,
                        release_authority=[{'role': 'manager'}, line]))


class Ratings(PartsTest):

    def rule(self, worst):
        "The lines of the form, with the rule about the rating among them."
        shown, _ = self.form(self.mary)
        return shown['lines'] + [{'rule': 'rating', 'scope': 'all', 'at_confirm': 'hold',
                'term_1_names': worst}]

    def rate(self, customer, grade):
        self.carl.wizard('creditgate.review', 'party.party', customer,
            {'start': {'rating_grade': grade, 'reason': 'rated by the bureau'}}, 'act')

    def test_one_enters_the_grades_another_approves_and_a_worse_one_is_held(self):
        version = self.approved_with(rating_grades='A\n B \n\nC', lines=self.rule('B'))
        self.assertEqual(self.policy(version)['rating_grades'], ['A', 'B', 'C'])
        self.assertEqual(self.read(version, 'rating_grades', 'besides'), ['A, B, C', ''])
        for grade, passes in [('A', True), ('B', True), ('C', False), ('D', False)]:
            with self.subTest(grade=grade):
                customer = self.customer(limit=1000)
                self.rate(customer, grade)
                sale = self.order(customer, 1)
                self.confirm(sale) if passes else self.held(sale)
                self.assertEqual(len(self.holds(sale)), 0 if passes else 1)
        self.unchanged(version)
        # The other way round.
        self.approved_with(rating_grades='C\nB\nA')
        for grade, passes in [('C', True), ('A', False)]:
            customer = self.customer(limit=1000)
            self.rate(customer, grade)
            sale = self.order(customer, 1)
            self.confirm(sale) if passes else self.held(sale)

    def test_a_mistake_is_told_with_its_place(self):
        newest = self.newest()
        for entered, told in [
                (dict(rating_grades='A\nA'), 'rating grades: the grade A is listed twice'),
                (dict(rating_grades='A\nB', lines=self.rule('C')),
                    'worst: the grade C is not one of the policy'),
                (dict(rating_grades='', lines=self.rule('A')),
                    'worst: the grade A is not one of the policy')]:
            with self.subTest(**entered):
                self.assertIn(told, self.refused(self.drafted_with, **entered))
                self.assertEqual(self.newest(), newest)

    def test_they_are_taken_out(self):
        self.put_in_force(dict(self.standard, rating_grades=['A', 'B']))
        shown, _ = self.form(self.mary)
        self.assertEqual(shown['rating_grades'], 'A\nB')
        _, policy = self.drafted_with(rating_grades=' \n')
        self.assertNotIn('rating_grades', policy)


class Escalation(PartsTest):

    def test_the_hours_are_entered_bounded_and_taken_out(self):
        self.assertEqual(self.standard['escalate_after_hours'], 24)
        shown, _ = self.form(self.mary)
        self.assertEqual(shown['escalate_after_hours'], 24)
        for hours, fits in [(0, False), (1, True), (8760, True), (8761, False)]:
            with self.subTest(hours=hours):
                if not fits:
                    self.assertIn('escalate after hours: found %s, expected 1 to 8760' % hours,
                        self.refused(self.drafted_with, escalate_after_hours=hours))
                    continue
                version, policy = self.drafted_with(escalate_after_hours=hours)
                self.assertEqual(policy['escalate_after_hours'], hours)
                self.assertEqual(self.read(version, 'escalate_after_hours'), hours)
        _, policy = self.drafted_with(escalate_after_hours=None)
        self.assertNotIn('escalate_after_hours', policy)

    def test_a_hold_is_left_alone_for_the_hours_that_were_approved(self):
        self.approved_with(escalate_after_hours=2)
        sales = []
        for minutes in (119, 121):
            sale = self.order(self.customer(limit=10), 11)
            self.held(sale)
            self.erp.sql("update creditgate.cg_hold set opened_at = to_char(now() at time zone"
                " 'UTC' - %s * interval '1 minute', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                " where hold_id = %s returning hold_id", minutes, self.holds(sale)[0])
            sales.append(sale)
        self.host.cron(self.erp.name)
        told = self.erp.sql("select h.document_id from creditgate.cg_notice n"
            " join creditgate.cg_hold h using (hold_id) where n.kind = 'escalated'"
            " and h.document_id = any(%s)", sales)
        self.assertEqual(told, [(sales[1],)])


# Its tests are its own module's.
del PolicyFormTest

if __name__ == '__main__':
    unittest.main()
