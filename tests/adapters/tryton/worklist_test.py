# SPDX-License-Identifier: GPL-3.0-or-later
"""A worklist of 10,000 holds: a page of it, its tabs, a filter, one that is released, and 500 at
once."""
import unittest

from erp.case import TrytonTest

_MANY = 10000
# What the client reads for its list.
_LISTED = ['state', 'document_number', 'customer', 'amount', 'reasons', 'excess', 'days_overdue',
    'age', 'salesperson', 'assigned_to', 'requested_by']


class Worklist(TrytonTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = cls()
        cls.customer_id = made.customer(limit=1000, name='Forty Holds')
        sale = made.order(cls.customer_id, 1500)
        made.held(sale)
        cls.first, = made.holds(sale)
        # Of documents that are none of Tryton's orders, so that nobody confirms them.
        cls.erp.sql("""insert into creditgate.cg_hold (account_id, company_id, customer_id,
            customer_name, document_kind, document_id, document_number, checkpoint, state,
            currency, amount_minor, decision_id, entered_by, salesperson, rules, excess_minor,
            opened_by, opened_at)
            select account_id, company_id, customer_id, customer_name, 'invoice', 5000000 + n,
                'MANY-' || n, 'invoice', 'open', currency, 100 * n, decision_id,
                case when n = 250 then 'carl' else 'ann' end,
                case when n <= 500 then 'Sam' else 'Sue' end, rules, n, opened_by, opened_at
            from creditgate.cg_hold, generate_series(1, %s) n where hold_id = %s
            returning hold_id""", _MANY - 1, cls.first)

    @classmethod
    def tearDownClass(cls):
        # The others' worklists are shorter.
        for table in ('notice', 'reservation', 'hold'):
            condition = ("hold_id in (select hold_id from creditgate.cg_hold"
                " where document_number like 'MANY-%%')")
            cls.erp.sql('delete from creditgate.cg_%s where %s returning 1' % (table, condition),
                cls.first)
        super().tearDownClass()

    def search(self, *domain, limit=80, order=None):
        return self.carl.call('model.creditgate.hold.search',
            [('customer', '=', self.customer_id), *domain], 0, limit, order)

    def count(self, *domain):
        return self.carl.call('model.creditgate.hold.search_count',
            [('customer', '=', self.customer_id), *domain])

    def listed(self, holds):
        return {each['id']: each for each in self.carl.call('model.creditgate.hold.read', holds,
                _LISTED + ['customer.rec_name'])}

    def test_a_page_a_filter_and_a_release(self):
        self.assertEqual(self.count(('state', '=', 'open')), _MANY)
        page = self.search(('state', '=', 'open'))
        shown = self.listed(page)
        self.assertEqual(len(shown), 80)
        for each in shown.values():
            self.assertIn('500.00 EUR too much', each['reasons'])
        largest = self.search(('state', '=', 'open'), order=[('excess', 'DESC')])
        self.assertEqual(self.listed(largest[:1])[largest[0]]['document_number'], self.of_most())
        self.assertEqual(self.count(('salesperson', '=', 'Sam'), ('state', '=', 'open')), 500)
        self.assertIsNone(self.released_in_the_list(page[0]))
        # The rest of the page is as it was: nothing else has to be read again.
        again = self.listed(page)
        self.assertEqual(again.pop(page[0])['state'], 'released')
        shown.pop(page[0])
        self.assertEqual(again, shown)
        self.assertEqual(self.count(('state', '=', 'open')), _MANY - 1)

    def released_in_the_list(self, hold):
        """What the client is told to do at the end: nothing, so that it reads this hold again; at
        "reload" it searches for the whole list."""
        active = dict(active_model='creditgate.hold', active_id=hold, active_ids=[hold])
        session, start, _ = self.carl.call('wizard.creditgate.release.create')
        self.carl.call('wizard.creditgate.release.execute', session, {}, start, **active)
        self.carl.call('wizard.creditgate.release.execute', session,
            {'start': {'reason': 'paid', 'confirm': True}}, 'act', **active)
        return self.carl.call('wizard.creditgate.release.delete', session, **active)

    def of_most(self):
        (number,), = self.erp.sql("select document_number from creditgate.cg_hold where state ="
            " 'open' and customer_id = %s order by excess_minor desc limit 1", self.customer_id)
        return number

    def test_one_of_500_that_is_refused_does_not_stop_the_rest(self):
        holds = self.search(('salesperson', '=', 'Sam'), ('state', '=', 'open'), limit=None)
        total = len(holds)
        states, shown = self.released_step_by_step(holds)
        self.assertEqual(states[-1], 'finished')
        self.assertEqual((shown['done'], shown['total']), (total - 1, total))
        self.assertIn('MANY-250', shown['failed'])
        self.assertIn('carl has entered the document', shown['failed'])
        left = self.search(('salesperson', '=', 'Sam'), ('state', '=', 'open'))
        self.assertEqual([self.listed(left)[each]['document_number'] for each in left],
            ['MANY-250'])
        (audited,), = self.erp.sql("select count(*) from creditgate.cg_audit where action ="
            " 'release' and done_by = 'carl' and details like %s", '%MANY-%')
        self.assertGreaterEqual(audited, total - 1)

    def released_step_by_step(self, holds):
        "As the client does it: the person goes on from each view of the progress."
        active = dict(active_model='creditgate.hold', active_id=holds[0], active_ids=holds)
        session, start, _ = self.carl.call('wizard.creditgate.release.create')
        self.carl.call('wizard.creditgate.release.execute', session, {}, start, **active)
        forms, states = {'start': {'reason': 'paid', 'confirm': True}}, []
        while True:
            view = self.carl.call('wizard.creditgate.release.execute', session, forms, 'act',
                **active)['view']
            states.append(view['state'])
            forms['progress'] = view['defaults']
            if view['state'] != 'progress':
                return states, view['defaults']


if __name__ == '__main__':
    unittest.main()
