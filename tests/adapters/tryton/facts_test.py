# SPDX-License-Identifier: GPL-3.0-or-later
"""What Tryton tells of a document and of its payer besides amounts: payment terms, since when he is
known, and whether he is a company of the same firm."""
import json
import unittest
from decimal import Decimal

from erp.guarded import GuardTest
from erp.policy import put_in_force
from erp.trade import LONG_AGO


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

    def test_the_credit_term_is_what_is_agreed(self):
        "Also where the order has the party's own payment term."
        self.one_rule('payment_terms_better')
        agreed = self.term(30)
        for days, held in [(29, 'within 30 days; 29 days are allowed'), (30, ''), (45, '')]:
            with self.subTest(days=days):
                customer = self.customer()
                self.admin.write('party.party', customer, customer_payment_term=agreed)
                self.command('limit', str(customer), 'unlimited', '--credit-days', str(days),
                    '--reason', 'agreed')
                self.ends(self.order(customer, 100, payment_term=agreed), held)

    def costing(self, cost):
        "A product with this cost price; None: nobody knows it."
        category, = self.admin.search('product.category', [('name', '=', 'Book')])
        template = self.admin.create('product.template', name='Costs %s' % cost, type='service',
            default_uom=self.trade.unit, salable=True, list_price=Decimal(100),
            account_category=category, sale_uom=self.trade.unit)
        found = self.admin.search('product.product', [('template', '=', template)])
        product = found[0] if found else self.admin.create('product.product', template=template)
        self.erp.sql('delete from product_cost_price where product = %s', product)
        if cost is not None:
            self.erp.sql('insert into product_cost_price (product, company, cost_price)'
                ' values (%s, %s, %s)', product, self.trade.company, Decimal(cost))
        name = 'Costs %s %s' % (cost, product)
        self.trade.products[name], self.trade.taxes[name] = product, self.trade.taxes['Rope']
        return name

    def test_the_margin_is_before_taxes_and_of_what_has_a_cost_price(self):
        self.one_rule('no_limit_set')
        sixty, free, unknown = self.costing(60), self.costing(0), self.costing(None)
        for lines, margin in [
                ([(sixty, 1, 100)], '40'),
                ([(sixty, 3, '60.01')], '0.03'),
                ([(sixty, 1, '59.99')], '-0.01'),
                ([(sixty, 1, 100), (free, 2, 5)], '50'),
                ([(sixty, 1, 100), (unknown, 2, 500)], '40'),
                ([(unknown, 1, 100)], None)]:
            with self.subTest(lines=lines):
                sale = self.order(self.customer(), *lines)
                self.held(sale)
                hold, = self.holds(sale)
                self.assertEqual(self.carl.read('creditgate.hold', hold, 'margin'),
                    margin and Decimal(margin))

    def test_the_margin_is_in_the_orders_currency(self):
        self.one_rule('no_limit_set')
        per_euro, = self.erp.sql('select r.rate from currency_currency_rate r where r.currency = %s'
            ' and r.date <= current_date order by r.date desc limit 1',
            self.trade.currencies['USD'])[0]
        sale = self.order(self.customer(), (self.costing(60), 1, 100),
            currency=self.trade.currencies['USD'])
        self.held(sale)
        hold, = self.holds(sale)
        self.assertEqual(self.carl.read('creditgate.hold', hold, 'margin'),
            (100 - 60 * per_euro).quantize(Decimal('0.01')))

    def dunned(self, *levels):
        """A customer with an invoice for each number of reminders. The levels were not made in
        their order."""
        procedure = self.admin.create('account.dunning.procedure', name='Reminders', levels=[
                ('create', [{'sequence': sequence} for sequence in (30, 10, 20)])])
        third, first, second = sorted(self.admin.search(
                'account.dunning.level', [('procedure', '=', procedure)]))
        customer = self.customer()
        for level in levels:
            invoice = self.trade.invoice(self.admin, customer, 10, date=LONG_AGO)
            move = self.admin.read('account.invoice', invoice, 'move')
            line, = self.admin.search('account.move.line', [
                    ('move', '=', move), ('account', '=', self.trade.accounts['receivable'])])
            dunning = self.admin.create('account.dunning', company=self.trade.company, line=line,
                procedure=procedure, level=[first, second, third][level - 1])
            self.erp.sql("update account_dunning set state = 'waiting' where id = %s", dunning)
        return customer, dunning, invoice

    def test_reminders_count_to_the_highest_that_was_sent_for_what_is_open(self):
        self.one_rule('dunning_level', most_level=1)
        for levels, held in [
                ((1, 1), ''),
                ((2, 1), 'dunning level 2; 1 is allowed'),
                ((1, 3), 'dunning level 3; 1 is allowed')]:
            with self.subTest(levels=levels):
                customer, dunning, invoice = self.dunned(*levels)
                self.ends(self.order(customer, 100), held)

    def test_a_reminder_that_is_drafted_was_not_sent(self):
        self.one_rule('dunning_level', most_level=1)
        customer, dunning, invoice = self.dunned(2)
        self.erp.sql("update account_dunning set state = 'draft' where id = %s", dunning)
        self.ends(self.order(customer, 100), '')

    def test_what_is_paid_was_not_reminded_of(self):
        self.one_rule('dunning_level', most_level=1)
        customer, dunning, invoice = self.dunned(3)
        self.trade.pay(self.admin, invoice, 10)
        self.ends(self.order(customer, 100), '')

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
