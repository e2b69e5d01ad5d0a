# SPDX-License-Identifier: GPL-3.0-or-later
"""A rule that a firm words itself, in the form of the policy: told in words, and written there
condition by condition."""
import datetime
import json
import unittest
from decimal import Decimal

from policy_form_test import LINE, LONG_AGO, MODEL, PolicyFormTest

CONDITION = 'creditgate.policy_draft.condition'
MOST_CONDITIONS = 10


class CustomRuleTest(PolicyFormTest):

    def rule(self, name, *conditions, **more):
        "A line of the form, new."
        return dict({'rule': 'custom', 'scope': 'all', 'at_confirm': 'hold', 'term_1_names': name,
                'term_2_conditions': list(conditions)}, **more)

    def drafted_rule(self, *conditions, name='Ours', **more):
        "The version with this rule besides the others, and the rule as the policy has it."
        version = self.drafted(self.mary, lambda lines: lines.update(
                new=self.rule(name, *conditions, **more)))
        return version, self.policy(version)['rules'][-1]

    def proposed_again(self, version):
        _, propose = self.form(self.mary, version)
        propose(in_force_from=LONG_AGO)
        return self.policy(self.newest())


class Told(CustomRuleTest):

    def test_a_rule_that_the_firm_has_worded_is_told_in_words_and_survives(self):
        custom = {'rule': 'custom', 'at': {'confirm': 'hold'}, 'name': 'Large first order',
            'when': [
                {'fact': 'document.amount', 'is': 'more_than',
                    'amount': {'amount': '5000.00', 'currency': 'EUR'}},
                {'fact': 'customer.known_days', 'is': 'less_than', 'days': 90},
                {'fact': 'document.kind', 'is': 'is_one_of', 'words': ['order', 'invoice']},
                {'fact': 'limit_used', 'is': 'at_least', 'percent': 50},
                {'fact': 'ordering_party_differs', 'is': 'is', 'flag': False},
                {'fact': 'salesperson', 'is': 'is_not', 'word': 'order'},
                ]}
        told = ["the document's amount: more than 5,000.00 EUR",
            'the time that the customer has been known: less than 90 days',
            'the kind of document: one of Order, Invoice',
            'the part of the limit that is used with this document: at least 50 %',
            'another party orders than the one that pays: no',
            'the salesperson: not order']
        sentence = 'Large first order: all of these conditions hold: %s.' % '; '.join(told)
        policy = dict(self.standard, rules=self.standard['rules'] + [custom])
        self.put_in_force(policy)
        self.assertEqual(self.lines(self.in_force())[-1]['sentence'], sentence)
        shown, propose = self.form(self.mary)
        line = shown['lines'][-1]
        self.assertEqual([line['term_1_names'], line['sentence']], ['Large first order', sentence])
        self.assertEqual([each['sentence'] for each in line['term_2_conditions']], told)
        self.assertIn('all of them have to hold', line['term_2_label'])
        values = {name: value for name, value in line.items() if not name.endswith('.')}
        self.assertEqual(self.mary.call('model.%s.on_change_with' % LINE, values,
                ['sentence', 'whom']), {'sentence': sentence, 'whom': 'All'})
        self.assertIn('Nothing is different.', propose(in_force_from=LONG_AGO))
        self.assertEqual(self.policy(self.newest()), policy)
        draft = self.drafted(self.mary, lambda lines: lines['custom'].update(at_confirm='warn'))
        custom['at'] = {'confirm': 'warn'}
        self.assertEqual(self.policy(draft)['rules'][-1], custom)
        self.put_in_force(dict(policy, rules=self.standard['rules'] + [
                    dict(custom, when=custom['when'][1:2])]))
        self.assertIn('rules.custom[Large first order].when: %s -> %s' % (
                '; '.join(told[1:2]), '; '.join(told)), self.read(draft, 'changes'))

    def test_conditions_are_changed_taken_out_and_put_first(self):
        days = {'fact': 'customer.known_days', 'is': 'less_than', 'days': 90}
        percent = {'fact': 'limit_used', 'is': 'at_least', 'percent': 50}
        self.put_in_force(dict(self.standard, rules=self.standard['rules'] + [
                    {'rule': 'custom', 'at': {}, 'name': 'Ours', 'when': [days, percent]}]))

        def change(lines):
            known, used = lines['custom']['term_2_conditions']
            lines['custom']['term_2_conditions'] = [
                dict(used, comparison='more_than', number=51),
                {'fact': 'exposure.overdue.items', 'comparison': 'is', 'number': 2}]
        draft = self.drafted(self.mary, change)
        self.assertEqual(self.policy(draft)['rules'][-1]['when'], [
                {'fact': 'limit_used', 'is': 'more_than', 'percent': 51},
                {'fact': 'exposure.overdue.items', 'is': 'is', 'items': 2}])


