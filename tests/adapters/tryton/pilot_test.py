# SPDX-License-Identifier: GPL-3.0-or-later
"""A department tries the policy out: its clerks meet no block, the report says what would have
been held and what became of it; then the policy is enforced, and what went on in the pilot is
shipped."""
import datetime
import unittest
from decimal import Decimal

from erp.trade import LONG_AGO as LAST_YEAR
from later_steps_test import LaterStepsTest
from policy_form_test import LONG_AGO, PolicyFormTest

REPORT = 'wizard.creditgate.graduation.'
TODAY = datetime.date.today()


class PilotTest(LaterStepsTest, PolicyFormTest):
    """The limit holds at confirm, ship and invoice, and the guard enforces."""

    def setUp(self):
        # The other version comes back with the class.
        self.addCleanup(self.set_policy, 'ship', 'invoice')

    def department(self, name, *customers):
        by_mary = '--user', 'mary', '--reason', 'they try it'
        self.host.creditgate(*self.configured(), 'group', 'make', name, 'EUR', '--kind',
            'department', *by_mary)
        for each in customers:
            self.host.creditgate(*self.configured(), 'group', 'add', name, str(each), *by_mary)

    def put(self, **pilot):
        "A version that mary drafts with this pilot in the form, and mo approves."
        _, propose = self.form(self.mary)
        self.told = propose(in_force_from=LONG_AGO, **pilot)
        version = self.newest()
        self.mo.press('creditgate.policy', 'approve', version)
        return version

    def report(self, person, **start):
        session, state, _ = person.call(REPORT + 'create')
        shown = person.call(REPORT + 'execute', session, {}, state)['view']['defaults']
        values = {name: value for name, value in dict(shown, **start).items()
            if not name.endswith('.')}
        return person.call(REPORT + 'execute', session, {'start': values}, 'shown')[
            'view']['defaults']

    def post_invoice_of(self, sale, date):
        invoice, = self.admin.read('sale.sale', sale, 'invoices')
        self.otto.write('account.invoice', invoice, invoice_date=date)
        self.post(invoice)
        return invoice

    def number(self, sale):
        return self.ann.read('sale.sale', sale, 'number')


class Pilots(PilotTest):

    def test_no_block_in_the_pilot_a_report_and_an_opening_cover_after_it(self):
        tries, other = self.customer(limit=100), self.customer(limit=100)
        self.department('Bakeries', tries)
        version = self.put(pilot_is_on=True, pilot_departments='Bakeries')
        self.assertIn('pilot: nothing -> departments: Bakeries', self.told)
        self.assertEqual(self.read(version, 'pilot'),
            'Pilot for Department Bakeries, all orders: what the rules would hold is recorded '
            'and goes on, and nobody is told. For all others the policy is enforced. A blocked '
            'account and a hold by hand stop a document all the same.')

        # Nobody is stopped or warned, and the other department is.
        late = self.order(tries, 200)
        self.confirm(late)
        in_time = self.order(tries, 50)
        self.confirm(in_time)
        waits, shipment = self.ordered(tries, 300)
        for sale in late, in_time, waits:
            self.assertIn(self.state(sale), {'processing', 'confirmed'})
            self.assertEqual(self.holds(sale), [])
        held = self.order(other, 200)
        self.assertIn('200.00 EUR', self.held(held))

        # The one is invoiced and overdue, the other is not due.
        self.post_invoice_of(late, LAST_YEAR)
        self.post_invoice_of(in_time, TODAY)
        shown = self.report(self.carl, from_date=TODAY, to_date=TODAY, list_='all')
        rows = {row['number']: row for row in shown['documents']}
        self.assertEqual(
            {name: (rows[self.number(sale)]['outcome'], rows[self.number(sale)]['became'])
                for name, sale in [('late', late), ('in_time', in_time), ('waits', waits)]},
            {'late': ('Hold', 'unpaid'), 'in_time': ('Hold', 'open'),
                'waits': ('Hold', 'not_invoiced')})
        self.assertNotIn(self.number(held), rows)
        row = rows[self.number(late)]
        self.assertEqual((row['rules'], row['groups'], row['amount'], row['customer']),
            ('limit', 'Bakeries', Decimal(200), self.ann.read('party.party', tries, 'name')))
        self.assertEqual(row['days_late'], (TODAY - LAST_YEAR).days - 30)
        self.assertIn('would have been held', shown['told'])
        by_department = [each for each in shown['sums'] if each['whose'] == 'Department Bakeries']
        self.assertEqual(
            [(each['what'], each['number'], each['late'], each['unpaid'], each['open_'])
                for each in by_department],
            [('would have been held', 3, 1, 1, 2), ('would have passed', 0, 0, 0, 0)])

        # Enforced: what went on is shipped, what is new is held.
        version = self.put(pilot_is_on=False)
        self.assertEqual(self.read(version, 'pilot'),
            'No pilot: the policy is enforced for everybody.')
        self.held(self.order(tries, 1))
        self.ship(shipment)
        self.assertTrue(self.shipped(shipment))
        self.assertEqual(self.uncovered(), [])

    def test_the_form_keeps_what_the_policy_says(self):
        version = self.put(pilot_is_on=True, pilot_percent=20, pilot_even_blocked=True,
            pilot_groups='Harbour\n Quay ', pilot_companies=[self.trade.company])
        self.assertEqual(self.policy(version)['pilot'], {
                'companies': [self.trade.company], 'percent_of_orders': 20, 'even_blocked': True,
                'groups': ['Harbour', 'Quay']})
        shown, propose = self.form(self.mary, version)
        self.assertEqual((shown['pilot_is_on'], shown['pilot_percent'], shown['pilot_groups']),
            (True, 20, 'Harbour\nQuay'))
        self.assertIn('Nothing is different.', propose(in_force_from=LONG_AGO))
        self.assertIn('pilot percent of orders: found 101, expected 1 to 100',
            self.refused(self.put, pilot_is_on=True, pilot_percent=101))
        everybody = self.put(pilot_is_on=True, pilot_percent=None, pilot_even_blocked=False,
            pilot_groups='', pilot_companies=[])
        self.assertEqual(self.policy(everybody)['pilot'], {'percent_of_orders': 100})

    def test_a_clerk_does_not_open_the_report(self):
        self.refused(self.report, self.ann, from_date=TODAY, to_date=TODAY)


# Its tests are its own module's.
del PolicyFormTest, LaterStepsTest, PilotTest

if __name__ == '__main__':
    unittest.main()
