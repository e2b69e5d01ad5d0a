# SPDX-License-Identifier: Apache-2.0
"""What happens next: the order of a customer without a limit is held; the clerk asks for a limit,
the controller and the manager approve it, and the order passes."""
import see
import tale

CUSTOMER = 'Corner Deli'
REASON = 'opens a second shop'


class LimitTale(tale.Tale):
    def tell(self):
        sale = self.record.last_sale(CUSTOMER)
        self.clerk_asks_for_a_limit()
        self.controller_approves()
        self.manager_approves(sale)
        self.clerk_sees_her_order_pass(sale)

    def clerk_asks_for_a_limit(self):
        see.step('Ann asks for a limit of 12,000.00 EUR for %s' % CUSTOMER)
        self.client.open_menu('Party', 'Parties')
        self.client.choose_row(CUSTOMER)
        self.client.page('Credit')
        see.browser.same('a button Set Credit Limit',
            self.client.has_button('Set Credit Limit'), False)
        self.client.press('Request a Higher Limit')
        self.client.enter('amount', '12000.00')
        self.client.enter('reason', REASON)
        self.client.answer('Request')
        self.open_request()
        see.browser.same('state', self.client.value('state'), 'Open')
        see.browser.same('a button Approve', self.client.has_button('Approve'), False)
        self.expect_request('open', 0)

    def controller_approves(self):
        see.step('Carl, credit controller, approves it: a manager has to, too')
        self.log_in('carl')
        self.client.open_menu('Credit', 'Limit Requests')
        see.browser.has('the requests', self.client.row(CUSTOMER), '12,000.00', 'ann', REASON)
        self.client.choose_row(CUSTOMER)
        self.client.press('Approve')
        see.browser.has('the question', self.client.value('requests'), CUSTOMER,
            '12,000.00 EUR')
        self.client.enter('note', 'pays on time')
        self.client.answer('Approve')
        see.browser.same('steps', self.client.shows('steps', 'approved by carl: pays on time'),
            'approved by carl: pays on time')
        see.browser.same('who approves next', self.client.value('who_next'), 'a credit manager')
        self.expect_request('open', 1)

    def manager_approves(self, sale):
        see.step('Mia, credit manager, approves it: the limit is effective, the hold goes')
        self.log_in('mia')
        self.open_request()
        self.client.press('Approve')
        self.client.answer('Approve')
        see.browser.same('state', self.client.shows('state', 'Approved'), 'Approved')
        self.expect_request('approved', 2)
        see.database.same('limit', self.record.value(
                'select a.limit_minor from cg_account a join party_party p '
                'on p.id = a.customer_id where p.name = %s', CUSTOMER), 1200000)
        self.expect_hold(sale, state='released', closed_by='creditgate')
        see.database.same('state of the order', self.record.sale_state(sale), 'processing')

    def clerk_sees_her_order_pass(self, sale):
        see.step('Ann looks at her order')
        self.log_in('ann')
        self.open_sale(sale)
        see.browser.same('state', self.client.value('state'), 'Processing')
        see.browser.same('credit', self.client.value('credit_status'), 'Released')

    def open_request(self):
        self.client.open_menu('Credit', 'Limit Requests')
        self.client.choose_row(CUSTOMER)

    def expect_request(self, state, approvals):
        see.database.same('limit request and its approvals', self.record.row(
                'select r.state, (select count(*) from cg_limit_request_step s '
                'where s.limit_request_id = r.limit_request_id and s.approves = 1) '
                'from cg_limit_request_list r where r.customer_name = %s', CUSTOMER),
            (state, approvals))