class Written(CustomRuleTest):

    def test_one_writes_it_another_approves_and_the_next_order_is_held_by_it(self):
        customer = self.customer(limit=1000)
        version, rule = self.drafted_rule(
            {'fact': 'limit_used', 'comparison': 'more_than', 'number': 50},
            {'fact': 'document.kind', 'comparison': 'is', 'words': 'Order'}, name='Half at once')
        self.assertEqual(rule, {'rule': 'custom', 'at': {'confirm': 'hold'},
                'name': 'Half at once', 'when': [
                    {'fact': 'limit_used', 'is': 'more_than', 'percent': 50},
                    {'fact': 'document.kind', 'is': 'is', 'word': 'order'}]})
        self.confirm(self.order(customer, 500))
        self.confirm(self.order(customer, 1))
        self.mo.press(MODEL, 'approve', version)
        customer = self.customer(limit=1000)
        self.confirm(self.order(customer, 500))
        sale = self.order(customer, 1)
        self.assertIn('Half at once: the part of the limit that is used with this document: '
            '50.10 %, more than 50.00 %; the kind of document: Order', self.held(sale))
        self.assertEqual(len(self.holds(sale)), 1)

    def test_each_fact_is_written_with_each_comparison(self):
        listed = json.loads(self.command('policy', 'rules'))['rules']
        facts = next(each for each in listed if each['rule'] == 'custom')['conditions']['facts']
        pairs = [(fact, how) for fact in facts for how in fact['comparisons']]
        entered, wanted = zip(*(self.condition(*pair) for pair in pairs))
        rules = [slice(first, first + MOST_CONDITIONS)
            for first in range(0, len(pairs), MOST_CONDITIONS)]
        draft = self.drafted(self.mary, lambda lines: lines.update(
                (n, self.rule('Ours %s' % n, *entered[each])) for n, each in enumerate(rules)))
        policy = self.policy(draft)
        self.assertEqual([rule['when'] for rule in policy['rules'] if rule['rule'] == 'custom'],
            [list(wanted[each]) for each in rules])
        for line in self.lines(draft):
            self.assertNotRegex(line['sentence'], '[{}…]')
        self.assertEqual(self.proposed_again(draft), policy)

    def condition(self, fact, how):
        "As the form's row has it, and as the policy."
        unit = fact['unit']
        member, value, row = {
            'amount': ('amount', {'amount': '-7.5', 'currency': 'USD'},
                {'amount': Decimal('-7.50'), 'currency': self.trade.currencies['USD']}),
            'date': ('date', '2027-02-28', {'day': datetime.date(2027, 2, 28)}),
            'word': ('word', 'invoice', {'words': ' invoice\n'}),
            'flag': ('flag', True, {'flag': True}),
            }.get(unit, (unit, 7, {'number': 7}))
        if how == 'is_one_of':
            member, value, row = 'words', ['order', 'invoice'], {'words': 'order\n\ninvoice'}
        said = {'fact': fact['fact'], 'is': how}
        return (dict(row, fact=fact['fact'], comparison=how), dict(said, **{member: value}))

    def test_a_mistake_is_told_with_the_condition(self):
        days = {'fact': 'customer.known_days', 'comparison': 'less_than', 'number': 90}
        kind = {'fact': 'document.kind', 'comparison': 'is', 'words': 'order'}
        newest, here = self.newest(), 'Rule %s, "' % (len(self.standard['rules']) + 1)
        for conditions, told in [
                ([], '"policy.rules[%s].when" is missing' % len(self.standard['rules'])),
                ([dict(days, number=-1)], 'condition 1, days: found -1'),
                ([days, dict(days, number=None)], 'condition 2, days: '),
                ([days, dict(days, fact='document.amount', amount=Decimal(5))],
                    'condition 2, amount'),
                ([dict(days, fact='business_date')], 'condition 1, date: '),
                ([dict(kind, words='letter')], 'there is no kind of document "letter"'),
                ([dict(kind, words='order\ninvoice')], 'condition 1, word: '),
                ([dict(kind, words='')], 'condition 1, word: '),
                ([dict(kind, comparison='more_than')],
                    'condition 1, is: document.kind is in the unit word'),
                ([days] * (MOST_CONDITIONS + 1), 'found 11 conditions, expected 1 to 10')]:
            with self.subTest(told=told):
                text = self.refused(self.drafted_rule, *conditions)
                self.assertIn(here, text)
                self.assertIn(told, text)
                self.assertEqual(self.newest(), newest)
        version, rule = self.drafted_rule(*[days] * MOST_CONDITIONS)
        self.assertEqual(len(rule['when']), MOST_CONDITIONS)


