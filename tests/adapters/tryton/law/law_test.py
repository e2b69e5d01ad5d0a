# SPDX-License-Identifier: GPL-3.0-or-later
"""The law: after any walk of steps from order to cash in a real Tryton, a customer's exposure by
bucket is what Tryton's own objects say (oracle.py).

    CREDITGATE_LAW_STEPS=2000   steps in all, 200 unless set; each walk has at most 100
    CREDITGATE_LAW_SEED=7       this walk only
"""
import os
import unittest
from collections import Counter
from decimal import Decimal

from erp.case import shared_host

from .inprocess import Inside

_LONGEST = 100
_ALL_EVERY = 25


class Law(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # A database of its own: other tests count companies, and keep the policy.
        cls.erp = shared_host().database('law', 'account_payment_clearing')
        cls.inside = Inside(cls.erp)
        from trytond.modules.creditgate import bridge
        from . import oracle, walk, world
        cls.bridge, cls.oracle, cls.walk = bridge, oracle, walk
        cls.world = world.World(cls.inside)
        # Nothing but a block stops a clerk here: the walk shall get far.
        draft = cls.inside.look(lambda: bridge.call('propose_policy', policy={'name': 'Open',
                    'rules': [{'rule': 'account_blocked', 'at': {'confirm': 'reject'}}]},
                in_force_from='2000-01-01', user={'name': 'ada', 'roles': ['manager']}))
        cls.inside.look(lambda: bridge.call('approve_policy', version=draft['version'],
                user={'name': 'mary', 'roles': ['manager']}))

    def test_exposure_is_what_the_erp_itself_says(self):
        steps = int(os.environ.get('CREDITGATE_LAW_STEPS', 200))
        seed = os.environ.get('CREDITGATE_LAW_SEED')
        done = Counter()
        if seed:
            done.update(self.follow(int(seed), steps))
        else:
            for number in range(1, 1 + -(-steps // _LONGEST)):
                done.update(self.follow(number, min(steps, _LONGEST)))
        print('\n'.join('%5d %s' % (count, name) for name, count in sorted(done.items())))

    def follow(self, seed, steps):
        walk = self.walk.Walk(self.world, seed)
        for number in range(1, steps + 1):
            step = walk.step()
            compared = [(step.company, party) for party in sorted(step.touched)]
            if number % _ALL_EVERY == 0 or number == steps:
                compared = [(company, party) for company in self.world.companies
                    for party in walk.parties + walk.merged]
            for company, party in compared:
                self.compare(walk, company, party)
        return walk.done

    def compare(self, walk, company, party):
        found, expected = self.inside.look(self.expected, company, party, company=company)
        ours = self.inside.look(self.ours, company, party, company=company)
        if ours != expected:
            self.fail(self.story(walk, company, party, ours, expected, found))

    def expected(self, company, party):
        found = list(self.oracle.items(company, party))
        sums = self.oracle.by_bucket(company, found)
        return found, {bucket: amount for bucket, amount in sums.items() if amount}

    def ours(self, company, party):
        answer = self.bridge.call('customer', company=company, customer=party,
            business_date=self.world_day().isoformat(), language='en')
        return {each['bucket']: Decimal(each['amount']['amount'])
            for each in answer['credit']['buckets'] if Decimal(each['amount']['amount'])}

    def world_day(self):
        return self.inside.model('ir.date').today()

    def story(self, walk, company, party, ours, expected, found):
        views = self.erp.in_schema(
            "select concat('order ', number, ' (', document_id, '), delivered ', delivered_minor),"
            ' currency, amount_minor, null from cg_erp_order'
            ' where company_id = %s and customer_id = %s'
            " union all select concat(kind, ' ', number, ' (', item_id, ')'),"
            ' currency, amount_minor, due_date from cg_erp_open_item'
            ' where company_id = %s and customer_id = %s', company, party, company, party)
        return '\n'.join([
                'seed %s, step %s: company %s, customer %s' % (
                    walk.seed, walk.number, company, party),
                *('%s: creditgate %s, the ERP %s' % (
                        bucket, ours.get(bucket, 0), expected.get(bucket, 0))
                    for bucket in sorted({*ours, *expected})
                    if ours.get(bucket) != expected.get(bucket)),
                'The last steps:', *walk.log[-12:],
                'creditgate by document:', *(' '.join(map(str, row)) for row in sorted(views)),
                'The ERP by document:', *('%s %s %s %s %s' % (each.bucket, each.document,
                        each.currency, each.amount, each.due or '')
                    for each in sorted(found, key=str) if each.amount),
                'Again: CREDITGATE_LAW_SEED=%s CREDITGATE_LAW_STEPS=%s' % (
                    walk.seed, walk.number)])


if __name__ == '__main__':
    unittest.main()
