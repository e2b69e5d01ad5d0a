# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule only warns of goes on: a person at a client is asked before, at whichever checkpoint;
a program is not asked. Both times it is on record."""
import datetime
import unittest

from erp.policy import put_in_force
from erp.rpc import RpcError
from later_steps_test import GoodsTest

SALE, SHIPMENT, INVOICE = 'sale.sale', 'stock.shipment.out', 'account.invoice'
CREDIT = 'Credit: there is a warning about'


class Warned(GoodsTest):

    def policy(self, **at):
        put_in_force(self.command, self.host.folder / 'warn.json',
            {'name': 'Warns', 'rules': [{'rule': 'limit', 'at': at}]})

    def insist(self, person, model, button, ids, **context):
        "Answers every question with yes; those that were about credit, with the state then."
        asked = []
        while True:
            try:
                person.press(model, button, ids, **context)
                return asked
            except RpcError as error:
                if error.kind != 'UserWarning':
                    raise
                if CREDIT in error.text:
                    asked.append((error.text, self.state_of(model, ids)))
                person.create('res.user.warning', user=person.user, name=error.detail[0],
                    always=False)

    def state_of(self, model, ids):
        return self.admin.read(model, ids if isinstance(ids, int) else ids[0], 'state')

    def outcomes(self, kind, document, place):
        return [outcome for outcome, in self.erp.sql('select outcome from creditgate.cg_decision'
                ' where document_kind = %s and document_id = %s and checkpoint = %s'
                ' order by decision_id', kind, document, place)]

    def to_confirm(self, amount):
        return self.order(self.customer(limit=1000), amount)

    def to_process(self, amount):
        "Confirmed, and held before it was processed."
        self.policy(process='hold')
        sale = self.order(self.customer(limit=1000), amount)
        self.confirm(sale)
        return sale

    def to_pick(self, amount):
        sale = self.order(self.customer(limit=1000), ('Crate', 1, amount),
            invoice_method='shipment')
        self.confirm(sale)
        shipment, = self.admin.read(SALE, sale, 'shipments')
        for button in 'wait', 'assign_force':
            self.admin.insist(SHIPMENT, button, shipment)
        return shipment

    def to_ship(self, amount):
        return self.shipment(self.customer(limit=1000), amount)

    def to_post(self, amount):
        return self.draft_invoice(self.customer(limit=1000), amount)

    def test_who_works_at_a_client_is_asked_and_a_program_is_not(self):
        for place, made, kind, model, button, person, before, after in [
                ('confirm', self.to_confirm, 'order', SALE, 'confirm', self.ann, 'quotation',
                    'processing'),
                ('pick', self.to_pick, 'shipment', SHIPMENT, 'pick', self.admin, 'assigned',
                    'picked'),
                ('ship', self.to_ship, 'shipment', SHIPMENT, 'done', self.admin, 'packed', 'done'),
                ('invoice', self.to_post, 'invoice', INVOICE, 'post', self.otto, 'draft',
                    'posted')]:
            for amount, client, asks in [
                    (1000, 'test', False), ('1000.01', 'test', True), ('1000.01', None, False)]:
                with self.subTest(place=place, amount=amount, client=client):
                    self.policy()
                    document = made(amount)
                    self.policy(**{place: 'warn'})
                    asked = self.insist(person, model, button, document,
                        **{'client': client} if client else {})
                    self.assertEqual(self.state_of(model, document), after)
                    self.assertEqual([state for _, state in asked], [before] if asks else [])
                    for text, _ in asked:
                        self.assertIn('1,000.01 EUR', text)
                        self.assertIn('the limit allows', text)
                    found = self.outcomes(kind, document, place)
                    self.assertEqual(found[-1], 'approve' if amount == 1000 else 'warn')

    def test_who_presses_process_is_asked_and_the_queue_is_not(self):
        pressed = self.to_process('1000.01')
        self.policy(process='warn')
        (text, state), = self.insist(self.admin, SALE, 'process', pressed, client='test')
        self.assertEqual(state, 'confirmed')
        self.assertIn('the limit allows', text)
        by_queue = self.order(self.customer(limit=1000), '1000.01')
        self.assertEqual(self.insist(self.ann, SALE, 'confirm', by_queue, client='test'), [])
        for sale in (pressed, by_queue):
            self.assertEqual(self.state(sale), 'processing')
            self.assertEqual(self.outcomes('order', sale, 'process')[-1], 'warn')
            self.assertEqual(self.credit_status(sale), 'warned')

    def test_of_several_each_that_is_warned_of_is_named(self):
        self.policy(confirm='warn')
        sales = [self.order(self.customer(limit=1000), amount)
            for amount in ('1000.01', 1000, 2000)]
        (text, state), = self.insist(self.ann, SALE, 'confirm', sales, client='test')
        self.assertEqual(state, 'quotation')
        for sale, named in zip(sales, (True, False, True)):
            number = self.ann.read(SALE, sale, 'rec_name')
            # The first line is the name of the warning.
            self.assertEqual(number in text.splitlines()[1], named, text)
            self.assertEqual(self.state(sale), 'processing')

    def test_who_says_no_leaves_nothing_behind(self):
        self.policy(confirm='warn')
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1500)
        with self.assertRaises(RpcError):
            self.confirm(sale, client='test')
        self.assertEqual((self.state(sale), self.holds(sale)), ('quotation', []))
        self.assertEqual(self.carl.read('party.party', customer, 'credit_exposure'), 0)
        other = self.order(customer, 1000, sale_date=datetime.date.today())
        self.assertEqual(self.insist(self.ann, SALE, 'confirm', other, client='test'), [])


# Its helpers are its own module's.
del GoodsTest

if __name__ == '__main__':
    unittest.main()
