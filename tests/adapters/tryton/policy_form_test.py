# SPDX-License-Identifier: GPL-3.0-or-later
"""One manager drafts a change of the credit policy in a form, another one approves it in Tryton."""
import datetime
import json
import unittest
from decimal import Decimal

from erp.case import TrytonTest
from erp.policy import put_in_force
from erp.rpc import Forbidden

# Tryton's own words.
DENIED = 'not allowed|cannot be called|not authorized|do not have (access|permission)'
MODEL = 'creditgate.policy'
LINE = 'creditgate.policy_draft.line'
# Every test puts its policy in force from here on, so that the last one counts.
LONG_AGO = datetime.date(2000, 1, 1)


class PolicyFormTest(TrytonTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = json.loads(cls.command('policy'))['policy']

    def setUp(self):
        self.addCleanup(self.put_in_force, self.standard)

    @classmethod
    def command(cls, *words):
        return cls.host.creditgate('--json', '--config',
            str(cls.host.folder / ('%s.json' % cls.erp.name)), *words)

    def put_in_force(self, policy):
        put_in_force(self.command, self.host.folder / 'policy_form.json', policy)

    def in_force(self):
        found, = self.mary.search(MODEL, [('in_force', '=', True)])
        return found

    def policy(self, version):
        return json.loads(self.command('policy', 'show', '--version', str(version)))['policy']

    def form(self, person, version=None, name='policy_draft'):
        "What the wizard shows, and what presses its button with the form as it is then."
        version = version or self.in_force()
        active = dict(active_model=MODEL, active_id=version, active_ids=[version])
        session, start, _ = person.call('wizard.creditgate.%s.create' % name)
        execute = 'wizard.creditgate.%s.execute' % name
        shown = person.call(execute, session, {}, start, **active)['view']['defaults']

        def propose(**changed):
            values = {field: value for field, value in dict(shown, **changed).items()
                if not field.endswith('.')}
            told = person.call(execute, session, {'start': values}, 'propose', **active)
            return told['view']['defaults']['told']
        return shown, propose

    def drafted(self, person, change, version=None, **values):
        "Drafts with the lines that `change` leaves; the new version."
        shown, propose = self.form(person, version)
        lines = {line['rule']: line for line in shown['lines']}
        change(lines)
        self.told = propose(**dict({'lines': list(lines.values()), 'in_force_from': LONG_AGO},
                **values))
        return self.newest()

    def lines(self, version):
        ids = self.carl.read(MODEL, version, 'lines')
        return [{name: value for name, value in row.items() if name != 'id'}
            for row in self.carl.call('model.creditgate.policy.line.read', ids,
                ['sentence', 'whom', 'at_quote', 'at_confirm', 'at_ship'])]

    def newest(self):
        return self.mary.call('model.%s.search' % MODEL, [], 0, 1, None)[0]

    def read(self, version, *names, person=None):
        found = (person or self.carl).read(MODEL, version, *names)
        return [found[name] for name in names] if len(names) > 1 else found


class Drafted(PolicyFormTest):

    def test_one_drafts_another_approves_and_the_next_order_is_held_by_it(self):
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, 100))

        def half(lines):
            lines['limit'].update(term_1_number=50, at_confirm='hold')
        draft = self.drafted(self.mary, half, note='half of it')
        self.assertIn('Version %s is a draft, to be in force from 2000-01-01' % draft, self.told)
        self.assertIn('rules.limit.threshold_percent: 100 -> 50', self.told)
        self.assertEqual(
            self.read(draft, 'number', 'state', 'in_force', 'in_force_from', 'note',
                'drafted_by', 'decided_by', 'changes'),
            [draft, 'draft', False, LONG_AGO, 'half of it', 'mary', '',
                'rules.limit.threshold_percent: 100 -> 50'])
        self.confirm(self.order(customer, 400))
        self.mo.press(MODEL, 'approve', draft)
        self.assertEqual(
            self.read(draft, 'state', 'in_force', 'decided_by', 'changes'),
            ['approved', True, 'mo', 'This is the version in force.'])
        self.assertEqual(self.in_force(), draft)
        sale = self.order(customer, 1)
        self.assertIn('500.00 EUR', self.held(sale))
        self.assertEqual(len(self.holds(sale)), 1)

    def test_nobody_approves_his_own_draft(self):
        before = self.in_force()
        draft = self.drafted(self.mary, lambda lines: lines.pop('days_overdue'))
        self.assertIn('was drafted by mary, who cannot approve it',
            self.refused(self.mary.press, MODEL, 'approve', draft))
        self.assertEqual(self.read(draft, 'state'), 'draft')
        self.assertEqual(self.in_force(), before)
        self.mary.press(MODEL, 'discard', draft)
        self.assertEqual(self.read(draft, 'state', 'decided_by'), ['discarded', 'mary'])
        self.assertIn('expected a draft', self.refused(self.mo.press, MODEL, 'approve', draft))

    def test_a_mistake_is_told_with_its_place(self):
        before = self.newest()
        rules = [rule['rule'] for rule in self.standard['rules']]
        for number, fits in [(-1, False), (0, True), (10000, True), (10001, False)]:
            with self.subTest(number=number):
                def change(lines):
                    lines['limit']['term_1_number'] = number
                if fits:
                    self.mary.press(MODEL, 'discard', self.drafted(self.mary, change))
                    continue
                newest = self.newest()
                text = self.refused(self.drafted, self.mary, change)
                self.assertIn('Rule %s, "The customer\'s exposure with the document is more than '
                    '%s %% of the credit limit.", threshold percent: found %s, expected 0 to 10000'
                    % (rules.index('limit') + 1, number, number), text)
                self.assertEqual(self.newest(), newest)
        self.assertEqual(self.newest(), before + 2)
        text = self.refused(self.drafted, self.mary, lambda lines: lines.update(
                again=dict(lines['limit'], origin=None)))
        self.assertIn('Rule %s, ' % (len(rules) + 1), text)
        self.assertIn('the rule limit is set twice', text)
        self.assertIn('horizon days: found 36501', self.refused(
                self.drafted, self.mary, lambda lines: None, horizon_days=36501))

    def test_a_line_for_one_customer_wins(self):
        trusted, other = self.customer(limit=1000), self.customer(limit=1000)

        def change(lines):
            lines['own'] = {'rule': 'limit', 'scope': 'customer', 'scope_customer': trusted,
                'term_1_number': 200, 'at_confirm': 'hold'}
        draft = self.drafted(self.mary, change)
        name = self.carl.read('party.party', trusted, 'rec_name')
        self.assertIn('rules.limit[customer %s]: nothing -> ' % trusted, self.told)
        self.mo.press(MODEL, 'approve', draft)
        self.confirm(self.order(trusted, 2000))
        sale = self.order(other, 1001)
        self.held(sale)
        self.assertEqual(self.lines(draft)[-1], {
                'sentence': "The customer's exposure with the document is more than 200 % of the "
                    "credit limit.", 'whom': 'Customer ' + name, 'at_quote': '',
                'at_confirm': 'hold', 'at_ship': ''})
        shown, propose = self.form(self.mary, draft)
        self.assertEqual(
            [shown['lines'][-1][each] for each in ('scope', 'scope_customer', 'whom')],
            ['customer', trusted, 'Customer ' + name])
        propose()
        self.assertEqual(self.policy(self.newest()), self.policy(draft))

    def test_what_the_form_does_not_know_survives(self):
        policy = dict(self.standard, horizon_days=30, escalate_after_hours=48,
            buckets=[{'bucket': 'draft_invoice', 'included': False}],
            release_authority=[{'role': 'controller', 'days_overdue': 30,
                    'amount': {'amount': '900.00', 'currency': 'EUR'}}],
            rules=[
                {'rule': 'limit', 'at': {}},
                {'rule': 'limit', 'at': {'confirm': 'approve'}, 'scope': {'risk_class': 'A'}},
                {'rule': 'days_overdue', 'at': {'confirm': 'warn'}, 'grace_days': 0},
                {'rule': 'document_value', 'at': {'confirm': 'hold'},
                    'threshold': {'amount': '1500.50', 'currency': 'USD'}},
                {'rule': 'overdue_amount', 'at': {'pick': 'hold'}, 'limit_used_percent': 80,
                    'threshold': {'amount': '10.00', 'currency': 'CHF'}},
                ])
        self.put_in_force(policy)
        version = self.in_force()
        self.assertEqual(self.read(version, 'escalate_after_hours', 'horizon_days', 'besides'),
            [48, 30, ''])
        self.assertEqual([line['sentence'] for line in self.lines(version)][3:], [
                'The document alone is worth more than 1,500.50 USD.',
                'More than 10.00 CHF is overdue, and more than 80 % of the limit is used where '
                'that is said.'])
        _, propose = self.form(self.mary)
        self.assertIn('Nothing is different.', propose(in_force_from=LONG_AGO))
        self.assertEqual(self.policy(self.newest()), policy)
        propose(in_force_from=LONG_AGO, when_credit_is_freed='propose')
        self.assertEqual(self.policy(self.newest()), dict(policy, when_credit_is_freed='propose'))
        self.assertEqual(self.read(self.newest(), 'when_credit_is_freed'), 'propose')
        with_more = self.drafted(self.mary, lambda lines: lines['document_value'].update(
                term_1_amount=Decimal('2000'), term_1_currency=self.trade.currencies['EUR']),
            horizon_days=None)
        policy['rules'][3]['threshold'] = {'amount': '2000', 'currency': 'EUR'}
        del policy['horizon_days'], policy['rules'][0]
        self.assertEqual(self.policy(with_more), policy)

    def test_another_rule_takes_none_of_the_terms_along(self):
        draft = self.drafted(self.mary, lambda lines: lines['days_overdue'].update(
                rule='rate_stale', term_1_number=3))
        line, = [each for each in self.policy(draft)['rules'] if each['rule'] == 'rate_stale']
        self.assertEqual(line, {'rule': 'rate_stale', 'max_age_days': 3,
                'at': {'quote': 'warn', 'confirm': 'hold'}})

    def test_each_rule_that_is_listed_is_drafted_with_its_terms(self):
        first = {'rule': 'bucket_limit', 'at': {}}
        self.put_in_force(dict(self.standard, rules=[first], buckets=[
                    {'bucket': 'open_order', 'limit': {'amount': '5.00', 'currency': 'EUR'}}]))
        seven = {'amount': '7', 'currency': 'EUR'}
        entered = {
            'percent': ({'number': 7}, 7),
            'days': ({'number': 7}, 7),
            'level': ({'number': 7}, 7),
            'amount': ({'amount': Decimal('7.00'), 'currency': self.trade.currencies['EUR']},
                seven),
            'name': ({'names': ' B'}, 'B'),
            'names': ({'names': 'one\n two, three \n\n'}, ['one', 'two, three']),
            'conditions': ({'conditions': [
                        {'fact': 'limit_used', 'comparison': 'at_least', 'number': 7}]},
                [{'fact': 'limit_used', 'is': 'at_least', 'percent': 7}]),
            'flag': ({'flag': True}, True),
            }
        wanted, new = [first], []
        for kind in json.loads(self.command('policy', 'rules'))['rules']:
            rule = {'rule': kind['rule'], 'at': {'ship': 'hold'}, 'scope': {'risk_class': 'B'}}
            line = {'rule': kind['rule'], 'at_ship': 'hold', 'scope': 'risk_class',
                'scope_name': 'B'}
            for n, term in enumerate(kind['terms'], 1):
                values, rule[term['name']] = entered[term['unit']]
                line.update({'term_%s_%s' % (n, name): value for name, value in values.items()})
            new.append(line)
            wanted.append(rule)
        draft = self.drafted(self.mary, lambda lines: lines.update(enumerate(new)),
            rating_grades='A\nB')
        self.assertEqual(self.policy(draft)['rules'], wanted)
        for line in self.lines(draft):
            self.assertNotRegex(line['sentence'], '[{}…]')
        _, propose = self.form(self.mary, draft)
        propose()
        self.assertEqual(self.policy(self.newest())['rules'], wanted)

    def test_an_approved_version_comes_back(self):
        first = self.in_force()
        second = self.drafted(self.mary, lambda lines: lines.pop('no_limit_set'))
        shown, propose = self.form(self.mary, second, 'policy_roll_back')
        self.assertIn('Only a version that was approved', self.refused(propose))
        self.mo.press(MODEL, 'approve', second)
        self.assertIn('rules.no_limit_set: nothing -> ', self.read(first, 'changes'))
        customer = self.customer()
        self.confirm(self.order(customer, 10))
        shown, propose = self.form(self.mo, first, 'policy_roll_back')
        self.assertEqual(shown['note'], 'as version %s' % first)
        self.assertIn('rules.no_limit_set: nothing -> ', propose(in_force_from=LONG_AGO))
        third = self.newest()
        self.assertEqual(self.policy(third), self.policy(first))
        self.mary.press(MODEL, 'approve', third)
        self.assertEqual(self.in_force(), third)
        self.held(self.order(customer, 10))


