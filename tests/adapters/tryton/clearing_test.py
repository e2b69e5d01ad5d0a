# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in clearing with Tryton's account_payment_clearing: step by step, what a customer owes,
by bucket. An amount counts once in every state, and what is kept agrees with the views."""
import json
import unittest
from decimal import Decimal

from erp import story
from erp.case import shared_host
from erp.host import until
from erp.payments import MODULES, Payments
from erp.rpc import RpcError
from erp.teller import Teller
from erp.trade import Trade

_WORDS = {'open_item_not_due': 'not due', 'open_item_overdue': 'overdue',
    'in_clearing': 'in clearing', 'unallocated': 'unallocated'}

# What happens, and what the customer owes then. A payment has the number of its step.
STORIES = {
    'a cheque for the whole invoice, paid by the bank': [
        ('invoice 100', 'not due 100', 100),
        ('draft 100', 'not due 100', 100),
        ('approve', 'not due 100', 100),
        ('process', 'not due 100', 100),
        ('succeed', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100),
        ('statement 100', '', 0),
        ('post the statement', '', 0)],
    'the statement comes before the clearing move is posted': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100', 'in clearing 100', 100),
        ('statement 100', '', 0),
        ('cancel the statement', 'in clearing 100', 100)],
    'the statement comes before anybody notes the success': [
        ('invoice 100', 'not due 100', 100),
        ('draft 100', 'not due 100', 100),
        ('approve', 'not due 100', 100),
        ('process', 'not due 100', 100),
        ('statement 100', '', 0)],
    'the bank pays less than the cheque': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100', 'in clearing 100', 100),
        ('statement 95', 'in clearing 100', 100)],
    'a cheque for a part, reconciled by hand': [
        ('invoice 100', 'not due 100', 100),
        ('draft 30', 'not due 100', 100),
        ('approve', 'not due 100', 100),
        ('process', 'not due 100', 100),
        ('succeed', 'not due 100, unallocated -30, in clearing 30', 100),
        ('post', 'not due 100, unallocated -30, in clearing 30', 100),
        ('the bank pays 30', 'not due 100, unallocated -30', 70),
        ('unreconcile', 'not due 100, unallocated -30, in clearing 30', 100)],
    'two parts of one invoice': [
        ('invoice 100', 'not due 100', 100),
        ('pay 30', 'not due 100, unallocated -30, in clearing 30', 100),
        ('pay 70', 'not due 100, unallocated -100, in clearing 100', 100),
        ('post', 'not due 100, unallocated -100, in clearing 100', 100),
        ('set the parts off', 'in clearing 100', 100),
        ('statement 70', 'in clearing 30', 30),
        ('fail the first', 'not due 100, unallocated -70', 30)],
    'the whole bounces, its move in draft': [
        ('overdue invoice 100', 'overdue 100', 100),
        ('pay 100', 'in clearing 100', 100),
        ('fail', 'overdue 100', 100),
        ('succeed', 'in clearing 100', 100)],
    'the whole bounces, its move posted': [
        ('overdue invoice 100', 'overdue 100', 100),
        ('pay 100', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100),
        ('fail', 'overdue 100', 100),
        ('succeed', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100)],
    'a part bounces, its move in draft': [
        ('invoice 100', 'not due 100', 100),
        ('pay 30', 'not due 100, unallocated -30, in clearing 30', 100),
        ('fail', 'not due 100', 100)],
    'a part bounces, its move posted': [
        ('invoice 100', 'not due 100', 100),
        ('pay 30', 'not due 100, unallocated -30, in clearing 30', 100),
        ('post', 'not due 100, unallocated -30, in clearing 30', 100),
        ('fail', 'not due 100', 100)],
    'the bank takes back what it had paid': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100', 'in clearing 100', 100),
        ('statement 100', '', 0),
        ('statement -100', 'not due 100', 100)],
    'never taken': [
        ('invoice 100', 'not due 100', 100),
        ('draft 100', 'not due 100', 100),
        ('approve', 'not due 100', 100),
        ('draft again', 'not due 100', 100),
        ('approve', 'not due 100', 100),
        ('process', 'not due 100', 100),
        ('fail', 'not due 100', 100)],
    'in another currency': [
        ('USD invoice 125', 'not due 100', 100),
        ('pay USD 125', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100),
        ('fail', 'not due 100', 100),
        ('pay USD 50', 'not due 100, unallocated -40, in clearing 40', 100),
        ('post', 'not due 100, unallocated -40, in clearing 40', 100),
        ('the bank pays 40', 'not due 100, unallocated -40', 60)],
    'at another rate than the invoice was booked at': [
        ('USD invoice 125 of long ago', 'overdue 100', 100),
        ('pay USD 125', 'overdue 100, unallocated -100, in clearing 100', 100),
        ('post', 'overdue 100, unallocated -100, in clearing 100', 100),
        ('fail', 'overdue 100', 100)],
    'without an invoice': [
        ('pay 40 in advance', 'unallocated -40, in clearing 40', 0),
        ('post', 'unallocated -40, in clearing 40', 0),
        ('statement 40', 'unallocated -40', -40)],
    'on an account that is no receivable': [
        ('invoice 100', 'not due 100', 100),
        ('pay 40 on another account', 'not due 100', 100),
        ('post', 'not due 100', 100)],
    'with a journal that has no clearing account': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100 uncleared', 'not due 100', 100)],
    'on a clearing account of a receivable type, without a party': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100 by bill', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100),
        ('fail', 'not due 100', 100)],
    'on a clearing account that nobody reconciles': [
        ('invoice 100', 'not due 100', 100),
        ('pay 100 unreconciled', '', 0),
        ('let it be reconciled', 'in clearing 100', 100),
        ('post', 'in clearing 100', 100),
        ('fail', 'not due 100', 100)],
    'money that goes back to the customer': [
        ('credit note 100', 'unallocated -100', -100),
        ('pay back 30', 'not due 30, unallocated -100', -70),
        ('post', 'not due 30, unallocated -100', -70),
        ('fail', 'unallocated -100', -100),
        ('pay back 100', '', 0),
        ('fail', 'unallocated -100', -100)],
    'of two in a group, named by one line of the statement': [
        ('invoice 100', 'not due 100', 100),
        ('pay 60 and 40 together', 'not due 100, unallocated -100, in clearing 100', 100),
        ('group statement 100', 'not due 100, unallocated -100, in clearing 100', 100),
        ('reconcile the group', 'not due 100, unallocated -100', 0)],
    'changed by SQL': [
        ('invoice 100', 'not due 100', 100),
        ('pay 30', 'not due 100, unallocated -30, in clearing 30', 100),
        ('a payment more with its move', 'not due 100, unallocated -30, in clearing 30', 100),
        ('a line more', 'not due 100, unallocated -30, in clearing 35', 105),
        ('the line goes', 'not due 100, unallocated -30, in clearing 30', 100),
        ('another payer', 'not due 100, unallocated -30', 70),
        ('the payer again', 'not due 100, unallocated -30, in clearing 30', 100),
        ('the move is forgotten', 'not due 100', 100)],
    }


class ClearingTest(unittest.TestCase):
    """A database of its own, in which account_payment_clearing is activated after creditgate."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not hasattr(ClearingTest, 'payments'):
            ClearingTest.activate()

    @classmethod
    def activate(cls):
        cls.host = shared_host()
        cls.erp = cls.host.database('clearing')
        story.make_people(cls.host.url('clearing', 'admin:%s@' % cls.erp.password))
        cls.log_in()
        cls.before = cls.look_before()
        cls.host.stop_server()
        cls.host.admin('-d', 'clearing', '-u', *MODULES, '--activate-dependencies')
        cls.host.start_server()
        cls.log_in()
        cls.before['activated'] = cls.finding('parts of the ERP')
        cls.host.administer('clearing', 'attach')
        cls.payments = Payments(cls.trade)

    @classmethod
    def log_in(cls):
        cls.trade = Trade(cls.erp.login('admin', cls.erp.password))
        cls.admin = cls.trade.admin

    @classmethod
    def look_before(cls):
        cls.first = cls.trade.customer('Before')
        cls.trade.invoice(cls.admin, cls.first, 100)
        return {'owed': cls.owed(cls.first), 'finding': cls.finding('parts of the ERP'),
            'differences': cls.differences()}

    @classmethod
    def command(cls, *words):
        return cls.host.creditgate('--config', str(cls.host.folder / 'clearing.json'), '--json',
            *words)

    @classmethod
    def finding(cls, check):
        try:
            said = cls.command('doctor')
        except RuntimeError as error:
            # It ends with 1 when anything is not good.
            said = str(error).split('\n', 1)[1]
        found, = (each for each in json.loads(said)['findings'] if each['check'] == check)
        return found['state'], found['text']

    @classmethod
    def differences(cls):
        return [each for line in cls.command('reconcile').splitlines()
            for each in json.loads(line)['differences']]

    @classmethod
    def owed(cls, customer):
        "In words, and the sum."
        credit = json.loads(cls.command('customer', str(customer)))['credit']
        parts = [(_WORDS[each['bucket']], Decimal(each['amount']['amount']))
            for each in credit['buckets'] if Decimal(each['amount']['amount'])]
        return (', '.join('%s %s' % (word, _short(amount)) for word, amount in parts),
            _short(Decimal(credit['exposure']['amount'])))

    def in_clearing(self, customer):
        said = json.loads(self.command('customer', str(customer), '--documents', 'in_clearing'))
        return [(each['number'], each['amount']['amount'], each['amount']['currency'])
            for each in said['documents']]


