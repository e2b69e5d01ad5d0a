# SPDX-License-Identifier: Apache-2.0
"""What happens: one customer, two orders on credit hold, a release, an invoice, a payment; then
two orders confirmed in one step. Each scene compares the browser and the database with what has to
be there. The figures follow from plot.py."""
import plot
import see

CUSTOMER = plot.HARBOUR_FOODS.name
NOTE = 'regular customer, says that the old invoice is paid today'
REASON = 'spoke to their treasurer, payment is on its way'


class Tale:
    def __init__(self, client, record, picture=None):
        self.client = client
        self.record = record
        self.picture = picture
        # In texts a date is 2026-11-06; a field shows it as the user's language has it.
        self.overdue, due = record.oldest_invoice(CUSTOMER)
        self.due = due.isoformat()
        self.due_in_field = due.strftime('%m/%d/%Y')

    def tell(self):
        first = self.order_goes_on_hold()
        self.clerk_asks_for_release(first)
        self.clerk_may_not_release(first)
        self.controller_releases(first)
        self.invoice_is_posted(first)
        self.accountant_looks_at_credit()
        second = self.next_order_goes_on_hold()
        self.payment_releases(second)
        self.several_are_confirmed()

    def order_goes_on_hold(self):
        see.step('Ann, order clerk, takes an order of %s over 2,400.00 EUR' % CUSTOMER)
        self.log_in('ann')
        sale, number = self.take_order(CUSTOMER, plot.SALMON, 10, warning='800.00 EUR too much')
        see.database.same('holds of the order', self.record.holds(sale), 0)
        see.step('Ann confirms it: credit hold')
        self.client.press('Confirm')
        said = self.client.dialog()
        see.text('Ann', said)
        see.browser.has('the refusal', said, *self.why(number, '2,400.00', '10,800.00', '800.00'))
        self.client.answer('OK')
        see.browser.same('credit', self.client.shows('credit_status', 'Held'), 'Held')
        see.browser.has('the order', self.client.value('credit_reasons'),
            *self.why(number, '2,400.00', '10,800.00', '800.00'),
            'Who can release it: a credit controller or manager')
        if self.picture:
            self.client.picture(self.picture)
        see.browser.has('the list of orders', self.row_in_list(number), CUSTOMER, 'Held')
        see.database.same('state of the order', self.record.sale_state(sale), 'quotation')
        see.database.same('lines of the order', self.record.lines(sale), 1)
        self.expect_hold(sale, state='open', amount_minor=240000, opened_by='ann')
        see.step('Ann tries again: the same hold')
        self.client.choose_row(number)
        self.client.press('Confirm')
        see.browser.has('the refusal', self.client.dialog(), 'is on credit hold')
        self.client.answer('OK')
        see.database.same('decisions', self.record.decisions(sale), 'hold, hold')
        see.database.same('holds of the order', self.record.holds(sale), 1)
        return sale

    def clerk_asks_for_release(self, sale):
        see.step('Ann asks for a release')
        self.client.press('Ask for Release')
        see.browser.has('the question', self.client.value('holds'), '800.00 EUR too much')
        self.client.enter('reason', NOTE)
        self.client.answer('Ask for Release')
        see.browser.has('the order', self.client.value('credit_reasons'),
            'ann asked for release: "%s"' % NOTE)
        self.expect_hold(sale, state='open', requested_by='ann', request_note=NOTE)

    def clerk_may_not_release(self, sale):
        see.step('Ann may not release it herself')
        self.client.open_menu('Credit', 'Holds')
        self.client.choose_row(CUSTOMER)
        see.browser.same('a button Release', self.client.has_button('Release'), False)
        see.browser.same('a button Reject', self.client.has_button('Reject'), False)
        hold = self.record.hold_id(sale)
        for refusal, method, *arguments in [
                ('You are not allowed', 'wizard.creditgate.release.create'),
                ('is not allowed', 'model.creditgate.hold.release', [hold]),
                ('Holds cannot be written', 'model.creditgate.hold.write', [hold],
                    {'state': 'released'})]:
            answer = self.client.call(method, *arguments)
            see.browser.has('%s without the button, the server answers' % method,
                str(answer.get('error')), refusal)
        self.expect_hold(sale, state='open')

    def controller_releases(self, sale):
        see.step('Carl, credit controller, opens Credit / Holds')
        self.log_in('carl')
        self.client.open_menu('Credit', 'Holds')
        see.browser.has('the worklist', self.client.row(CUSTOMER), '2,400.00', 'ann')
        self.client.choose_row(CUSTOMER)
        see.browser.has('why it is held', self.client.value('reasons'),
            '800.00 EUR too much', '20 days overdue', self.overdue)
        see.browser.same('request', self.client.value('request_note'), NOTE)
        self.controller_reads_the_decision(self.record.sale_number(sale))
        self.client.open_menu('Credit', 'Holds')
        self.client.choose_row(CUSTOMER)
        see.step('Carl releases it')
        self.client.press('Release')
        self.client.enter('reason', REASON)
        self.client.answer('Release')
        see.browser.same('hold', self.client.shows('state', 'Released'), 'Released')
        see.browser.same('closed by', self.client.value('closed_by'), 'carl')
        self.expect_hold(sale, state='released', closed_by='carl', close_reason=REASON)
        self.open_sale(sale)
        see.browser.same('state of the order', self.client.value('state'), 'Processing')
        see.browser.same('credit of the order', self.client.value('credit_status'), 'Released')
        see.database.same('state of the order', self.record.sale_state(sale), 'processing')

    def controller_reads_the_decision(self, number):
        see.step('Carl opens the decision that put it on hold')
        self.client.relate('Credit Decisions')
        self.client.choose_row('Held', number, 'Confirmation')
        see.browser.same('outcome', self.client.value('outcome'), 'Held')
        see.browser.has('why', self.client.value('why'),
            *self.why(number, '2,400.00', '10,800.00', '800.00')[:3])
        see.browser.has('what would have cleared it', self.client.value('clearing'),
            'payment of 4,800.00 EUR (%s, due %s)' % (self.overdue, self.due))
        rules = self.client.rows_of('Rule by Rule')
        see.browser.has('rule by rule', '\n'.join(rules),
            "The customer's exposure with the document is more than 100 % of the credit limit.",
            '10,800.00 EUR 10,000.00 EUR Yes',
            'The oldest unpaid invoice is more than 5 days overdue.', '20 days 5 days Yes',
            "The customer's credit account is blocked.")
        see.browser.same('exposure with it', self.client.value('exposure_with'), '10,800.00')
        see.browser.has('the exposure then', '\n'.join(self.client.rows_of('Exposure Then')),
            'Open Items, Overdue 4,800.00', 'Open Items, Not Due 3,600.00')
        see.browser.has('who was told', self.client.value('told_to'), 'credit controllers')
        see.browser.has('what became of it', self.client.value('afterwards'), NOTE,
            'It is still open.')

    def invoice_is_posted(self, sale):
        see.step('Olga, accountant, posts the invoice')
        self.log_in('olga')
        self.client.open_menu('Financial', 'Invoices', 'Customer Invoices')
        self.client.choose_row(CUSTOMER, '2,400.00')
        self.client.press('Post')
        self.client.answer('OK')
        see.browser.same('invoice', self.client.shows('state', 'Posted'), 'Posted')
        state, number = self.record.invoice_of(sale)
        see.browser.same('number', self.client.value('number'), number)
        see.database.same('invoice of the order', state, 'posted')

    def accountant_looks_at_credit(self):
        see.step("Olga opens the party's Credit tab: the order counts once")
        self.open_credit_tab()
        self.expect_credit({
                'credit_limit_state': 'Up to an amount', 'credit_limit': '10,000.00',
                'credit_exposure': '10,800.00', 'credit_available': '-800.00',
                'credit_open_order': '0.00', 'credit_open_item_not_due': '6,000.00',
                'credit_open_item_overdue': '4,800.00', 'credit_overdue': '4,800.00',
                'credit_overdue_days': '20', 'credit_oldest_due_date': self.due_in_field,
                'credit_aging_not_due': '6,000.00', 'credit_aging_1_30': '4,800.00'})
        see.browser.same('open holds', self.client.rows_of('Open Holds'), [])

    def next_order_goes_on_hold(self):
        see.step('Ann takes another order over 480.00 EUR: credit hold')
        self.log_in('ann')
        sale, number = self.take_order(CUSTOMER, plot.SALMON, 2, warning='1,280.00 EUR too much')
        self.client.press('Confirm')
        said = self.client.dialog()
        see.text('Ann', said)
        see.browser.has('the refusal', said, *self.why(number, '480.00', '11,280.00', '1,280.00'))
        self.client.answer('OK')
        self.expect_hold(sale, state='open', amount_minor=48000, opened_by='ann')
        see.database.same('state of the order', self.record.sale_state(sale), 'quotation')
        return sale

    def payment_releases(self, sale):
        see.step("Olga sees the open hold on the Credit tab")
        self.log_in('olga')
        self.open_credit_tab()
        see.browser.has('open holds', ' '.join(self.client.rows_of('Open Holds')),
            'Open', '480.00')
        see.step('Olga books the payment of %s' % self.overdue)
        self.client.open_menu('Financial', 'Invoices', 'Customer Invoices')
        self.client.page('Posted')
        self.client.choose_row(self.overdue)
        self.client.press('Pay')
        # With the cursor in it, the field shows the number without its comma.
        proposed = self.client.shows('amount', '4,800.00', '4800.00')
        see.browser.same('amount', proposed.replace(',', ''), '4800.00')
        self.fill_in_payment('4800.00')
        self.client.answer('OK')
        see.browser.same('invoice', self.client.shows('state', 'Paid'), 'Paid')
        see.database.same('invoice', self.record.invoice_state(self.overdue), 'paid')
        self.expect_hold(sale, state='released', closed_by='creditgate')
        see.database.has('the reason', self.record.hold(sale)['close_reason'], 'payment')
        see.database.same('state of the order', self.record.sale_state(sale), 'processing')
        see.step('Olga looks at the Credit tab again')
        self.open_credit_tab()
        self.expect_credit({
                'credit_exposure': '6,480.00', 'credit_available': '3,520.00',
                'credit_overdue': '0.00'})
        see.browser.same('open holds', self.client.rows_of('Open Holds'), [])
        see.step('Ann looks at her order')
        self.log_in('ann')
        self.open_sale(sale)
        see.browser.same('state', self.client.value('state'), 'Processing')
        see.browser.same('credit', self.client.value('credit_status'), 'Released')
        see.browser.has('the order', self.client.value('credit_reasons'),
            'Released by creditgate: payment')

    def several_are_confirmed(self):
        see.step('Ann confirms two orders in one step, of which one is held')
        good, good_number = self.take_order('Northern Ferries', plot.SALT, 4)
        bad, bad_number = self.take_order('Corner Deli', plot.SALMON, 1,
            warning='no credit limit is set')
        self.client.open_menu('Sales', 'Sales')
        self.client.page('Quotation')
        self.client.mark_row(good_number)
        self.client.mark_row(bad_number)
        self.client.launch('Confirm')
        said = self.client.dialog()
        see.text('Ann', said)
        see.browser.has('the warning', said, '1 of 2 documents are on credit hold',
            bad_number, 'Corner Deli', 'no credit limit is set for this customer')
        see.browser.has_not('the warning', said, 'Northern Ferries')
        self.client.answer('Yes')
        self.client.page('All')
        see.browser.has('the list of orders', self.client.row(good_number), 'Processing')
        see.browser.has('the list of orders', self.client.row(bad_number), 'Held', 'Quotation')
        see.database.same('state of %s' % good_number, self.record.sale_state(good),
            'processing')
        see.database.same('state of %s' % bad_number, self.record.sale_state(bad), 'quotation')
        self.expect_hold(bad, state='open', opened_by='ann')

    # What scenes have in common

    def log_in(self, login):
        self.client.login(login, plot.PEOPLE[login].password)

    def take_order(self, customer, product, quantity, warning=None):
        "Up to the quotation, which has to warn where it says so: gives the order's id and number."
        self.client.open_menu('Sales', 'Sales')
        self.client.tool('New')
        self.client.choose('party', customer)
        self.client.add_to('Lines')
        self.client.choose('product', product)
        self.client.enter('quantity', str(quantity))
        self.client.answer('OK')
        self.client.tool('Save')
        self.client.press('Quote')
        if warning:
            see.browser.has('the quotation warns', self.client.dialog(),
                'Credit: this would not pass at its confirmation', warning)
            self.client.answer('Yes')
        see.browser.same('state', self.client.shows('state', 'Quotation'), 'Quotation')
        sale = self.record.last_sale(customer)
        return sale, self.record.sale_number(sale)

    def fill_in_payment(self, amount):
        """The client may show no choices at first: a change in another field brings them. And a
        late answer may empty what was filled in: a person looks, and types it again."""
        for _ in range(3):
            self.client.enter('amount', amount)
            self.client.select('payment_method', plot.PAYMENT_METHOD)
            shown = self.client.value('amount').replace(',', '')
            if shown == amount:
                break
        see.browser.same('amount', shown, amount)

    def open_sale(self, sale):
        self.client.open_menu('Sales', 'Sales')
        self.client.page('All')
        self.client.choose_row(self.record.sale_number(sale))

    def row_in_list(self, number):
        self.client.tool('Switch')
        return self.client.row(number)

    def open_credit_tab(self):
        self.client.open_menu('Party', 'Parties')
        self.client.choose_row(CUSTOMER)
        self.client.page('Credit')

    def why(self, number, amount, exposure, excess):
        return [
            'Order %s of %s (%s EUR) is on credit hold:' % (number, CUSTOMER, amount),
            'exposure with this document is %s EUR; the limit allows 10,000.00 EUR: '
            '%s EUR too much' % (exposure, excess),
            'the oldest unpaid invoice is 20 days overdue; 5 days are allowed',
            'payment of 4,800.00 EUR (%s, due %s)' % (self.overdue, self.due),
            'release by a credit controller',
            ]

    def expect_hold(self, sale, **expected):
        found = self.record.hold(sale)
        for name, value in expected.items():
            see.database.same('hold of the order, %s' % name, found.get(name), value)

    def expect_credit(self, expected):
        for name, value in expected.items():
            see.browser.same(self.client.label(name), self.client.value(name), value)
