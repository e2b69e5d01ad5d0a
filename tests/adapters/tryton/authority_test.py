# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of authority and the substitutes, set in Tryton's forms."""
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'
TODAY = datetime.date.today()
DAY = datetime.timedelta(1)
AUTHORITY, SUBSTITUTE = 'creditgate.authority', 'creditgate.substitute'
# The table of a new installation.
CONTROLLERS = {'sequence': 1, 'controllers': True, 'managers': True, 'people': 1,
    'up_to': Decimal(10000)}
MANAGERS = {'sequence': 9, 'managers': True, 'people': 1}


class FormTest(TrytonTest):

    def form(self, person, name):
        session, start, _ = person.call('wizard.%s.create' % name)
        return person.call('wizard.%s.execute' % name, session, {}, start)['view']['defaults']

    def act(self, person, name, /, **start):
        session, _, _ = person.call('wizard.%s.create' % name)
        return person.call('wizard.%s.execute' % name, session, {'start': start}, 'act')

    def ask(self, customer, amount):
        self.ann.wizard('creditgate.request_limit', 'party.party', customer, {'start': {
                    'limit_state': 'amount', 'amount': Decimal(amount), 'reason': 'season'}},
            'act')
        request, = self.carl.search('creditgate.limit_request',
            [('customer', '=', customer), ('state', '=', 'open')])
        return request

    def approve(self, person, request):
        "The request's state afterwards."
        person.wizard('creditgate.approve_limit', 'creditgate.limit_request', request,
            {'start': {}}, 'act')
        return self.carl.read('creditgate.limit_request', request, 'state')


class Authority(FormTest):

    def setUp(self):
        self.addCleanup(lambda: self.set(CONTROLLERS, MANAGERS))

    def set(self, *steps, person=None, direct=True, **more):
        person = person or self.mary
        version = self.form(self.mary, AUTHORITY)['version']
        return self.act(person, AUTHORITY, **dict({'version': version, 'direct': direct,
                    'steps': list(steps), 'note': 'review'}, **more))

    def sentences(self):
        return [step['sentence'] for step in self.form(self.mary, AUTHORITY)['steps']]

    def test_each_step_is_told_in_a_sentence(self):
        self.set(dict(CONTROLLERS, raise_up_to=Decimal(2000)), MANAGERS)
        self.assertEqual(self.sentences(), [
                'Approved by a credit controller or a credit manager: limits of at most 10,000, '
                'raised by at most 2,000.',
                'Approved by a credit manager: limits of any amount.'])
        self.set(dict(MANAGERS, people=2), {'sequence': 1, 'persons': 'carl\n\nmary\n',
                'up_to': Decimal(0)})
        self.assertEqual(self.sentences(), [
                'Approved by carl or mary: limits of at most 0.',
                'Approved by 2 different people, each of them a credit manager: limits of any '
                'amount.'])
        shown = self.form(self.mo, AUTHORITY)
        self.assertEqual((shown['set_by'], shown['direct']), ('mary', True))
        self.assertEqual(shown['steps'][0]['persons'], 'carl\nmary')

    def test_the_steps_bind_amount_and_raise(self):
        self.set(dict(CONTROLLERS, up_to=Decimal(1000), raise_up_to=Decimal(100)), MANAGERS)
        for before, asked, state in [(950, 1000, 'approved'), (950, 1001, 'open'),
                (500, 600, 'approved'), (500, 601, 'open')]:
            with self.subTest(before=before, asked=asked):
                customer = self.customer(limit=before)
                request = self.ask(customer, asked)
                self.assertEqual(self.approve(self.carl, request), state)
                self.assertEqual(self.carl.read('party.party', customer, 'credit_limit'),
                    asked if state == 'approved' else before)
                if state == 'open':
                    self.assertEqual(self.approve(self.mary, request), 'approved')

    def test_a_limit_may_not_be_set_past_it(self):
        self.set(dict(CONTROLLERS, up_to=Decimal(1000)), MANAGERS, direct=False)
        customer = self.customer(limit=1000)
        self.assertIn('wants more than the approval of carl',
            self.refused(self.trade.set_limit, self.carl, customer, 1001))
        self.assertEqual(self.carl.read('party.party', customer, 'credit_limit'), 1000)

    def test_a_mistake_is_told_with_its_step(self):
        before = self.form(self.mary, AUTHORITY)['version']
        for steps, told in [
                ([CONTROLLERS], 'Step 1, "Approved by a credit controller or a credit manager: '
                    'limits of at most 10,000.": the last step has a bound'),
                ([MANAGERS, dict(MANAGERS, sequence=10)], 'Step 1, '),
                ([CONTROLLERS, {'sequence': 2}], 'Step 2, "Approved by …: limits of any '
                    'amount.": nobody may take this step'),
                ([CONTROLLERS, dict(MANAGERS, people=10)], 'Step 2, '),
                ([], '1 to 20')]:
            with self.subTest(told=told):
                self.assertIn(told, self.refused(self.set, *steps))
                self.assertEqual(self.form(self.mary, AUTHORITY)['version'], before)

    def test_what_another_one_has_set_meanwhile_is_not_lost(self):
        before = self.form(self.mary, AUTHORITY)['version']
        self.set(CONTROLLERS, MANAGERS, person=self.mo)
        self.assertIn('mo has set the table in the meantime',
            self.refused(self.set, CONTROLLERS, MANAGERS, version=before))

    def test_rights_are_the_servers(self):
        before = self.form(self.mary, AUTHORITY)['version']
        for person in (self.ann, self.carl, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.set, MANAGERS, person=person), DENIED)
                self.assertRegex(self.refused(self.form, person, AUTHORITY), DENIED)
        self.assertEqual(self.form(self.mary, AUTHORITY)['version'], before)

    def test_the_menus_are_for_those_who_may(self):
        for name, seen in [('Limit Authority', [0, 0, 1, 0]), ('Substitutes', [0, 1, 1, 0]),
                ('Change Many Limits', [0, 1, 1, 0])]:
            for person, times in zip((self.ann, self.carl, self.mary, self.sue), seen):
                with self.subTest(menu=name, person=person.login):
                    self.assertEqual(len(person.search('ir.ui.menu',
                                [('name', '=', name), ('parent.name', '=', 'Credit')])), times)