def _short(amount):
    return int(amount) if amount == int(amount) else amount


class WithoutTheModule(ClearingTest):

    def test_all_is_as_before(self):
        self.assertEqual(self.before['owed'], ('not due 100', 100))
        self.assertEqual(self.before['finding'][0], 'good')
        self.assertEqual(self.before['differences'], [])

    def test_doctor_tells_that_it_was_activated_later(self):
        state, found = self.before['activated']
        self.assertNotEqual(state, 'good')
        self.assertIn('account_payment_clearing', found)
        self.assertEqual(self.finding('parts of the ERP')[0], 'good', 'after attach')
        self.assertEqual(self.owed(self.first), ('not due 100', 100))


class Steps(ClearingTest):

    def test_each_amount_counts_once_in_every_state(self):
        for name, steps in STORIES.items():
            with self.subTest(name):
                told = Teller(self.erp, self.payments)
                found = []
                for step, _, _ in steps:
                    told.do(step)
                    found.append((step, *self.owed(told.customer)))
                    self.assertEqual(self.differences(), [], step)
                self.assertEqual(found, steps)

    def test_a_clearing_account_has_no_party(self):
        with self.assertRaises(RpcError) as refusal:
            self.payments.journal('EUR', self.trade.accounts['receivable'])
        self.assertIn('Clearing Account', refusal.exception.text)

    def test_a_person_knows_it_by_the_invoice_or_by_what_the_payment_says(self):
        customer = self.trade.customer()
        told = Teller(self.erp, self.payments, customer)
        told.do('invoice 100')
        told.do('pay 30')
        number = self.admin.read('account.invoice', told.invoice, 'number')
        self.assertEqual(self.in_clearing(customer), [(number, '30.00', 'EUR')])
        self.erp.sql('update account_invoice set number = %s where id = %s', 'R-1', told.invoice)
        self.assertEqual(self.in_clearing(customer), [('R-1', '30.00', 'EUR')])
        told.do('pay 40 in advance')
        group = self.admin.read('account.payment.group', told.group(), 'number')
        self.assertEqual(self.in_clearing(customer)[1][0], group)
        self.erp.sql('update account_payment set description = %s where id = %s', 'Cheque 7',
            told.payments[-1])
        self.assertEqual(self.in_clearing(customer)[1], ('Cheque 7', '40.00', 'EUR'))
        self.assertEqual(self.differences(), [])

    def test_questions_reach_the_indexes(self):
        for condition, index in [
                ('company_id = 1::bigint and customer_id = 5::bigint', 'cg_account_payment_payer'),
                ('item_id = 5::bigint', 'cg_account_payment_clearing')]:
            with self.subTest(condition):
                plan = '\n'.join(line for line, in self.erp.sql('set enable_seqscan = off;'
                        ' set search_path = creditgate, public;'
                        ' explain select * from cg_erp_open_item where ' + condition))
                self.assertIn(index, plan)
                self.assertNotIn('Seq Scan on account_payment', plan)
                self.assertNotIn('Seq Scan on account_move', plan)