class Form(PolicyFormTest):

    def test_all_that_the_library_lists_can_be_chosen(self):
        listed = json.loads(self.command('policy', 'rules'))['rules']
        chosen = self.mary.call('model.%s.get_rules' % LINE)
        self.assertEqual([rule for rule, _ in chosen], [each['rule'] for each in listed])
        self.assertIn(['document_value', 'The document alone is worth more than ….'], chosen)
        outcomes = self.mary.call('model.%s.get_outcomes' % LINE)
        self.assertEqual([each for each, _ in outcomes], [''] + listed[0]['outcomes'])
        scopes = self.mary.call('model.%s.get_scopes' % LINE)
        self.assertEqual([each for each, _ in scopes], listed[0]['scopes'])
        shown = self.mary.call('model.%s.fields_get' % LINE, [])
        self.assertEqual({name[3:] for name in shown if name.startswith('at_')},
            set(listed[0]['checkpoints']), 'a column for each checkpoint')
        self.assertLessEqual(max(len(each['terms']) for each in listed), 3, 'a place for each')

    def test_a_rule_shows_its_terms_and_the_sentence_follows_them(self):
        for rule, entered, units, sentence in [
                ('limit', {}, ['percent'], 'more than 100 % of the credit limit.'),
                ('limit', {'term_1_number': 90}, ['percent'],
                    'more than 90 % of the credit limit.'),
                ('days_overdue', {'term_1_number': 9}, ['days'], 'more than 9 days overdue.'),
                ('document_value', {}, ['amount'], 'worth more than ….'),
                ('document_value', {'term_1_amount': Decimal('1200.50'),
                        'term_1_currency': self.trade.currencies['USD']}, ['amount'],
                    'worth more than 1,200.50 USD.'),
                ('overdue_amount', {'term_2_number': 70}, ['amount', 'percent'],
                    'More than … is overdue, and more than 70 % of the limit'),
                ('account_blocked', {}, [], "The customer's credit account is blocked.")]:
            with self.subTest(rule=rule, entered=entered):
                values, = self.mary.call('model.%s.on_change' % LINE, {'rule': rule}, ['rule'])
                values = dict({name: value for name, value in values.items()
                        if not name.endswith('.')}, rule=rule)
                self.assertEqual([values['term_%s_unit' % n] for n in (1, 2, 3)
                        if values.get('term_%s_unit' % n)], units)
                told = self.mary.call('model.%s.on_change_with' % LINE,
                    dict(values, **entered), ['sentence', 'whom'])
                self.assertIn(sentence, told['sentence'])

    def test_the_client_calls_on_change_for_what_it_was_given_and_nothing_changes(self):
        shown, _ = self.form(self.mary)
        lines = {line['rule']: line for line in shown['lines']}
        self.assertEqual(lines['days_overdue']['term_1_number'], 5)
        for line in shown['lines']:
            values = {name: value for name, value in line.items() if not name.endswith('.')}
            with self.subTest(rule=line['rule']):
                self.assertEqual(self.mary.call('model.%s.on_change' % LINE, values, ['rule']),
                    [{}])
                self.assertEqual(self.mary.call('model.%s.on_change_with' % LINE, values,
                        ['sentence', 'whom']),
                    {'sentence': line['sentence'], 'whom': 'All'})
        changed, = self.mary.call('model.%s.on_change' % LINE,
            dict(lines['days_overdue'], rule='limit'), ['rule'])
        self.assertEqual(changed['term_1_number'], 100)

    def test_the_versions_are_listed_newest_first(self):
        draft = self.drafted(self.mary, lambda lines: None)
        numbers = [row['number'] for row in self.carl.call('model.%s.search_read' % MODEL, [],
                0, None, None, ['number'])]
        self.assertEqual(numbers, list(range(draft, 0, -1)))
        self.mo.press(MODEL, 'discard', draft)
        self.assertEqual(self.read(1, 'rec_name', 'state', 'drafted_by'),
            ['Version 1', 'approved', 'creditgate'])