class Substitutes(FormTest):

    def user(self, login):
        found, = self.admin.search('res.user', [('login', '=', login)])
        return found

    def rows(self):
        return [tuple(row[name] for name in
                ('person', 'substitute', 'roles', 'from_day', 'to_day'))
            for row in self.form(self.carl, SUBSTITUTE)['substitutions']]

    def set(self, person, substitute, days, /, **more):
        return self.act(person, SUBSTITUTE, substitute=self.user(substitute), from_day=days[0],
            to_day=days[1], **more)

    def end(self, person, *rows):
        return self.act(person, SUBSTITUTE, substitutions=[
                {'person': row[0], 'substitute': row[1], 'ends': True} for row in rows])

    def test_on_his_days_the_substitute_approves_what_the_other_one_may(self):
        for days, told in [
                ((TODAY - 2 * DAY, TODAY - DAY), 'approved by carl'),
                ((TODAY - DAY, TODAY), 'approved by carl on behalf of mary'),
                ((TODAY, TODAY + DAY), 'approved by carl on behalf of mary'),
                ((TODAY + DAY, TODAY + 2 * DAY), 'approved by carl')]:
            with self.subTest(days=days):
                self.set(self.mary, 'carl', days)
                row = ('mary', 'carl', 'a credit manager', *days)
                self.assertEqual(self.rows(), [row])
                customer = self.customer(limit=1000)
                request = self.ask(customer, 20000)
                self.assertEqual(self.approve(self.carl, request), 'open')
                self.assertEqual(self.carl.read('creditgate.limit_request', request, 'steps'),
                    told)
                self.assertEqual(self.approve(self.mo, request), 'approved')
                self.end(self.mary, row)
                self.assertEqual(self.rows(), [])

    def test_bad_ones_are_refused_in_words(self):
        for told, start in [
                ('enter both', {'substitute': self.user('carl'), 'from_day': TODAY}),
                ('enter both', {'substitute': self.user('carl'), 'to_day': TODAY}),
                ('Name a substitute', {}),
                ('nobody is his own substitute', {'substitute': self.user('mary'),
                        'from_day': TODAY, 'to_day': TODAY}),
                ('with which roles', {'person': self.user('mo'), 'substitute': self.user('carl'),
                        'from_day': TODAY, 'to_day': TODAY})]:
            with self.subTest(told=told):
                self.assertIn(told, self.refused(self.act, self.mary, SUBSTITUTE, **start))
                self.assertEqual(self.rows(), [])

    def test_for_others_a_manager_names_one_and_ends_it(self):
        more = {'person': self.user('mo'), 'managers': True}
        self.assertIn('manager', self.refused(self.set, self.carl, 'mary', (TODAY, TODAY), **more))
        self.assertEqual(self.rows(), [])
        self.set(self.mary, 'carl', (TODAY, TODAY), **more)
        row, = self.rows()
        self.assertEqual(row[:3], ('mo', 'carl', 'a credit manager'))
        self.assertIn('manager', self.refused(self.end, self.carl, row))
        self.assertEqual(self.rows(), [row])
        self.end(self.mary, row)
        self.assertEqual(self.rows(), [])

    def test_rights_are_the_servers(self):
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.form, person, SUBSTITUTE), DENIED)
                self.assertRegex(
                    self.refused(self.set, person, 'carl', (TODAY, TODAY)), DENIED)
        self.assertEqual(self.rows(), [])


if __name__ == '__main__':
    unittest.main()