class Released(ClearingTest):

    def setUp(self):
        self.ann, self.otto = self.erp.login('ann'), self.erp.login('otto')
        customer = self.trade.customer()
        self.trade.set_limit(self.erp.login('carl'), customer, 150)
        self.told = Teller(self.erp, self.payments, customer)
        self.told.do('invoice 100')
        self.sale = self.trade.order(self.ann, customer, 100)
        with self.assertRaises(RpcError):
            self.ann.press('sale.sale', 'confirm', self.sale)
        self.told.do('pay 100')
        self.assertEqual(self.state(), 'quotation', 'it may still bounce')

    def state(self):
        return self.ann.read('sale.sale', self.sale, 'state')

    def test_by_the_banks_statement(self):
        self.told.do('statement 100')
        self.assertTrue(until(lambda: self.state() == 'processing', 10))

    def test_by_an_accountant_who_may_not_see_payments(self):
        payment, = self.told.payments
        line = self.payments.clearing_line(payment)
        with self.assertRaises(RpcError):
            self.otto.read('account.payment', payment, 'state')
        self.payments.reconcile(line, self.payments.paid_by_bank(100), person=self.otto)
        self.assertTrue(until(lambda: self.state() == 'processing', 10))


if __name__ == '__main__':
    unittest.main()
