# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of releases and raised limits: sales, their invoices, and how those were paid."""
import csv
import datetime
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from later_steps_test import GoodsTest

NAME = 'creditgate.overrides'
TODAY = datetime.date.today()


def days(number):
    return TODAY + datetime.timedelta(days=number)


class Overrides(TrytonTest):

    def released(self, amount, reason, **values):
        "An order above the limit that carl has released, confirmed, with its invoice posted."
        customer = self.customer(limit=values.pop('limit', 50))
        sale = self.order(customer, amount, payment_term=self.term(values.pop('term', 30)))
        self.held(sale)
        hold, = self.holds(sale)
        self.release(hold, reason=reason)
        return customer, sale, self.invoiced(sale, **values)

    def term(self, after):
        return self.admin.create('account.invoice.payment_term', name='%s days' % after, lines=[
                ('create', [{'type': 'remainder', 'relativedeltas': [
                                ('create', [{'days': after}])]}])])

    def invoiced(self, sale, date=None):
        self.confirm(sale)
        invoice, = self.admin.read('sale.sale', sale, 'invoices')
        if date:
            self.admin.write('account.invoice', invoice, invoice_date=date)
        self.otto.insist('account.invoice', 'post', invoice)
        return invoice

    def outcome(self, person=None, **start):
        person = person or self.carl
        forms = {'start': dict({'from_': days(-1), 'to': days(1), 'by': 'reason',
                    'lost_after_days': 90}, **start)}
        session, first, _ = person.call('wizard.%s.create' % NAME)
        person.call('wizard.%s.execute' % NAME, session, forms, first)
        return person.call('wizard.%s.execute' % NAME, session, forms, 'shown')['view']['defaults']

    def group(self, name, **start):
        found, = [each for each in self.outcome(**start)['groups'] if each['name'] == name]
        return found

    def test_a_release_is_tied_to_how_its_invoices_are_paid(self):
        reason = 'test %s' % id(self)
        _, sale, invoice = self.released(100, reason)
        row = self.group(reason)
        self.assertEqual((row['kind'], row['overrides'], row['documents'], row['amount']),
            ('release', 1, 1, '100.00 EUR'))
        self.assertEqual((row['invoices'], row['open'], row['late'], row['late_rate']),
            (1, 1, 0, None))
        self.trade.pay(self.otto, invoice, 100)
        row = self.group(reason)
        self.assertEqual((row['invoices'], row['open'], row['in_time'], row['late_rate']),
            (1, 0, 1, Decimal('0.00')))
        # Another one, due in 5 days and paid in 6.
        _, _, late = self.released(200, reason, term=5)
        self.trade.pay(self.otto, late, 200, date=days(6))
        row = self.group(reason)
        self.assertEqual((row['invoices'], row['late'], row['late_rate'], row['most_days_late']),
            (2, 1, Decimal('50.00'), 1))
        shown = [each for each in self.outcome()['documents'] if each['reason'] == reason]
        self.assertEqual([(each['paid'], each['days_late']) for each in shown],
            [('late', 1), ('in_time', 0)])
        self.assertEqual(shown[1]['document'], 'sale.sale,%s' % sale)
        self.assertEqual((shown[1]['amount'], shown[1]['by'], shown[1]['rules']),
            (Decimal('100.00'), 'carl', 'limit'))

    def test_an_invoice_of_two_orders_counts_for_each_with_its_part(self):
        reason = 'parts %s' % id(self)
        customer = self.customer(limit=50)
        sales = [self.order(customer, amount) for amount in (60, 140)]
        for sale in sales:
            self.held(sale)
            hold, = self.holds(sale)
            self.release(hold, reason=reason)
            self.confirm(sale)
        rows = self.erp.in_schema(
            'select count(*) from cg_erp_invoiced where document_kind = %s and document_id in %s',
            'order', tuple(sales))
        self.assertEqual(rows[0][0], 0, 'no invoice is posted yet')
        invoices = [self.admin.read('sale.sale', sale, 'invoices')[0] for sale in sales]
        lines = self.admin.read('account.invoice', invoices[1], 'lines')
        self.admin.write('account.invoice.line', lines[0], invoice=invoices[0])
        self.otto.insist('account.invoice', 'post', invoices[0])
        rows = self.erp.in_schema(
            'select document_id, amount_minor from cg_erp_invoiced '
            'where document_kind = %s and document_id in %s order by document_id',
            'order', tuple(sales))
        self.assertEqual([tuple(row) for row in rows], [(sales[0], 6000), (sales[1], 14000)])
        row = self.group(reason)
        self.assertEqual((row['documents'], row['invoices'], row['without_invoice']), (2, 1, 0))

    def test_a_raised_limit_answers_for_what_passed_only_by_it(self):
        customer = self.customer(limit=100)
        reason = 'grows %s' % id(self)
        self.trade.set_limit(self.mary, customer, 300, reason=reason)
        within, above = self.order(customer, 100), self.order(customer, 150)
        self.confirm(within)
        self.assertEqual(self.group(reason)['documents'], 0)
        self.invoiced(above)
        row = self.group(reason)
        self.assertEqual((row['kind'], row['documents'], row['amount'], row['invoices']),
            ('limit_raise', 1, '150.00 EUR', 1))

    def test_the_command_tells_the_same_in_a_table_a_file_and_a_page(self):
        reason = '=told %s' % id(self)
        _, _, invoice = self.released(100, reason)
        self.trade.pay(self.otto, invoice, 100)
        files = [self.host.folder / ('overrides.' + kind) for kind in ('csv', 'html')]
        text = self.host.creditgate(
            '--config', str(self.host.folder / ('%s.json' % self.erp.name)), 'overrides',
            '--from', days(-1).isoformat(), '--to', days(1).isoformat(), '--by', 'reason',
            '--csv', str(files[0]), '--page', str(files[1]))
        self.assertIn(reason, text)
        with open(files[0], newline='') as file:
            rows = {row['reason']: row for row in csv.DictReader(file)}
        # No spreadsheet takes it for a formula.
        row = rows["'" + reason]
        self.assertEqual((row['override'], row['number'], row['amount'], row['paid in time'],
                row['late share']), ('release', '1', '100.00 EUR', '1', '0.00 %'))
        self.assertIn('<td>%s</td>' % reason, files[1].read_text())

    def test_by_approver_and_by_rule(self):
        self.released(100, 'by %s' % id(self))
        self.assertIn(('release', 'carl'), self.names(by='approver'))
        self.assertIn(('release', 'limit'), self.names(by='rule'))
        self.assertEqual(self.outcome(from_=days(-3), to=days(-2))['documents'], [])

    def names(self, **start):
        return [(each['kind'], each['name']) for each in self.outcome(**start)['groups']]

    def test_is_for_controllers_and_managers(self):
        self.outcome(self.mary)
        self.assertRegex(self.refused(self.outcome, self.ann), 'not allowed|do not have')


class OverridesOfGoods(GoodsTest):

    def test_a_shipment_and_an_invoice_have_their_items(self):
        sale, shipment = self.ordered(self.customer(limit=1000), 20)
        self.ship(shipment)
        invoice, = self.admin.read('sale.sale', sale, 'invoices')
        self.otto.insist('account.invoice', 'post', invoice)
        owed = int(self.admin.read('account.invoice', invoice, 'total_amount') * 100)
        self.assertEqual(owed, 2000)
        for kind, number in (('order', sale), ('shipment', shipment), ('invoice', invoice)):
            with self.subTest(kind=kind):
                rows = self.erp.in_schema(
                    'select amount_minor from cg_erp_invoiced '
                    'where document_kind = %s and document_id = %s', kind, number)
                self.assertEqual([row[0] for row in rows], [owed])


# It is run where it is written.
del GoodsTest


if __name__ == '__main__':
    unittest.main()
