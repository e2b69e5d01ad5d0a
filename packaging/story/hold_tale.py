# SPDX-License-Identifier: Apache-2.0
"""What people decide: an order is put on hold by hand and released; a temporary amount lets an
order pass, and on the next day no other one."""
import datetime

import plot
import see
import tale

FERRIES, INN = 'Northern Ferries', 'Blue Anchor Inn'
FRAUD = 'their letterhead is a forgery, says the bank'


class HoldTale(tale.Tale):
    def tell(self):
        sale, number = self.clerk_takes_an_order()
        self.controller_puts_it_on_hold(sale, number)
        self.clerk_cannot_confirm_it(sale)
        self.controller_releases_it(sale, number)
        self.temporary_amount_lets_an_order_pass()

    def clerk_takes_an_order(self):
        see.step('Ann takes an order of %s over 1,000.00 EUR, well within the limit' % FERRIES)
        self.log_in('ann')
        return self.take_order(FERRIES, plot.SALT, 2)

    def controller_puts_it_on_hold(self, sale, number):
        see.step('Carl puts it on hold by hand')
        self.log_in('carl')
        self.client.open_menu('Sales', 'Sales')
        self.client.page('Quotation')
        self.client.mark_row(number)
        self.client.launch('Put on Credit Hold')
        self.client.enter('reason', FRAUD)
        self.client.answer('Put on Hold')
        see.database.same('forced by', self.forced(sale), ('carl', FRAUD))

    def clerk_cannot_confirm_it(self, sale):
        see.step('Ann confirms it: only a person releases it')
        self.log_in('ann')
        self.open_sale(sale)
        self.client.press('Confirm')
        see.browser.has('the refusal', self.client.dialog(), 'is on credit hold',
            'carl has put it on hold: ' + FRAUD, 'a release by a credit controller')
        self.client.answer('OK')
        see.database.same('state of the order', self.record.sale_state(sale), 'quotation')

    def controller_releases_it(self, sale, number):
        see.step('Carl takes it over, and releases it')
        self.log_in('carl')
        self.client.open_menu('Credit', 'Holds')
        self.client.choose_row(number)
        self.client.press('Take Over')
        see.browser.same('looked after by', self.client.shows('assigned_to', 'carl'), 'carl')
        self.client.press('Release')
        self.client.enter('reason', 'the bank was mistaken')
        self.client.answer('Release')
        see.browser.same('hold', self.client.shows('state', 'Released'), 'Released')
        see.database.same('state of the order', self.record.sale_state(sale), 'processing')

    def temporary_amount_lets_an_order_pass(self):
        see.step('Mia puts 1,000.00 EUR on top of the limit of %s until tonight' % INN)
        self.log_in('ann')
        sale, _ = self.take_order(INN, plot.SALMON, 20, warning='1,000.00 EUR too much')
        self.log_in('mia')
        self.client.open_menu('Party', 'Parties')
        self.client.choose_row(INN)
        self.client.page('Credit')
        self.client.press('Set Credit Limit')
        today = datetime.date.today().strftime('%m/%d/%Y')
        self.client.enter('temporary', '1000.00')
        self.client.enter('temporary_from', today)
        self.client.enter('temporary_to', today)
        self.client.enter('reason', 'their summer feast')
        self.client.answer('Set')
        see.browser.same('limit', self.client.shows('credit_limit', '6,000.00'), '6,000.00')
        see.step('Ann confirms an order that needs it')
        self.log_in('ann')
        self.open_sale(sale)
        self.client.press('Confirm')
        see.browser.same('state', self.client.shows('state', 'Processing'), 'Processing')

    def forced(self, sale):
        return self.record.row('select forced_by, forced_note from cg_hold '
            "where document_kind = 'order' and document_id = %s and state = 'open'", sale)


class NextDay(tale.Tale):
    def tell(self):
        see.step('On the next day Ann takes an order of %s over 240.00 EUR' % INN)
        self.log_in('ann')
        sale, number = self.take_order(INN, plot.SALMON, 1, warning='1,240.00 EUR too much')
        self.client.press('Confirm')
        said = self.client.dialog()
        see.text('Ann', said)
        see.browser.has('the refusal', said, 'Order %s of %s' % (number, INN),
            'exposure with this document is 6,240.00 EUR; the limit allows 5,000.00 EUR')
        self.client.answer('OK')
        see.database.same('state of the order', self.record.sale_state(sale), 'quotation')
