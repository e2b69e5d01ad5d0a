# SPDX-License-Identifier: GPL-3.0-or-later
"""What Tryton tells of a document and of its payer besides amounts: payment terms, since when he is
known, and whether he is a company of the same firm."""
import json
import unittest

from erp.guarded import GuardTest
from erp.policy import put_in_force


class Facts(GuardTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = json.loads(cls.command('policy'))['policy']

    @classmethod
    def tearDownClass(cls):
        cls.set_policy(cls.standard)
        super().tearDownClass()

    @classmethod
    def set_policy(cls, policy):
        put_in_force(cls.command, cls.host.folder / 'policy.json', policy)

    @classmethod
    def one_rule(cls, rule, exclusions=(), **terms):
        cls.set_policy({'name': rule, 'exclusions': list(exclusions),
            'rules': [dict(terms, rule=rule, at={'confirm': 'hold'})]})

    def ends(self, sale, held):
        "Held with this text, or confirmed."
        if held:
            self.assertIn(held, self.held(sale))
        else:
            self.confirm(sale)
            self.assertEqual(self.state(sale), 'processing')

    def term(self, days):
        return self.admin.create('account.invoice.payment_term', name='%s days' % days, lines=[
                ('create', [{'type': 'remainder', 'relativedeltas': [
                                ('create', [{'days': days}])]}])])

    def test_a_longer_term_than_the_partys_is_better(self):
        self.one_rule('payment_terms_better', grace_days=5)
        agreed = self.term(30)
        for days, held in [(34, ''), (35, ''), (36, 'within 36 days; 35 days are allowed')]:
            with self.subTest(days=days):
                customer = self.customer()
                self.admin.write('party.party', customer, customer_payment_term=agreed)
                self.ends(self.order(customer, 100, payment_term=self.term(days)), held)

    def test_without_a_term_of_the_party_nothing_is_agreed(self):
        self.one_rule('payment_terms_better')
        self.ends(self.order(self.customer(), 100, payment_term=self.term(90)), '')

    def test_a_party_made_today_is_a_new_customer(self):
        self.one_rule('new_customer', known_days=1)
        self.ends(self.order(self.customer(), 100), 'known for 0 days')

    def test_a_party_made_long_ago_is_not(self):
        self.one_rule('new_customer', known_days=30)
        customer = self.customer()
        self.erp.sql("update party_party set create_date = create_date - interval '29 days'"
            ' where id = %s', customer)
        self.ends(self.order(customer, 100), 'known for 29 days')
        self.erp.sql("update party_party set create_date = create_date - interval '1 day'"
            ' where id = %s', customer)
        self.ends(self.order(customer, 100), '')

    def test_a_company_of_the_firm_is_left_out(self):
        own = self.admin.read('company.company', self.trade.company, 'party')
        self.admin.write('party.party', own,
            addresses=[('create', [{'street': 'Quay 1', 'invoice': True, 'delivery': True}])])
        for exclusions, held in [([], 'no credit limit is set'),
                ([{'exclusion': 'intercompany'}], '')]:
            with self.subTest(exclusions=exclusions):
                self.one_rule('no_limit_set', exclusions=exclusions)
                self.ends(self.order(own, 100), held)
                self.ends(self.order(self.customer(), 100), 'no credit limit is set')


if __name__ == '__main__':
    unittest.main()
