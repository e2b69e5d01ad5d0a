# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of stories about payments in clearing, in words."""
import datetime
from decimal import Decimal

from .trade import LONG_AGO


class Teller:
    "Does what the steps of a story say, for one customer."

    def __init__(self, erp, bank, customer=None):
        self.erp, self.bank, self.trade, self.admin = erp, bank, bank.trade, bank.admin
        self.customer = customer or self.trade.customer()
        self.invoice, self.line, self.payments, self.last_statement = None, None, [], None

    def do(self, step):
        for words, act in self.STEPS:
            if step.startswith(words):
                return act(self, *step[len(words):].split())
        raise KeyError(step)

    def invoiced(self, amount, *of, **values):
        if of:
            values['date'] = LONG_AGO
        self.invoice = self.trade.invoice(self.admin, self.customer, amount, **values)
        self.line = self.bank.invoice_line(self.invoice)

    def in_dollars(self, amount, *of):
        usd = self.trade.currencies['USD']
        if of:
            # One Dollar was a Euro then; the total was the same.
            rate = self.admin.create('currency.currency.rate', currency=usd, date=LONG_AGO,
                rate=Decimal(1))
            back = self.admin.create('currency.currency.rate', currency=usd,
                date=LONG_AGO + datetime.timedelta(days=1), rate=Decimal('1.25'))
        self.invoiced(amount, *of, currency=usd, lines=[('create', [{
                            'type': 'line', 'description': 'Books', 'quantity': 1,
                            'unit': self.trade.unit, 'unit_price': Decimal(amount),
                            'account': self.trade.accounts['revenue'], 'currency': usd,
                            'company': self.trade.company, 'invoice_type': 'out'}])])
        if of:
            self.admin.delete('currency.currency.rate', [rate, back])

    def drafted(self, amount, line=None, **values):
        payment = self.bank.draft(self.customer, amount, line or self.line, **values)
        self.payments.append(payment)

    def paid(self, amount, *how, **values):
        if 'and' in how:
            self.drafted(amount)
            self.drafted(how[1])
            both = self.payments[-2:]
            self.bank.press('approve', *both)
            self.bank.process(*both)
            return self.bank.press('succeed', *both)
        self.drafted(amount, **values)
        self.approve()
        self.process()
        self.succeed()

    def on_account(self, amount, account):
        self.line = None
        self.paid(amount, account=account)

    def another(self, name, reconcile=True, **values):
        account = self.bank.account(name, reconcile, **values)
        return account, self.bank.journal('EUR', account)

    def by_bill(self, amount):
        kind = self.admin.read('account.account', self.trade.accounts['receivable'], 'type')
        self.paid(amount, journal=self.another('Bills', type=kind)[1])

    def unreconciled(self, amount):
        self.account, journal = self.another('Cheques', reconcile=False)
        self.paid(amount, journal=journal)

    def approve(self):
        self.bank.press('approve', self.payments[-1])

    def process(self):
        self.bank.process(self.payments[-1])

    def succeed(self):
        self.bank.press('succeed', self.payments[-1])

    def fail(self):
        self.bank.press('fail', self.payments[-1])

    def post(self):
        for payment in self.payments:
            move = self.bank.move(payment)
            if move and self.admin.read('account.move', move, 'state') == 'draft':
                self.bank.post(payment)

    def group(self):
        return self.admin.read('account.payment', self.payments[-1], 'group')

    def stated(self, amount):
        self.last_statement = self.bank.statement(amount, payment=self.payments[-1],
            party=self.customer)

    def set_off(self):
        credits = self.admin.search('account.move.line', [('party', '=', self.customer),
                ('credit', '>', 0), ('reconciliation', '=', None)])
        self.bank.reconcile(self.line, *credits)

    def by_hand(self, amount):
        self.bank.reconcile(self.bank.clearing_line(self.payments[-1]),
            self.bank.paid_by_bank(amount))

    def reconcile_group(self):
        of_statement, = self.admin.search('account.move.line', [
                ('account', '=', self.bank.clearing), ('credit', '>', 0),
                ('move.origin.id', '=', self.last_statement, 'account.statement')])
        self.bank.reconcile(of_statement, *map(self.bank.clearing_line, self.payments))

    def refund(self, amount):
        self.paid(amount, kind='payable')

    def group_stated(self, amount):
        self.last_statement = self.bank.statement(amount, payment_group=self.group())

    # By SQL, past Tryton.

    def second_payment(self):
        self.drafted('1')
        self.erp.sql('update account_payment set clearing_move = %s where id = %s',
            self.bank.move(self.payments[0]), self.payments.pop())

    def line_more(self):
        self.erp.sql('insert into account_move_line (move, account, debit, credit, state)'
            ' values (%s, %s, 5, 0, %s)', self.bank.move(self.payments[0]), self.bank.clearing,
            'draft')

    def line_less(self):
        self.erp.sql('delete from account_move_line where move = %s and debit = 5',
            self.bank.move(self.payments[0]))

    def payer(self, party):
        self.erp.sql('update account_payment set party = %s where id = %s', party,
            self.payments[0])

    STEPS = [
        ('invoice ', invoiced),
        ('overdue invoice ', lambda self, amount: self.invoiced(amount, date=LONG_AGO)),
        ('USD invoice ', in_dollars),
        ('credit note ', lambda self, amount: self.invoiced('-' + amount)),
        ('draft again', lambda self: self.bank.press('draft', self.payments[-1])),
        ('draft ', drafted),
        ('approve', approve), ('process', process), ('succeed', succeed),
        ('fail the first', lambda self: self.bank.press('fail', self.payments[0])),
        ('fail', fail),
        ('pay back ', refund),
        ('pay USD ', lambda self, amount: self.paid(amount, journal=self.bank.journals['USD'])),
        ('pay 40 in advance', lambda self: self.on_account(
                '40', self.trade.accounts['receivable'])),
        ('pay 40 on another account', lambda self: self.on_account(
                '40', self.bank.account('Advances'))),
        ('pay 100 uncleared', lambda self: self.paid(
                '100', journal=self.bank.journal('EUR', None))),
        ('pay 100 by bill', lambda self: self.by_bill('100')),
        ('pay 100 unreconciled', lambda self: self.unreconciled('100')),
        ('pay ', paid),
        ('let it be reconciled', lambda self: self.admin.write(
                'account.account', self.account, reconcile=True)),
        ('post the statement', lambda self: self.bank.press_statement(
                'post', self.last_statement)),
        ('post', post),
        ('statement ', stated),
        ('group statement ', group_stated),
        ('cancel the statement', lambda self: self.bank.press_statement(
                'cancel', self.last_statement)),
        ('set the parts off', set_off),
        ('the bank pays ', by_hand),
        ('unreconcile', lambda self: self.bank.unreconcile(
                self.bank.clearing_line(self.payments[-1]))),
        ('reconcile the group', reconcile_group),
        ('a payment more with its move', second_payment),
        ('a line more', line_more), ('the line goes', line_less),
        ('another payer', lambda self: self.payer(self.trade.customer())),
        ('the payer again', lambda self: self.payer(self.customer)),
        ('the move is forgotten', lambda self: self.erp.sql(
                'update account_payment set clearing_move = null where party = %s',
                self.customer)),
        ]
