# SPDX-License-Identifier: GPL-3.0-or-later
"""Around an upgrade of Tryton creditgate is detached and attached again: what went on meanwhile is
told, noted and decided, and nothing is forgotten."""
import json
import unittest

from erp.guarded import CONFIRMED, GuardTest


class Attach(GuardTest):

    @classmethod
    def administer(cls, word):
        "As a superuser of PostgreSQL."
        return cls.host.creditgate('--database', cls.host.odbc(cls.erp.name), '--db-user',
            'postgres', word)

    def setUp(self):
        self.addCleanup(self.guard, 'record')
        self.addCleanup(self.decide)
        self.addCleanup(self.administer, 'attach')

    def noted(self, sale):
        "By whom, whether it is still to be decided, outcome."
        return self.erp.sql('''select noted_for, unchecked = 1 and decided_at is null,
            (select outcome from creditgate.cg_decision d where d.decision_id = u.decision_id)
            from creditgate.cg_uncovered u where document_id = %s order by uncovered_id''', sale)

    def exposure(self, customer):
        found = json.loads(self.command('customer', str(customer)))
        return found['credit']['exposure']['amount']

    def test_what_went_on_while_it_was_detached(self):
        self.guard('enforce')
        customer = self.customer(limit=1000)
        before = self.confirmed()
        left = self.order(customer, 500)
        self.confirm(left)
        waits = self.order(customer, 400)
        passed, beyond = self.order(customer, 300), self.order(customer, 800)
        self.administer('detach')
        with self.assertRaisesRegex(RuntimeError, 'detached'):
            self.host.creditgate(*self.configured(), 'doctor')
        self.assertIn('cannot answer', self.refused(self.confirm, waits))
        # Tryton may change its tables: a view would not let it.
        self.as_erp('alter table sale_sale alter column number type varchar(200)')
        for sale in passed, beyond:
            self.as_erp(CONFIRMED, sale)
        self.as_erp("update sale_sale set state = 'draft' where id = %s", left)
        self.as_erp('alter table sale_sale alter column number type varchar')

        self.assertIn('2 documents went on', self.administer('attach'))
        self.assertEqual(self.exposure(customer), '1100.00', 'all is read anew')
        self.assertEqual(self.audit()[0], set(), 'what is confirmed goes on')
        for sale in passed, beyond:
            self.assertEqual(self.noted(sale), [('detached', True, None)])
        self.assertEqual(self.noted(before), [])
        with self.assertRaisesRegex(RuntimeError, '2 documents went on unchecked'):
            self.host.creditgate(*self.configured(), 'doctor')
        with self.assertRaisesRegex(Exception, 'has no approval'):
            # Its approval ended when it was set back, although nobody saw that.
            self.as_erp(CONFIRMED, left)
        self.command('decide-unchecked')
        self.assertEqual([self.noted(sale) for sale in (passed, beyond)],
            [[('detached', False, 'hold')]] * 2, 'each beside the other is over the limit')
        self.host.creditgate(*self.configured(), 'doctor')
        self.admin.press('sale.sale', 'process', [passed, before])

    def test_attached_twice_nothing_is_noted_twice(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.administer('detach')
        self.as_erp(CONFIRMED, sale)
        for word in 'attach', 'attach', 'detach', 'attach':
            self.administer(word)
        self.assertEqual(len(self.noted(sale)), 1)

    def test_a_table_that_does_not_fit_any_more_is_named(self):
        self.administer('detach')
        self.as_erp('alter table sale_sale rename column shipping_date to ships_at')
        try:
            with self.assertRaises(RuntimeError) as refusal:
                self.administer('attach')
            for told in 'create view cg_erp_order', 'shipping_date', 'cg_changed_update':
                self.assertIn(told, str(refusal.exception))
            self.assertNotIn('cg_erp_customer', str(refusal.exception))
            # The ERP works, and is not checked.
            self.as_erp("update sale_sale set reference = 'x' where id = 1")
        finally:
            self.as_erp('alter table sale_sale rename column ships_at to shipping_date')
        self.assertIn('in place', self.administer('attach'))


if __name__ == '__main__':
    unittest.main()
