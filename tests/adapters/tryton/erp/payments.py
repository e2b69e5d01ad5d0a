# SPDX-License-Identifier: GPL-3.0-or-later
"""Payments that the bank has still to pay, with Tryton's account_payment_clearing, and what the
bank then says in a statement (account_statement)."""
import datetime
from decimal import Decimal

MODULES = ['account_payment_clearing', 'account_statement']
TODAY = datetime.date.today()


class Payments:
    "All by the administrator: who may do what with a payment is Tryton's affair."

    def __init__(self, trade):
        self.trade, self.admin = trade, trade.admin
        self.cash_type = self.admin.read('account.account', trade.accounts['cash'], 'type')
        self.clearing = self.account('Cheques in Clearing')
        self.journals = {code: self.journal(code, self.clearing) for code in ('EUR', 'USD')}
        self.bank = self._statement_journal()

    def account(self, name, reconcile=True, **values):
        return self.admin.create('account.account', **dict({'name': name,
                    'company': self.trade.company, 'type': self.cash_type,
                    'reconcile': reconcile, 'party_required': False}, **values))

    def journal(self, currency, clearing_account):
        "Without an account its payments are in clearing nowhere."
        return self.admin.create('account.payment.journal', name='Cheques %s' % currency,
            currency=self.trade.currencies[currency], company=self.trade.company,
            process_method='manual', clearing_account=clearing_account,
            clearing_journal=clearing_account and self.trade.journals['cash'],
            clearing_posting_delay=None)

    def _statement_journal(self):
        kind, = self.admin.search('ir.sequence.type', [('name', '=', "Account Journal")])
        sequence = self.admin.create('ir.sequence', name='Statement', sequence_type=kind,
            company=self.trade.company)
        journal = self.admin.create('account.journal', name='Bank', code='BNK',
            type='statement', sequence=sequence)
        return self.admin.create('account.statement.journal', name='Bank', journal=journal,
            currency=self.trade.currencies['EUR'], company=self.trade.company,
            validation='balance', account=self.trade.accounts['cash'])

    def invoice_line(self, invoice):
        "The one that is owed."
        move = self.admin.read('account.invoice', invoice, 'move')
        line, = self.admin.search('account.move.line', [('move', '=', move),
                ('account.type.receivable', '=', True)])
        return line

    def draft(self, customer, amount, line=None, journal=None, **values):
        return self.admin.create('account.payment', **dict({
                    'company': self.trade.company, 'journal': journal or self.journals['EUR'],
                    'kind': 'receivable', 'party': customer, 'date': TODAY, 'line': line,
                    'amount': Decimal(amount)}, **values))

    def process(self, *payments):
        self.admin.wizard('account.payment.process', 'account.payment', payments, {}, 'process')

    def press(self, button, *payments):
        self.admin.press('account.payment', button, payments)

    def move(self, payment):
        return self.admin.read('account.payment', payment, 'clearing_move')

    def post(self, payment):
        "As the cron does after the journal's delay."
        self.admin.press('account.move', 'post', self.move(payment))

    def clearing_line(self, payment):
        line, = self.admin.search('account.move.line', [('move', '=', self.move(payment)),
                ('party', '=', None)])
        return line

    def statement(self, amount, **named):
        "Of a payment or a group of them, validated."
        amount = Decimal(amount)
        statement = self.admin.create('account.statement', name='Statement',
            company=self.trade.company, journal=self.bank, date=TODAY,
            start_balance=Decimal(0), end_balance=amount, lines=[('create', [dict({
                            'date': TODAY, 'amount': amount, 'account': self.clearing},
                            **named)])])
        self.press_statement('validate_statement', statement)
        return statement

    def press_statement(self, button, statement):
        self.admin.insist('account.statement', button, [statement])

    def reconcile(self, *lines, person=None):
        "As an accountant does it, with lines that come to nothing."
        person, name = person or self.admin, 'wizard.account.move.reconcile_lines'
        active = dict(active_model='account.move.line', active_id=lines[0],
            active_ids=list(lines))
        session, start, _ = person.call(name + '.create')
        person.call(name + '.execute', session, {}, start, **active)

    def unreconcile(self, line):
        reconciliation = self.admin.read('account.move.line', line, 'reconciliation')
        self.admin.delete('account.move.reconciliation', reconciliation)

    def paid_by_bank(self, amount):
        "An accountant books that the bank has the money: the line on the clearing account."
        period, = self.admin.call('model.account.period.search', [
                ('start_date', '<=', TODAY), ('end_date', '>=', TODAY),
                ('type', '=', 'standard')], 0, 1, None)
        move = self.admin.create('account.move', journal=self.trade.journals['cash'],
            period=period, date=TODAY, company=self.trade.company, lines=[('create', [
                        {'account': self.trade.accounts['cash'], 'debit': Decimal(amount),
                            'credit': Decimal(0)},
                        {'account': self.clearing, 'debit': Decimal(0),
                            'credit': Decimal(amount)}])])
        self.admin.press('account.move', 'post', move)
        line, = self.admin.search('account.move.line', [('move', '=', move),
                ('account', '=', self.clearing)])
        return line
