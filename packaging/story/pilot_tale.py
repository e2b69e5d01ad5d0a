# SPDX-License-Identifier: Apache-2.0
"""How a policy comes to be enforced: a department tries it out and meets no block, the report says
what would have been held and what became of it, then it is enforced there, and what went on in the
pilot is shipped."""
import datetime

import plot
import see
import tale

BAKERY = plot.QUAY_BAKERY.name
LAST_YEAR = datetime.date(datetime.date.today().year - 1, 12, 1)


class PilotTale(tale.Tale):
    def tell(self):
        self.manager_drafts_a_pilot()
        self.director_approves('Pilot for Department %s' % plot.DEPARTMENT)
        overdue = self.clerk_meets_no_block(plot.SALMON, 2)
        ships = self.clerk_meets_no_block(plot.NET, 1)
        self.one_is_invoiced_and_not_paid(overdue)
        self.controller_reads_the_report(overdue, ships)
        self.manager_ends_the_pilot()
        self.director_approves('No pilot: the policy is enforced for everybody.')
        self.next_order_is_held()
        self.warehouse_ships_what_went_on(ships)

    def manager_drafts_a_pilot(self):
        see.step('Mia drafts a pilot for the department %s' % plot.DEPARTMENT)
        self.draft()
        self.client.tick('pilot_is_on')
        self.client.enter('pilot_departments', plot.DEPARTMENT)
        see.browser.has('the pilot', self.client.value('pilot_sentence'),
            'Pilot for Department %s, all orders' % plot.DEPARTMENT, 'goes on, and nobody is told')
        self.propose('pilot: nothing -> departments: %s' % plot.DEPARTMENT)

    def manager_ends_the_pilot(self):
        see.step('Mia drafts its end: the policy is enforced')
        self.draft()
        self.client.tick('pilot_is_on', False)
        self.propose('-> nothing')

    def director_approves(self, told):
        see.step('Finn, finance director, approves it')
        self.log_in('finn')
        self.client.open_menu('Credit', 'Policy')
        self.client.choose_row('Draft')
        see.browser.has('the version', self.client.value('pilot'), told)
        self.client.press('Approve')
        self.client.answer('OK')
        see.browser.same('state', self.client.shows('state', 'Approved'), 'Approved')

    def clerk_meets_no_block(self, product, quantity):
        see.step('Ann takes an order of %s far over its limit, and confirms it' % BAKERY)
        self.log_in('ann')
        sale, _ = self.take_order(BAKERY, product, quantity)
        self.client.press('Confirm')
        see.browser.same('state', self.client.shows('state', 'Processing'), 'Processing')
        see.database.same('holds of the order', self.record.holds(sale), 0)
        see.database.same('without the pilot', self.record.value(
                "select pilot from cg_decision where document_kind = 'order' "
                "and document_id = %s and checkpoint = 'confirm'", sale), 'hold')
        return sale

    def one_is_invoiced_and_not_paid(self, sale):
        see.step('Olga posts the invoice of the first one, which is overdue')
        self.log_in('olga')
        self.client.open_menu('Financial', 'Invoices', 'Customer Invoices')
        self.client.choose_row(BAKERY, '480.00')
        self.client.enter('invoice_date', LAST_YEAR.strftime('%m/%d/%Y'))
        self.client.tool('Save')
        self.client.press('Post')
        self.client.answer('OK')
        # Whether an invoice that is due already is meant.
        self.client.answer('Yes')
        see.browser.same('invoice', self.client.shows('state', 'Posted'), 'Posted')
        see.database.same('invoice of the order', self.record.invoice_of(sale)[0], 'posted')

    def controller_reads_the_report(self, overdue, ships):
        see.step('Carl reads the graduation report')
        self.log_in('carl')
        self.client.open_menu('Credit', 'Graduation Report', shown='.wizard-form')
        self.client.press('Show')
        told = self.client.value('told')
        see.text('Carl', told)
        see.browser.has('the report', told, 'Of 2 documents in the pilot 2 would have been held',
            '1 of 1 that are paid or overdue by now were late (480.00 EUR), 1 of them are not paid')
        rows = self.client.rows_of('Documents')
        for sale, became in [(overdue, 'Overdue, Not Paid'), (ships, 'Not Invoiced Yet')]:
            number = self.record.sale_number(sale)
            row, = [each for each in rows if number in each]
            see.browser.has('the document %s' % number, row, BAKERY, plot.DEPARTMENT, 'Hold',
                'limit', became)

    def next_order_is_held(self):
        see.step('Ann takes another order of %s: now it is held' % BAKERY)
        self.log_in('ann')
        sale, _ = self.take_order(BAKERY, plot.SALMON, 1, warning='too much')
        self.client.press('Confirm')
        see.browser.has('the refusal', self.client.dialog(), 'is on credit hold')
        self.client.answer('OK')
        self.expect_hold(sale, state='open', opened_by='ann')

    def warehouse_ships_what_went_on(self, sale):
        see.step('Walt, warehouse, ships what went on in the pilot')
        self.log_in('walt')
        self.client.open_menu('Inventory & Stock', 'Customer Shipments')
        self.client.page('Waiting')
        self.client.choose_row(BAKERY)
        for button, state in [('Assign', 'Assigned'), ('Pick', 'Picked'), ('Pack', 'Packed'),
                ('Done', 'Done')]:
            self.client.press(button)
            if button == 'Done':
                self.client.answer('OK')  # Tryton asks whether that is meant
            see.browser.same('shipment', self.client.shows('state', state), state)
        see.database.has('the decision', self.record.value(
                "select record from cg_decision where checkpoint = 'ship' "
                'order by decision_id desc limit 1'), '"outcome":"approve"', '"opening_cover":')
        see.database.same('state of the shipment', self.record.value(
                "select s.state from stock_shipment_out s join stock_move m "
                "on m.shipment = 'stock.shipment.out,' || s.id join sale_line l "
                "on m.origin = 'sale.line,' || l.id where l.sale = %s limit 1", sale), 'done')

    # What scenes have in common

    def draft(self):
        self.log_in('mia')
        self.client.open_menu('Credit', 'Policy')
        self.client.choose_row('Approved')
        self.client.press('Draft a Change')
        self.client.page('Pilot')

    def propose(self, change):
        self.client.press('Propose')
        see.browser.has('what is drafted', self.client.value('told'),
            'once another manager has approved it', change)
        self.client.answer('OK')