class Rights(PolicyFormTest):

    def test_a_controller_looks_and_changes_nothing(self):
        version = self.in_force()
        draft = self.drafted(self.mary, lambda lines: None)
        self.assertEqual(self.read(version, 'state', person=self.carl), 'approved')
        self.assert_nothing_changes(self.carl, version, draft)

    def test_others_see_nothing_and_change_nothing(self):
        version = self.in_force()
        draft = self.drafted(self.mary, lambda lines: None)
        for person in (self.ann, self.sue, self.otto):
            with self.subTest(person=person.login):
                self.assertRegex(self.refused(person.search, MODEL, []), DENIED)
                self.assertRegex(self.refused(person.read, MODEL, version, 'changes'), DENIED)
                self.assertRegex(self.refused(person.read, MODEL + '.line', version * 10000,
                        'sentence'), DENIED)
                self.assert_nothing_changes(person, version, draft)

    def assert_nothing_changes(self, person, version, draft):
        newest = self.newest()
        for wizard in ('policy_draft', 'policy_roll_back'):
            for model, record in ((MODEL, version), ('party.party', 1)):
                text = self.refused(person.wizard, 'creditgate.' + wizard, model, record,
                    {'start': {'name': 'Mine', 'in_force_from': LONG_AGO, 'lines': []}},
                    'propose')
                self.assertRegex(text, DENIED)
        for button in ('approve', 'discard', 'draft_change', 'roll_back'):
            self.assertRegex(self.refused(person.press, MODEL, button, draft), DENIED)
        self.assertEqual(self.newest(), newest)
        self.assertEqual(self.read(draft, 'state'), 'draft')

    def test_nobody_writes_a_version(self):
        version = self.in_force()
        for person in (self.carl, self.mary, self.admin):
            for model, id_ in ((MODEL, version), (MODEL + '.line', version * 10000)):
                for name, *arguments in [('write', [id_], {'whom': 'me'}),
                        ('create', [{}]), ('delete', [id_])]:
                    with self.subTest(person=person.login, model=model, method=name):
                        self.assertRegex(self.refused(person.call,
                                'model.%s.%s' % (model, name), *arguments),
                            DENIED + '|cannot be written')

    def test_the_manager_acts_on_versions_only(self):
        self.assertIn('Open a version', self.refused(self.mary.wizard,
                'creditgate.policy_draft', 'party.party', 1, {}, 'propose'))

    def test_what_decides_is_not_offered_beside_the_buttons(self):
        with self.assertRaises(Forbidden):
            self.mary.call('model.%s._decide' % MODEL, 'approve_policy', [1])

    def test_the_menu_is_for_controllers_and_managers(self):
        for person, seen in [(self.ann, 0), (self.sue, 0), (self.carl, 1), (self.mary, 1)]:
            with self.subTest(person=person.login):
                found = person.search('ir.ui.menu',
                    [('name', '=', 'Policy'), ('parent.name', '=', 'Credit')])
                self.assertEqual(len(found), seen)


if __name__ == '__main__':
    unittest.main()
