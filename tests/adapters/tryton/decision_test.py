# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a decision: why it was held or approved, rule by rule, and who may open it."""
import time
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from erp.rpc import RpcError

_MANY = 100000
# What the client reads for its list.
_LISTED = ['outcome', 'document_kind', 'document_number', 'customer', 'amount', 'checkpoint',
    'decided_at', 'decided_for', 'customer.rec_name']
_RULE = ['sentence', 'whom', 'found', 'threshold', 'result', 'effect', 'clear']


class Decisions(TrytonTest):

    def decisions(self, *domain, person=None):
        return (person or self.carl).search('creditgate.decision', list(domain))

    def page(self, decision, person=None):
        names = ['why', 'clearing', 'policy', 'rules', 'limit', 'exposure_before',
            'document_amount', 'exposure_with', 'available', 'overdue', 'buckets', 'hold',
            'afterwards', 'told_to', 'proof', 'outcome', 'limit_terms']
        return (person or self.carl).read('creditgate.decision', decision, *names)

    def rules(self, page):
        "By their sentences, as the page lists them."
        lines = self.carl.call('model.creditgate.decision.rule.read', page['rules'], _RULE)
        return {line['sentence']: line for line in lines}


class Page(Decisions):

    def test_of_a_held_order(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1500)
        self.held(sale)
        hold, = self.holds(sale)
        decision = self.carl.read('creditgate.hold', hold, 'decision')
        self.assertEqual(self.decisions(('hold', '=', hold)), self.decisions(
                ('document_kind', '=', 'order'), ('document_id', '=', sale)))
        page = self.page(decision)
        self.assertEqual(page['outcome'], 'hold')
        self.assertEqual(page['hold'], hold)
        self.assertIn('500.00 EUR too much', page['why'])
        self.assertIn('payment of 500.00 EUR in advance', page['clearing'])
        self.assertEqual(page['limit'], '1,000.00 EUR')
        self.assertEqual([page[name] for name in ('exposure_before', 'document_amount',
                    'exposure_with', 'available', 'overdue')],
            [Decimal(0), Decimal(1500), Decimal(1500), Decimal(1000), Decimal(0)])
        over = self.rules(page)[
            "The customer's exposure with the document is more than 100 % of the credit limit."]
        self.assertEqual([over[name] for name in ('whom', 'found', 'threshold', 'result',
                    'effect')], ['All', '1,500.00 EUR', '1,000.00 EUR', 'found', 'Hold'])
        self.assertIn('500.00 EUR', over['clear'])
        content = self.rules(page)["The customer's credit account is blocked."]
        self.assertEqual((content['result'], content['effect']), ('content', ''))
        buckets = self.carl.call('model.creditgate.decision.bucket.read', page['buckets'],
            ['bucket', 'amount', 'counts'])
        self.assertEqual([each['bucket'] for each in buckets][:2],
            ['open_order', 'open_order_beyond_horizon'])
        self.assertTrue(all(each['counts'] for each in buckets))
        self.assertIn('still open', page['afterwards'])
        self.assertIn('the credit controllers', page['told_to'])
        self.assertIn('same outcome', page['proof'])
        self.release(hold, reason='spoke to their treasurer')
        again = self.page(decision)
        self.assertIn('released by carl: spoke to their treasurer', again['afterwards'])
        self.assertEqual(again['why'], page['why'])

    def test_of_an_approved_order(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1000)
        self.confirm(sale)
        decision, = self.decisions(('sale', '=', sale), ('checkpoint', '=', 'confirm'))
        page = self.page(decision)
        self.assertEqual((page['outcome'], page['hold'], page['clearing']),
            ('approve', None, ''))
        self.assertIn('passes the credit check', page['why'])
        self.assertNotIn('found', {line['result'] for line in self.rules(page).values()})
        at_limit = self.rules(page)[
            "The customer's exposure with the document is more than 100 % of the credit limit."]
        self.assertEqual((at_limit['found'], at_limit['threshold'], at_limit['result']),
            ('1,000.00 EUR', '1,000.00 EUR', 'content'))

    def test_nobody_writes_it(self):
        decision = self.decisions()[0]
        for act, *more in [('write', {'outcome': 'approve'}), ('delete',)]:
            with self.subTest(act=act), self.assertRaises(RpcError):
                self.mary.call('model.creditgate.decision.' + act, [decision], *more)

    def test_only_the_credit_groups_open_it(self):
        decision = self.decisions()[0]
        part = self.page(decision)['rules'][0]
        for model, record in [('creditgate.decision', decision),
                ('creditgate.decision.rule', part), ('creditgate.decision.bucket', part)]:
            with self.subTest(model=model):
                self.assertTrue(self.ann.read(model, record, 'id'))
                with self.assertRaises(RpcError):
                    self.sue.read(model, record, 'id')


