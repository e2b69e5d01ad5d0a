# SPDX-License-Identifier: GPL-3.0-or-later
"""What a controller does with holds in Tryton, and who is told."""
import datetime
import json
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from erp.mailbox import Mailbox
from erp.policy import put_in_force

_DAY = datetime.timedelta(days=1)


class HoldWork(TrytonTest):

    def held_order(self, limit=1000, amount=1500, person=None):
        sale = self.trade.order(person or self.ann, self.customer(limit=limit), amount)
        self.held(sale)
        hold, = self.holds(sale)
        return sale, hold

    def price(self, sale, price):
        line, = self.ann.read('sale.sale', sale, 'lines')
        self.admin.write('sale.line', line, unit_price=Decimal(price))

    def hold(self, hold, *fields):
        found = self.carl.read('creditgate.hold', hold, *fields)
        return tuple(found[each] for each in fields) if len(fields) > 1 else found


class Releases(HoldWork):

    def test_up_to_ten_per_cent_more(self):
        for price, confirmed in [('1650', True), ('1650.01', False)]:
            with self.subTest(price):
                sale, hold = self.held_order()
                self.release(hold, more_percent=10, confirm=False)
                self.assertEqual(self.state(sale), 'quotation')
                self.assertEqual(self.hold(hold, 'up_to'), Decimal('1650.00'))
                self.price(sale, price)
                if confirmed:
                    self.confirm(sale)
                    self.assertEqual(self.state(sale), 'processing')
                else:
                    self.assertIn('1,650.01', self.held(sale))

    def test_with_a_day_it_outlasts_the_way_back_to_draft(self):
        today = datetime.date.today()
        sale, hold = self.held_order()
        self.release(hold, until=today + _DAY, confirm=False)
        self.ann.press('sale.sale', 'draft', sale)
        self.ann.press('sale.sale', 'quote', sale)
        self.confirm(sale)
        self.assertEqual(self.state(sale), 'processing')
        self.assertEqual(self.hold(hold, 'state', 'release_until'),
            ('released', today + _DAY))

    def test_one_that_stays_is_taken_back(self):
        sale, hold = self.held_order()
        self.release(hold, all_stages=True, confirm=False)
        form = {'start': {'reason': 'sold the shop'}}
        self.assertTrue(self.refused(self.ann.wizard, 'creditgate.end_release', 'creditgate.hold',
                hold, form, 'act'))
        self.carl.wizard('creditgate.end_release', 'creditgate.hold', hold, form, 'act')
        self.assertEqual(self.hold(hold, 'state', 'release_stays'), ('lapsed', False))
        self.held(sale)
        self.assertIn('No release here', self.refused(self.carl.wizard, 'creditgate.end_release',
                'creditgate.hold', hold, form, 'act'))

    def test_a_day_that_is_over_is_refused(self):
        sale, hold = self.held_order()
        text = self.refused(self.release, hold, until=datetime.date.today() - _DAY)
        self.assertIn('would end before the business date', text)
        self.assertEqual(self.holds(sale), [hold])

    def test_who_has_entered_the_order_cannot_release_it(self):
        sale, hold = self.held_order(person=self.carl)
        text = self.refused(self.release, hold)
        self.assertIn('carl has entered the document', text)
        self.release(hold, self.mary)
        self.assertEqual(self.state(sale), 'processing')

    def test_of_many_one_that_is_refused_stops_nothing(self):
        orders = [self.held_order(person=self.carl if i == 1 else self.ann) for i in range(4)]
        holds = [hold for _, hold in orders]
        answer = self.release(holds)
        shown = answer['view']['defaults']
        self.assertEqual((shown['done'], shown['total']), (3, 4))
        self.assertIn('carl has entered the document', shown['failed'])
        self.assertEqual([self.state(sale) for sale, _ in orders],
            ['processing', 'quotation', 'processing', 'processing'])
        states = {self.hold(hold, 'state') for hold in holds}
        self.assertEqual(states, {'released', 'open'})


class FreedCredit(HoldWork):

    def setUp(self):
        self.standard = json.loads(self.command('policy'))['policy']
        self.addCleanup(self.put_in_force, self.standard)

    def command(self, *words):
        return self.host.creditgate('--json', '--config',
            str(self.host.folder / ('%s.json' % self.erp.name)), *words)

    def put_in_force(self, policy):
        put_in_force(self.command, self.host.folder / 'freed_credit.json', policy)

    def test_a_person_takes_a_proposal_over(self):
        self.put_in_force(dict(self.standard, when_credit_is_freed='propose'))
        customer = self.customer(limit=100)
        sales = [self.order(customer, amount) for amount in (600, 500, 400)]
        for sale in sales:
            self.held(sale)
        holds = [self.holds(sale)[0] for sale in sales]
        self.trade.set_limit(self.carl, customer, 1000)
        self.assertEqual({self.hold(hold, 'state') for hold in holds}, {'open'})
        proposals = self.proposals(holds[1])
        self.assertIn('Largest First: 1000.00 EUR, and 1 left', proposals)
        self.assertIn('As Many as Fit: 900.00 EUR, and 1 left', proposals)
        self.assertTrue(self.refused(self.take_over, self.ann, holds[1], 'most'))
        self.take_over(self.carl, holds[1], 'most')
        self.assertEqual([self.hold(hold, 'state') for hold in holds],
            ['open', 'released', 'released'])
        self.assertEqual([self.state(sale) for sale in sales],
            ['quotation', 'processing', 'processing'])

    def form(self, person, hold):
        session, start, _ = person.call('wizard.creditgate.propose_releases.create')
        active = dict(active_model='creditgate.hold', active_id=hold, active_ids=[hold])
        execute = 'wizard.creditgate.propose_releases.execute'
        return (person.call(execute, session, {}, start, **active)['view']['defaults'],
            lambda values: person.call(execute, session, {'start': values}, 'act', **active))

    def proposals(self, hold):
        return self.form(self.carl, hold)[0]['proposals']

    def take_over(self, person, hold, by):
        shown, act = self.form(person, hold)
        values = {name: value for name, value in shown.items() if not name.endswith('.')}
        act(dict(values, by=by, reason='paid in advance'))


