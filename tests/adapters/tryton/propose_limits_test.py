# SPDX-License-Identifier: GPL-3.0-or-later
"""Many limits at once in Tryton: previewed, asked for, and approved line by line."""
import unittest
from decimal import Decimal

from erp.case import TrytonTest

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'
NAME, REQUEST = 'creditgate.propose_limits', 'creditgate.limit_request'


class Session:
    "The wizard as one person has it open."

    def __init__(self, person, **start):
        self.person = person
        self.forms = {'start': dict({'reason': 'review 2027', 'percent': None}, **start)}
        self.session, first, _ = person.call('wizard.%s.create' % NAME)
        self.defaults = self.go(first)

    def go(self, state):
        "The defaults of the form that comes next, or the actions."
        answer = self.person.call(
            'wizard.%s.execute' % NAME, self.session, self.forms, state)
        view = answer.get('view')
        if not view:
            return answer['actions']
        if view['state'] != 'start':
            self.forms[view['state']] = {name: value
                for name, value in view['defaults'].items() if not name.endswith('.')}
        return view['defaults']

    def preview(self):
        return self.go('preview')

    def propose(self):
        return self.go('propose')

    @property
    def rows(self):
        return self.forms['preview']['lines']


class ProposeLimits(TrytonTest):

    def setUp(self):
        # A class of their own keeps the customers of other tests out.
        self.risk_class = 'R%s' % id(self)
        self.customers = [self.classed(limit) for limit in (1000, 1040, 0)]

    def classed(self, limit):
        customer = self.customer(limit=limit)
        self.carl.wizard('creditgate.review', 'party.party', customer,
            {'start': {'risk_class': self.risk_class[:20], 'reason': 'rated'}}, 'act')
        return customer

    def by_percent(self, person=None, **start):
        return Session(person or self.mary, **dict({
                    'whose': 'risk_class', 'risk_class': self.risk_class[:20],
                    'percent': Decimal(10)}, **start))

    def by_file(self, text, **start):
        return Session(self.mary, whose='file', file=text.encode('utf-8'), file_name='limits.csv',
            **start)

    def open_requests(self):
        ids = self.carl.search(REQUEST,
            [('customer', 'in', self.customers), ('state', '=', 'open')], [('id', 'ASC')])
        rows = self.carl.call('model.%s.read' % REQUEST, ids, ['customer', 'limit', 'batch'])
        # As they were asked for: what is read comes in any order.
        return [(row['customer'], row['limit'], row['batch'])
            for row in sorted(rows, key=lambda row: row['id'])]

    def limits(self):
        return [self.carl.read('party.party', each, 'credit_limit') for each in self.customers]

    def test_a_percentage_is_rounded_previewed_and_asked_for(self):
        for percent, step, expected in [
                ('10', None, ['1100', '1144', '0']), ('10', '50', ['1100', '1150', '0']),
                ('-5.5', None, ['945', '982.8', '0']), ('0.01', '0.01', ['1000.1', '1040.1', '0'])]:
            with self.subTest(percent=percent, step=step):
                session = self.by_percent(percent=Decimal(percent), step=step and Decimal(step))
                told = session.preview()['told']
                self.assertEqual([row['after'] for row in session.rows],
                    [Decimal(each) for each in expected])
                self.assertEqual([row['before'] for row in session.rows],
                    ['1,000.00 EUR', '1,040.00 EUR', '0.00 EUR'])
                # Nothing changes where there is nothing.
                self.assertEqual([row['taken'] for row in session.rows], [True, True, False])
                self.assertIn('agreed already', session.rows[2]['left_out'])
                self.assertIn('2 would be asked for, 1 left out', told)
                self.assertEqual(self.open_requests(), [])
        session = self.by_percent(step=Decimal(100))
        session.preview()
        self.assertIn('2 asked for, 0 left out', session.propose()['told'])
        (first, limit, batch), (second, other, same) = self.open_requests()
        self.assertEqual((first, limit, second, other),
            (self.customers[0], Decimal(1100), self.customers[1], Decimal(1100)))
        self.assertEqual(batch, same)
        self.assertTrue(batch)
        (action, _), = session.go('open_')
        self.assertIn(str(batch), action['pyson_domain'])
        self.assertEqual(self.limits(), [1000, 1040, 0])

    def test_lines_are_left_out_and_changed_and_approved_one_by_one(self):
        session = self.by_percent()
        session.preview()
        session.rows[0].update(taken=False)
        session.rows[1].update(after=Decimal(2000))
        session.rows[2].update(taken=True, after=Decimal(5))
        self.assertIn('2 asked for, 0 left out', session.propose()['told'])
        self.assertEqual([(customer, limit) for customer, limit, _ in self.open_requests()],
            [(self.customers[1], 2000), (self.customers[2], 5)])
        requests = self.carl.search(REQUEST, [('customer', 'in', self.customers)],
            [('id', 'ASC')])
        self.carl.wizard('creditgate.approve_limit', REQUEST, requests[0], {'start': {}}, 'act')
        self.carl.wizard('creditgate.reject_limit', REQUEST, requests[1],
            {'start': {'note': 'not him'}}, 'act')
        self.assertEqual(self.limits(), [1000, 2000, 0])

    def test_a_file_says_each_customer_his_own(self):
        code = self.carl.read('party.party', self.customers[1], 'code')
        session = self.by_file('\ufeffcustomer;amount;percent\r\n%s;1200;\r\n\r\n%s;;-50\r\n'
            % (self.customers[0], self.customers[1]))
        session.preview()
        self.assertEqual([(row['line'], row['after'], row['taken']) for row in session.rows],
            [(2, Decimal(1200), True), (4, Decimal(520), True)])
        session.propose()
        self.assertEqual([limit for _, limit, _ in self.open_requests()], [1200, 520])
        # Those who have an open request are left out, and it says why.
        session = self.by_file('code,percent\n%s,\n' % code, percent=Decimal(10))
        self.assertIn('0 would be asked for, 1 left out', session.preview()['told'])
        self.assertIn('is open', session.rows[0]['left_out'])
        self.assertIn('No line is marked', self.refused(session.propose))
        self.assertEqual(len(self.open_requests()), 2)

    def test_a_bad_file_is_told_with_its_line(self):
        payer = self.customers[0]
        for text, told in [
                ('', 'Line 1 of the file, columns: found ""'),
                ('customer,limit\n', 'Line 1 of the file, column: found "limit"'),
                ('amount\n', 'Line 1 of the file, columns: found "amount"'),
                ('customer,code,amount\n', 'Line 1 of the file, columns: found "customer, code'),
                ('customer,amount\n%s,1.200,00\n' % payer,
                    'Line 2 of the file, columns: found "3", expected 2'),
                ('customer,amount\n\n0,5\n', 'Line 3 of the file, customer: found "0"'),
                ('customer,amount\nNina,5\n', 'Line 2 of the file, customer: found "Nina"'),
                ('code,amount\nnobody,5\n', 'Line 2 of the file, code: found "nobody"'),
                ('customer,percent\n%s,1\n%s,ten\n' % (payer, self.customers[1]), 'Line 3: '),
                ('customer,amount\n%s,\n' % payer, 'Line 2: neither an amount nor a percentage')]:
            with self.subTest(text=text):
                self.assertIn(told, self.refused(self.by_file(text).preview))
                self.assertEqual(self.open_requests(), [])
        session = self.by_file('customer,amount\n%s,x\n%s,-1\n999999999,5\n%s,5\n%s,6\n'
            % (payer, self.customers[1], self.customers[2], self.customers[2]))
        session.preview()
        self.assertEqual([row['taken'] for row in session.rows],
            [False, False, False, True, False])
        for row, told in zip(session.rows, ['x', '-1', 'no customer 999999999', '', 'twice']):
            self.assertIn(told, row['left_out'])

    def test_bad_terms_are_refused_in_words(self):
        for start, told in [({'percent': None}, '"percent" is missing'),
                ({'percent': Decimal('-100.01')}, '-100 to 9900'),
                ({'step': Decimal(0)}, 'more than 0')]:
            with self.subTest(**start):
                self.assertIn(told, self.refused(self.by_percent(**start).preview))
        whole = self.by_percent(percent=Decimal(-100))
        whole.preview()
        self.assertEqual([row['after'] for row in whole.rows], [0, 0, 0])

    def test_rights_are_the_servers(self):
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(self.by_percent, person), DENIED)
        session = self.by_percent()
        session.preview()
        session.person = self.ann
        self.assertRegex(self.refused(session.propose), DENIED)
        self.assertEqual(self.open_requests(), [])


if __name__ == '__main__':
    unittest.main()
