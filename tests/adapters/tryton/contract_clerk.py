#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's people for the contract suite (tests/contract): one JSON act a line, one answer each."""
import datetime
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import psycopg2

from erp.case import shared_erp
from erp.host import PASSWORD
from erp.rpc import RpcError
from erp.trade import LONG_AGO

STATES = {'draft': 'draft', 'quotation': 'draft', 'confirmed': 'confirmed',
    'processing': 'confirmed', 'done': 'confirmed', 'cancelled': 'cancelled'}
OUTCOMES = {'approved': 'approve', 'released': 'approve', 'warned': 'warn'}


class Clerk:
    def __init__(self):
        shared = shared_erp()
        self.host, self.erp, self.trade = shared['host'], shared['erp'], shared['trade']
        self.ann, self.otto = shared['people']['ann'], shared['people']['otto']
        self.payers = {}

    def open(self):
        return {'company': self.trade.company, 'today': datetime.date.today().isoformat(),
            'configuration': {'database': self.host.odbc(self.erp.name), 'user': 'creditgate',
                'password': PASSWORD, 'budget_ms': 20000}}

    def add_customer(self, name, payer):
        customer = self.trade.customer(name)
        self.trade.admin.write('party.party', customer, name=name)
        if payer:
            self.payers[customer] = payer
        return customer

    def set_tax_id(self, customer, tax_id):
        self.trade.admin.create('party.identifier', party=customer, code=tax_id)

    def take_order(self, customer, lines, currency):
        more = {}
        if customer in self.payers:
            more['invoice_party'] = self.payers[customer]
        return self.trade.order(self.ann, customer, *map(tuple, lines),
            currency=self.trade.currencies[currency], **more)

    def change_lines(self, order, lines):
        # Tryton's client allows it for drafts only; a script may, line by line.
        old = self.trade.admin.read('sale.sale', order, 'lines')
        for id_, (product, quantity, price) in zip(old, lines, strict=True):
            self.trade.admin.write('sale.line', id_, product=self.trade.products[product],
                quantity=quantity, unit_price=Decimal(price))

    def ship_in(self, order, days):
        # Tryton's client allows it for drafts only; a script may.
        self.trade.admin.write('sale.sale', order,
            shipping_date=datetime.date.today() + datetime.timedelta(days))

    def confirm(self, order, person=None):
        try:
            (person or self.ann).press('sale.sale', 'confirm', order)
        except RpcError as error:
            if error.kind != 'UserError':
                raise
            status = self.ann.read('sale.sale', order, 'credit_status')
            holds = self.ann.search('creditgate.hold', [
                    ('sale', '=', order), ('state', '=', 'open')])
            return {'outcome': 'hold' if status == 'held' else 'reject',
                'message': error.text, 'hold_id': holds[0] if holds else 0}
        status = self.ann.read('sale.sale', order, 'credit_status')
        return {'outcome': OUTCOMES[status], 'message': '', 'hold_id': 0}

    def confirm_together(self, orders):
        clerks = [self.erp.login('ann') for _ in orders]
        with ThreadPoolExecutor(len(orders)) as at_once:
            return list(at_once.map(self.confirm, orders, clerks))

    def write_around(self, document, what):
        try:
            self.erp.sql({
                    'confirmed': "update sale_sale set state = 'confirmed',"
                        ' sale_date = current_date where id = %s',
                    'dearer': 'update sale_line set unit_price = unit_price + 0.01'
                        ' where sale = %s',
                    'for_a_cent': 'update sale_line set quantity = 1, unit_price = 0.01'
                        ' where sale = %s',
                    'immense': 'update sale_line set quantity = 1e18 where sale = %s',
                    'another_company': 'with other as (insert into company_company'
                        ' (party, currency) select party, currency from company_company'
                        ' limit 1 returning id)'
                        ' update sale_sale set company = other.id from other'
                        ' where sale_sale.id = %s',
                    'posted': "update account_invoice set state = 'posted' where id = %s",
                    }[what], document, user='tryton')
        except psycopg2.Error as refusal:
            return str(refusal)

    def press(self, button, order):
        self.ann.press('sale.sale', button, order)

    def remove(self, order):
        self.ann.delete('sale.sale', order)

    def state_of(self, order):
        found = self.ann.call('model.sale.sale.search_read', [('id', '=', order)], 0, None, None,
            ['state'])
        return STATES[found[0]['state']] if found else ''

    def lines_of(self, order):
        names = {product: name for name, product in self.trade.products.items()}
        lines = [self.ann.read('sale.line', id_, 'product', 'quantity', 'unit_price')
            for id_ in self.ann.read('sale.sale', order, 'lines')]
        return [(names[line['product']], int(line['quantity']),
                '%.2f' % line['unit_price']) for line in lines]

    def invoice_of(self, order, amount):
        "Tryton has drafted one over all that is left: its one line is cut to the amount."
        admin = self.trade.admin
        invoices = self.ann.read('sale.sale', order, 'invoices')
        invoice, = admin.search('account.invoice', [
                ('id', 'in', invoices), ('state', '=', 'draft')])
        line, = admin.read('account.invoice', invoice, 'lines')
        price = admin.read('account.invoice.line', line, 'unit_price')
        admin.write('account.invoice.line', line, quantity=float(Decimal(amount) / price))
        return invoice

    def invoice_without_order(self, customer, amount, long_ago):
        when = {}
        if long_ago:
            when = {'date': LONG_AGO, 'payment_term': self.trade.terms['At once']}
        return self.trade.invoice(self.otto, customer, amount, post=False, **when)

    def post_invoice(self, invoice):
        self.trade.admin.insist('account.invoice', 'post', invoice)

    def pay(self, customer, amount, invoice):
        # The client asks where the rest of a part payment goes: those stay on the account here.
        whole = invoice and Decimal(amount) == self.otto.read(
            'account.invoice', invoice, 'amount_to_pay')
        if whole:
            self.trade.pay(self.otto, invoice, amount)
        else:
            self.trade.receive(self.otto, customer, amount)

    def credit_note(self, customer, amount):
        self.trade.invoice(self.otto, customer, '-' + amount)

    def run_outbox(self):
        self.host.cron(self.erp.name)


def main():
    # The answers have the output to themselves.
    answers = os.fdopen(os.dup(1), 'w')
    os.dup2(2, 1)
    clerk = Clerk()
    for text in sys.stdin:
        act = json.loads(text)
        try:
            answer = {'done': getattr(clerk, act.pop('act'))(**act)}
        except Exception as error:
            answer = {'error': '%s: %s' % (type(error).__name__,
                    error.text if isinstance(error, RpcError) else error)}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == '__main__':
    main()
