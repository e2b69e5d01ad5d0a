# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers that share a limit, as the administrator sets them up and the clerks meet it."""
import unittest

from erp.case import TrytonTest


class GroupTest(TrytonTest):

    def group(self, *words):
        return self.host.creditgate('--config',
            str(self.host.folder / ('%s.json' % self.erp.name)), 'group', *words)

    def family(self, name, limit, *members, kind='group'):
        by_mary = '--user', 'mary', '--reason', 'one family'
        self.group('make', name, 'EUR', '--kind', kind, *by_mary)
        for member in members:
            self.assertIn('joined: 1 credit accounts',
                self.group('add', name, str(member), *by_mary))
        self.group('limit', name, limit, 'EUR', *by_mary)

    def test_members_share_the_limit_and_what_one_pays_another_gets(self):
        mother = self.customer(limit=1000, name='Mother')
        child = self.customer(limit=1000, name='Child')
        self.family('Family', '1000.00', mother, child)
        self.trade.invoice(self.otto, mother, 900)
        sale = self.order(child, ('Rope', 1, '100'))
        self.assertIn('exposure of the group Family with this document is 1,020.00 EUR',
            self.held(sale))
        tab = self.carl.read('party.party', child, 'credit_group', 'credit_group_limit',
            'credit_group_exposure', 'credit_group_available', 'credit_exposure')
        tab.pop('id', None)
        self.assertEqual(tab, {
                'credit_group': 'Family', 'credit_group_limit': 1000,
                'credit_group_exposure': 900, 'credit_group_available': 100,
                'credit_exposure': 0})
        self.trade.receive(self.otto, mother, 20)
        self.assertEqual(len(self.holds(sale, 'released')), 1)
        shown = self.group('show', 'Family')
        for words in ('(customer %s, every company)' % mother, '880.00 EUR of 1000.00 EUR',
                '120.00 EUR of 1000.00 EUR'):
            self.assertIn(words, shown)

    def test_a_salesperson_and_a_department_have_a_limit_of_their_own(self):
        for kind, label in [('salesperson', "salesperson Sam"), ('department', "department North")]:
            name = label.split()[1]
            one = self.customer(limit=1000, name='One of ' + name)
            other = self.customer(limit=1000, name='Other of ' + name)
            self.family(name, '1000.00', one, other, kind=kind)
            self.trade.invoice(self.otto, one, 900)
            sale = self.order(other, ('Rope', 1, '100'))
            self.assertIn('exposure of the customers of %s with this document is 1,020.00 EUR'
                % label, self.held(sale))
            fields = ['credit_' + kind + each for each in ['', '_limit', '_exposure', '_available']]
            tab = self.carl.read('party.party', other, 'credit_group', *fields)
            self.assertEqual([tab[each] for each in ['credit_group'] + fields],
                [None, name, 1000, 900, 100])
            self.trade.receive(self.otto, one, 20)
            self.assertEqual(len(self.holds(sale, 'released')), 1)
            self.assertIn(kind, self.group('show', name))

    def test_a_customer_in_no_group_shows_none(self):
        found = self.carl.read('party.party', self.customer(limit=10), 'credit_group',
            'credit_group_limit')
        self.assertFalse(found['credit_group'])
        self.assertIsNone(found['credit_group_limit'])


if __name__ == '__main__':
    unittest.main()