class Form(CustomRuleTest):

    def listed(self):
        rules = json.loads(self.command('policy', 'rules'))['rules']
        return next(each for each in rules if each['rule'] == 'custom')['conditions']

    def test_facts_are_chosen_by_their_words_and_compared_as_their_unit_is(self):
        facts = self.listed()['facts']
        self.assertEqual(self.mary.call('model.%s.get_facts' % CONDITION),
            [[fact['fact'], fact['text']] for fact in facts])
        for fact in facts:
            with self.subTest(fact=fact['fact']):
                offered = self.mary.call('model.%s.get_comparisons' % CONDITION,
                    {'fact': fact['fact']})
                self.assertEqual([code for code, _ in offered], fact['comparisons'])
        self.assertEqual(offered[0], ['more_than', 'More than'])

    def test_the_unit_and_the_sentence_follow_what_is_chosen(self):
        for entered, unit, measured_in, sentence in [
                ({}, None, '', '…'),
                ({'fact': 'customer.known_days', 'comparison': 'less_than'}, 'days', 'days',
                    'the time that the customer has been known: less than … days'),
                ({'fact': 'customer.known_days', 'comparison': 'less_than', 'number': 0}, 'days',
                    'days', 'the time that the customer has been known: less than 0 days'),
                ({'fact': 'document.kind', 'comparison': 'is_one_of', 'words': 'Order\nshipment'},
                    'word', 'Order, Shipment, Invoice',
                    'the kind of document: one of Order, Shipment'),
                ({'fact': 'document.amount', 'comparison': 'at_most', 'amount': Decimal(5),
                        'currency': self.trade.currencies['EUR']}, 'amount',
                    'amount and currency', "the document's amount: at most 5.00 EUR")]:
            with self.subTest(**entered):
                self.assertEqual(self.mary.call('model.%s.on_change_with' % CONDITION, entered,
                        ['unit', 'measured_in', 'sentence']),
                    {'unit': unit, 'measured_in': measured_in, 'sentence': sentence})

    def test_a_new_rule_has_no_conditions_yet(self):
        values, = self.mary.call('model.%s.on_change' % LINE, {'rule': 'custom'}, ['rule'])
        self.assertEqual(values['term_2_unit'], 'conditions')
        told = self.mary.call('model.%s.on_change_with' % LINE, {
                'rule': 'custom', 'term_1_names': 'Ours', 'term_2_conditions': [
                    {'fact': 'limit_used', 'comparison': 'at_least', 'number': 80}]},
            ['sentence', 'whom'])
        self.assertEqual(told['sentence'], 'Ours: all of these conditions hold: the part of the '
            'limit that is used with this document: at least 80 %.')


# Its tests are its own module's.
del PolicyFormTest, CustomRuleTest

if __name__ == '__main__':
    unittest.main()