class Rates(HoldWork):

    def test_a_rate_that_is_entered_lets_a_held_order_pass(self):
        sek, = self.admin.search('currency.currency', [('code', '=', 'SEK')]) or [
            self.admin.create('currency.currency', name='Krona', code='SEK', symbol='kr')]
        sale = self.order(self.customer(limit=1000), 500, currency=sek)
        self.assertIn('SEK', self.held(sale))
        self.host.cron(self.erp.name)
        self.assertEqual(self.state(sale), 'quotation')
        self.admin.create('currency.currency.rate', currency=sek, date=datetime.date.today(),
            rate=Decimal(10))
        self.host.cron(self.erp.name)
        self.assertEqual(self.holds(sale), [])
        self.host.cron(self.erp.name)  # the outbox
        self.assertEqual(self.state(sale), 'processing')


class Forced(HoldWork):

    def force(self, sales, person=None):
        (person or self.carl).wizard('creditgate.force_hold', 'sale.sale', sales,
            {'start': {'reason': 'fraud case'}}, 'act')

    def test_nothing_but_a_release_lets_it_pass(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 100)
        self.force(sale)
        self.assertIn('carl has put it on hold: fraud case', self.held(sale))
        hold, = self.holds(sale)
        self.trade.set_limit(self.carl, customer, 5000)
        self.ann.press('sale.sale', 'draft', sale)
        self.ann.press('sale.sale', 'quote', sale)
        self.assertIn('fraud case', self.held(sale))
        self.assertEqual(self.holds(sale), [hold])
        self.assertEqual(self.hold(hold, 'forced', 'state'), (True, 'open'))
        self.release(hold)
        self.assertEqual(self.state(sale), 'processing')

    def test_a_deleted_order_leaves_no_hold(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.force(sale)
        hold, = self.holds(sale)
        self.ann.press('sale.sale', 'cancel', sale)
        self.assertEqual(self.hold(hold, 'state'), 'open')
        self.ann.call('model.sale.sale.delete', [sale])
        self.assertEqual(self.hold(hold, 'state'), 'withdrawn')

    def test_several_at_once(self):
        customer = self.customer(limit=1000)
        sales = [self.order(customer, 100) for _ in range(3)]
        self.force(sales)
        self.assertEqual(len(self.carl.search('creditgate.hold', [
                        ('sale', 'in', sales), ('forced', '=', True)])), 3)

    def test_a_confirmed_order_and_a_clerk_are_told_so(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.assertTrue(self.refused(self.force, sale, self.ann))
        self.assertEqual(self.holds(sale), [])
        self.confirm(sale)
        self.assertIn('already confirmed', self.refused(self.force, sale))


class Worklist(HoldWork):

    def test_taking_over_asking_and_answering(self):
        sale, hold = self.held_order()
        self.carl.press('creditgate.hold', 'take_over', hold)
        self.carl.wizard('creditgate.say', 'creditgate.hold', hold,
            {'start': {'kind': 'question', 'text': 'when do they pay?'}}, 'act')
        self.assertEqual(self.hold(hold, 'assigned_to', 'waits_for_answer'), ('carl', True))
        self.ann.wizard('creditgate.say', 'creditgate.hold', hold,
            {'start': {'kind': 'answer', 'text': 'on Friday'}}, 'act')
        self.assertEqual(self.hold(hold, 'waits_for_answer'), False)
        entries = self.carl.call('model.creditgate.hold.entry.search_read',
            [('hold', '=', hold)], 0, None, [('id', 'ASC')], ['kind', 'by', 'text'])
        self.assertEqual([(e['kind'], e['by'], e['text']) for e in entries], [
                ('assigned', 'carl', 'carl'),
                ('question', 'carl', 'when do they pay?'),
                ('answer', 'ann', 'on Friday')])
        self.assertTrue(self.refused(self.ann.press, 'creditgate.hold', 'take_over', hold))

    def test_of_many_one_that_is_refused_stops_nothing(self):
        "The one in the middle is held by hand, and not to be rejected; or it is open no more."
        orders = [self.held_order() for _ in range(3)]
        holds = [hold for _, hold in orders]
        self.carl.wizard('creditgate.force_hold', 'sale.sale', orders[1][0],
            {'start': {'reason': 'fraud case'}}, 'act')
        shown = self.carl.wizard('creditgate.reject', 'creditgate.hold', holds,
            {'start': {'reason': 'insolvent'}}, 'act')['view']['defaults']
        self.assertEqual((shown['done'], shown['total']), (2, 3))
        self.assertIn('on hold by hand', shown['failed'])
        self.assertEqual([self.hold(hold, 'state') for hold in holds],
            ['rejected', 'open', 'rejected'])

        holds = [self.held_order()[1] for _ in range(3)]
        self.release(holds[1], confirm=False)
        refused = self.refused(self.carl.press, 'creditgate.hold', 'take_over', holds)
        self.assertIn('Done with 2 of 3', refused)
        self.assertIn('hold %s is released, expected open' % holds[1], refused)
        self.assertEqual([self.hold(hold, 'assigned_to') for hold in holds], ['carl', '', 'carl'])

    def test_many_are_spoken_of_at_once_and_each_once(self):
        holds = [self.held_order()[1] for _ in range(3)]
        shown = self.carl.wizard('creditgate.say', 'creditgate.hold', holds,
            {'start': {'kind': 'note', 'text': 'called them'}}, 'act')['view']['defaults']
        self.assertEqual((shown['done'], shown['total'], shown['failed']), (3, 3, ''))
        for hold in holds:
            self.assertEqual(len(self.hold(hold, 'entries')), 1)

    def test_what_it_is_sorted_by(self):
        sale, hold = self.held_order(limit=1000, amount=1500)
        self.assertEqual(
            self.hold(hold, 'excess', 'days_overdue', 'age', 'entered_by', 'salesperson'),
            (Decimal('500.00'), 0, 0, 'ann', 'Ann'))
        found = self.carl.search('creditgate.hold', [
                ('id', '=', hold), ('salesperson', '=', 'Ann'), ('excess', '>=', Decimal(500)),
                ('assigned_to', '=', '')])
        self.assertEqual(found, [hold])


class Told(HoldWork):

    def setUp(self):
        super().setUp()
        # What other tests have left to be told.
        self.erp.sql("update creditgate.cg_notice set state = 'done' where state = 'waiting'"
            ' returning 1')

    def mails(self):
        with Mailbox(self.host.mail_port) as mailbox:
            self.host.cron(self.erp.name)
        return mailbox

    def test_those_whom_it_concerns_get_a_mail(self):
        self.mails()
        sale, hold = self.held_order()
        number = self.ann.read('sale.sale', sale, 'number')
        held = self.mails()
        for login, is_told in [('ann', True), ('carl', True), ('mary', False), ('otto', False)]:
            self.assertEqual(bool(held.told(login)), is_told, login)
        subject, text = held.told('carl')[-1]
        self.assertIn('Order %s of ' % number, subject)
        self.assertIn('500.00 EUR too much', text)
        self.assertIn('Hold %s: menu Credit / Holds' % hold, text)
        self.ann.wizard('creditgate.request_release', 'sale.sale', sale,
            {'start': {'reason': 'they have paid'}}, 'act')
        (subject, text), = self.mails().told('carl')
        self.assertIn('ann asks for the release', subject)
        self.assertIn('ann: they have paid', text)
        self.release(hold, reason='seen the cheque')
        mails = self.mails()
        (subject, text), = mails.told('ann')
        self.assertIn('was released by carl', subject)
        self.assertIn('carl: seen the cheque', text)
        self.assertEqual(mails.told('carl'), [])
        self.assertEqual(self.mails().messages, [])

    def test_the_salesperson_is_told_by_the_name_that_the_document_shows(self):
        self.mails()
        _, hold = self.held_order()
        self.erp.sql("update creditgate.cg_hold set salesperson = 'Sue' where hold_id = %s"
            ' returning 1', hold)
        (subject, text), = self.mails().told('sue')
        self.assertIn('is on credit hold', subject)
        self.release(hold, reason='seen the cheque')
        (subject, text), = self.mails().told('sue')
        self.assertIn('was released by carl', subject)

    def test_what_cannot_be_sent_is_sent_later(self):
        self.mails()
        self.held_order()
        self.host.cron(self.erp.name)
        self.assertTrue(self.mails().told('carl'))

    def test_a_hold_with_which_nobody_does_anything_is_told_to_the_managers_once(self):
        _, hold = self.held_order()
        _, attended = self.held_order()
        self.carl.press('creditgate.hold', 'take_over', attended)
        self.mails()
        self.erp.sql("update creditgate.cg_hold set opened_at = '2020-01-01T00:00:00.000000Z'"
            ' where hold_id in %s', (hold, attended))
        told = self.mails().told('mary')
        self.assertEqual(len([s for s, _ in told if 'Nothing is done about' in s]), 1)
        self.assertEqual(self.mails().told('mary'), [])


if __name__ == '__main__':
    unittest.main()
