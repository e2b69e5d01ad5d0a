# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers who may be there twice, as the clerk meets them, and what ends it."""
import json
import unittest

from erp.guarded import GuardTest
from erp.policy import put_in_force


class DuplicateTest(GuardTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = json.loads(cls.command('policy'))['policy']
        cls.set_policy({'name': 'Twice', 'rules': [
                    {'rule': 'duplicate_customer', 'at': {'confirm': 'hold'}}]})

    @classmethod
    def tearDownClass(cls):
        cls.set_policy(cls.standard)
        super().tearDownClass()

    @classmethod
    def set_policy(cls, policy):
        put_in_force(cls.command, cls.host.folder / 'policy.json', policy)

    def called(self, name):
        customer = self.customer()
        self.admin.write('party.party', customer, name=name)
        return customer

    def passes(self, customer):
        sale = self.order(customer, 100)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')

    def test_the_same_name_is_told_until_one_party_is_out_of_use(self):
        "As it is when Tryton has merged it into the other one."
        first = self.called('Meridian Charts S.A.')
        self.passes(first)
        second = self.called('MERIDIAN-CHARTS GmbH & Co. KG')
        sale = self.order(second, 100)
        self.assertIn('there is Meridian Charts S.A. (%s)' % first, self.held(sale))
        self.admin.write('party.party', first, active=False, replaced_by=second)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')

    def test_the_same_identifier_is_told_until_somebody_says_that_they_are_two(self):
        first = self.called('Sextant Books')
        second = self.called('Compass Paper')
        for customer, code in [(first, '91350100M000100Y43'), (second, '9135 0100 M000 100Y43')]:
            self.admin.create('party.identifier', party=customer, code=code)
        self.passes(self.called('Astrolabe Maps'))
        of_first, of_second = self.order(first, 100), self.order(second, 100)
        self.assertIn('there is Sextant Books (%s)' % first, self.held(of_second))
        self.assertIn('there is Compass Paper (%s)' % second, self.held(of_first))
        self.note(first, second, 'yes')
        for sale in (of_first, of_second):
            self.assertEqual(len(self.holds(sale, 'released')), 1)
        self.passes(first)
        self.note(second, first, 'no')
        self.assertIn('there is Compass Paper (%s)' % second, self.held(self.order(first, 100)))
        self.command('distinct', str(first), str(second), '--reason', 'two branches',
            '--user', 'mary')
        self.passes(first)

    def note(self, customer, other, distinct):
        self.carl.wizard('creditgate.distinct_customers', 'party.party', customer, {'start': {
                    'other': other, 'distinct': distinct, 'reason': 'two branches'}}, 'act')


if __name__ == '__main__':
    unittest.main()