class OfAnotherCompany(Decisions):

    def test_is_not_seen(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 10)
        self.confirm(sale)
        decision, = self.decisions(('sale', '=', sale), ('checkpoint', '=', 'confirm'))
        parts = {name: self.page(decision)[name] for name in ('rules', 'buckets')}
        (account,), = self.erp.sql('select account_id from creditgate.cg_decision'
            ' where decision_id = %s', decision)
        move = ('update creditgate.cg_account set company_id = %s where account_id = %s'
            ' returning 1')
        self.erp.sql(move, 99, account)
        try:
            self.assertEqual(self.decisions(('sale', '=', sale)), [])
            for model, records in [('decision', [decision]),
                    ('decision.rule', parts['rules']), ('decision.bucket', parts['buckets'])]:
                with self.subTest(model=model), self.assertRaises(RpcError):
                    self.carl.call('model.creditgate.%s.read' % model, records, ['id'])
        finally:
            self.erp.sql(move, 1, account)
        self.assertEqual(self.decisions(('id', '=', decision)), [decision])


class List(Decisions):
    "Of 100,000 decisions."

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = cls()
        cls.customer_id = made.customer(limit=1000, name='Hundred Thousand')
        cls.few = made.customer(limit=1000, name='Two Decisions')
        cls.sale = made.order(cls.customer_id, 10)
        made.confirm(cls.sale)
        for _ in range(2):
            made.confirm(made.order(cls.few, 10))
        decision, = made.decisions(('sale', '=', cls.sale), ('checkpoint', '=', 'confirm'))
        # Older than those of the other tests, which number them from 1 on.
        cls.erp.sql("""insert into creditgate.cg_decision (decision_id, account_id, request_id,
            cluster, transaction_id, checkpoint, document_kind, document_id, document_number,
            currency, amount_minor, outcome, policy_version, business_date, decided_at,
            decided_for, record)
            select 10000000 + n, account_id, 'many-' || n, '', '', checkpoint, 'invoice',
                5000000 + n, 'MANY-' || n, currency, 100 * n, outcome, policy_version,
                business_date, decided_at, decided_for, record
            from creditgate.cg_decision, generate_series(1, %s) n where decision_id = %s
            returning decision_id""", _MANY, decision)
        cls.erp.sql('analyze creditgate.cg_decision; select 1')

    @classmethod
    def tearDownClass(cls):
        cls.erp.sql("delete from creditgate.cg_decision where document_number like 'MANY-%%'"
            ' and decision_id > %s returning 1', 10000000)
        super().tearDownClass()

    def timed(self, what, act, *arguments):
        begun = time.monotonic()
        found = act(*arguments)
        seconds = time.monotonic() - begun
        print('%s: %.3f s' % (what, seconds))
        self.assertLess(seconds, 5, what)
        return found

    def made(self, condition, *values):
        "The newest first."
        return [id_ for id_, in self.erp.sql('select decision_id from creditgate.cg_decision_list'
                ' where %s order by decision_id desc' % condition, *values)]

    def search(self, *domain, limit=80):
        return self.carl.call('model.creditgate.decision.search', list(domain), 0, limit, None)

    def test_a_page_is_there_at_once_the_newest_first(self):
        ids = self.timed('first page', self.search)
        self.assertEqual(ids, sorted(ids, reverse=True))
        self.assertEqual(len(ids), 80)
        shown = self.timed('its rows', self.carl.call, 'model.creditgate.decision.read', ids,
            _LISTED)
        self.assertEqual({row['customer'] for row in shown}, {self.customer_id})
        self.timed('number of all', self.carl.call, 'model.creditgate.decision.search_count', [])

    def test_is_searched_by_customer_and_document(self):
        own = self.made('customer_id = %s', self.few)
        self.assertGreaterEqual(len(own), 2)
        found = self.timed('by customer', self.search, ('customer', '=', self.few))
        self.assertEqual(found, own)
        found = self.timed('by name', self.search, ('customer.rec_name', 'ilike', '%Two Deci%'))
        self.assertEqual(found, own)
        found = self.timed('by number', self.search, ('document_number', 'ilike', '%MANY-77777%'))
        self.assertEqual(found, [10077777])
        found = self.timed('of a document', self.search, ('document_kind', '=', 'order'),
            ('document_id', 'in', [self.sale]))
        self.assertEqual(found, self.made("document_kind = 'order' and document_id = %s",
                self.sale))

    def test_a_page_of_pages_is_one_question(self):
        ids = self.search(limit=28)
        shown = self.timed('28 pages', self.carl.call, 'model.creditgate.decision.read', ids,
            ['why', 'rules', 'exposure_with', 'proof'])
        self.assertEqual(len(shown), 28)


if __name__ == '__main__':
    unittest.main()
