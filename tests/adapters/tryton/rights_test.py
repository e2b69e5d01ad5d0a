# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights are the server's. ann is a clerk, sue is in no credit group, otto keeps books."""
import unittest
from decimal import Decimal

import psycopg2

from erp.case import TrytonTest
from erp.rpc import Forbidden

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'


class Rights(TrytonTest):

    def setUp(self):
        self.payer = self.customer(limit=1000)
        self.sale = self.order(self.payer, 1500)
        self.held(self.sale)
        self.hold, = self.holds(self.sale)

    def tearDown(self):
        self.assertEqual(self.holds(self.sale), [self.hold], 'it is held as before')
        self.assertEqual(self.state(self.sale), 'quotation')

    def wizard(self, person, name, model, ids):
        start = {'reason': 'because'}
        if name == 'set_limit':
            start.update(limit_state='amount', amount=Decimal(9999))
        return self.refused(person.wizard, 'creditgate.' + name, model, ids,
            {'start': start}, 'act')

    def test_release_and_reject_are_refused(self):
        for person in (self.ann, self.sue, self.otto):
            for name in ('release', 'reject'):
                for model, ids in (('creditgate.hold', self.hold), ('sale.sale', self.sale)):
                    with self.subTest(person=person.login, wizard=name, model=model):
                        self.assertRegex(self.wizard(person, name, model, ids), DENIED)

    def test_set_limit_is_refused(self):
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(
                    self.wizard(person, 'set_limit', 'party.party', self.payer), DENIED)
                self.assertEqual(self.carl.read('party.party', self.payer, 'credit_limit'),
                    Decimal(1000))

    def test_a_wizard_is_refused_without_its_first_form_too(self):
        for name in ('release', 'reject', 'set_limit', 'distinct_customers'):
            with self.subTest(wizard=name):
                text = self.refused(self.ann.call, 'wizard.creditgate.%s.create' % name,
                    active_model='creditgate.hold', active_id=self.hold, active_ids=[self.hold])
                self.assertRegex(text, DENIED)

    def test_a_forged_action_does_not_help(self):
        for person in (self.ann, self.sue):
            for name in ('release', 'reject'):
                with self.subTest(person=person.login, wizard=name):
                    text = self.refused(person.wizard, 'creditgate.' + name, 'sale.sale',
                        self.sale, {'start': {'reason': 'because'}}, 'act', action_id=999999)
                    self.assertRegex(text, DENIED)

    def test_a_wizard_somebody_else_opened_is_refused(self):
        session, _, _ = self.carl.call('wizard.creditgate.release.create')
        text = self.refused(self.ann.call, 'wizard.creditgate.release.execute', session,
            {'start': {'reason': 'because'}}, 'act',
            active_model='creditgate.hold', active_id=self.hold, active_ids=[self.hold])
        self.assertRegex(text, DENIED)

    def test_the_buttons_are_refused(self):
        buttons = [
            ('creditgate.hold', 'release', self.hold),
            ('creditgate.hold', 'reject', self.hold),
            ('party.party', 'set_credit_limit', self.payer),
            ('party.party', 'distinct_customers', self.payer),
            ]
        for person in (self.ann, self.sue, self.otto):
            for model, button, id_ in buttons:
                with self.subTest(person=person.login, model=model, button=button):
                    self.assertRegex(self.refused(person.press, model, button, id_), DENIED)

    def test_who_has_no_credit_group_cannot_ask_for_a_release(self):
        for model, ids in (('creditgate.hold', self.hold), ('sale.sale', self.sale)):
            with self.subTest(model=model):
                self.assertRegex(self.wizard(self.sue, 'request_release', model, ids), DENIED)
        self.assertRegex(
            self.refused(self.sue.press, 'sale.sale', 'ask_for_release', self.sale), DENIED)

    def test_the_worklist_is_for_the_credit_groups(self):
        for person in (self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(person.search, 'creditgate.hold', []), DENIED)

    def test_nobody_writes_a_hold(self):
        acts = [
            ('write', [self.hold], {'state': 'released'}),
            ('create', [{'state': 'open', 'company': self.trade.company}]),
            ('delete', [self.hold]),
            ]
        for person in (self.ann, self.sue, self.carl, self.mary, self.admin):
            for name, *arguments in acts:
                with self.subTest(person=person.login, method=name):
                    self.assertRegex(self.refused(
                            person.call, 'model.creditgate.hold.' + name, *arguments),
                        DENIED + '|cannot be written')

    def test_the_outbox_is_not_offered(self):
        for method in ('take_up', 'push', '_carry_out'):
            with self.subTest(method=method):
                with self.assertRaises(Forbidden):
                    self.ann.call('model.creditgate.outbox.' + method)
        with self.assertRaises(Forbidden):
            self.ann.call('model.sale.sale.credit_take_up', [self.sale])

    def test_forged_contexts_do_not_help(self):
        for context in ({'creditgate_outbox': 1}, {'_check_access': False}, {'user': 0},
                {'creditgate_partial': True}, {'_skip_warnings': True}):
            with self.subTest(context=context):
                self.held(self.sale, **context)

    def test_the_credit_fields_cannot_be_written(self):
        writes = [
            ('sale.sale', self.sale, {'credit_status': 'approved'}),
            ('party.party', self.payer, {'credit_limit': Decimal(9999)}),
            ('party.party', self.payer, {'credit_limit_state': 'unlimited'}),
            ]
        for model, id_, values in writes:
            with self.subTest(model=model, values=values):
                try:
                    self.ann.write(model, id_, **values)
                except Exception:
                    pass
                self.assertEqual(self.credit_status(self.sale), 'held')
                self.assertEqual(self.carl.read('party.party', self.payer, 'credit_limit'),
                    Decimal(1000))

    def test_the_library_refuses_a_clerk_even_where_tryton_lets_him(self):
        # Only who may use the wizard sees its record, the administrator too.
        manager, = self.admin.search('res.group', [('name', '=', 'Credit Manager')])
        helpers = self.admin.create('res.group', name='Helpers')
        self.admin.write('res.user', self.admin.user, groups=[('add', [manager])])
        self.admin.write('res.user', self.ann.user, groups=[('add', [helpers])])
        wizard, = self.admin.search('ir.action.wizard',
            [('wiz_name', '=', 'creditgate.release')])
        self.admin.write('ir.action.wizard', wizard, groups=[('add', [helpers])])
        try:
            text = self.wizard(self.ann, 'release', 'creditgate.hold', self.hold)
            self.assertIn('controller', text)
        finally:
            self.admin.write('ir.action.wizard', wizard, groups=[('remove', [helpers])])
            self.admin.write('res.user', self.ann.user, groups=[('remove', [helpers])])
            self.admin.write('res.user', self.admin.user, groups=[('remove', [manager])])

    def test_trytons_own_database_role_reads_two_views_and_no_more(self):
        for statement in (
                "update creditgate.cg_hold set state = 'released'",
                "insert into creditgate.cg_setting (name, value) values ('x', 'y')",
                "delete from creditgate.cg_decision",
                "select value from creditgate.cg_setting",
                "select * from creditgate.cg_account",
                "set role creditgate"):
            with self.subTest(statement=statement):
                with self.assertRaises(psycopg2.errors.InsufficientPrivilege):
                    self.erp.sql(statement, user='tryton')
        self.assertTrue(self.erp.sql('select 1 from creditgate.cg_hold_list', user='tryton'))


if __name__ == '__main__':
    unittest.main()
