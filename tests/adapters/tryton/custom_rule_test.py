# SPDX-License-Identifier: GPL-3.0-or-later
"""A rule that a firm words itself, in the form of the policy: told in words, kept as it is, and
written with the command."""
import unittest

from policy_form_test import LINE, LONG_AGO, PolicyFormTest


class CustomRule(PolicyFormTest):

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
        self.assertEqual(
            [line['term_1_names'], line['term_2_conditions'], line['sentence']],
            ['Large first order', '\n'.join(told), sentence])
        self.assertIn('creditgate policy propose', line['term_2_label'])
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

    def test_a_rule_of_the_firm_s_own_needs_the_command(self):
        text = self.refused(self.drafted, self.mary, lambda lines: lines.update(
                new={'rule': 'custom', 'scope': 'all', 'at_confirm': 'hold',
                    'term_1_names': 'Mine'}))
        self.assertIn('"policy.rules[%s].when" is missing' % len(self.standard['rules']), text)

    def test_an_order_is_held_and_the_person_reads_why(self):
        customer = self.customer(limit=1000)
        self.put_in_force(dict(self.standard, rules=self.standard['rules'] + [
                    {'rule': 'custom', 'at': {'confirm': 'hold'}, 'name': 'Half at once',
                        'when': [
                            {'fact': 'limit_used', 'is': 'more_than', 'percent': 50},
                            {'fact': 'document.kind', 'is': 'is', 'word': 'order'}]}]))
        self.confirm(self.order(customer, 500))
        text = self.held(self.order(customer, 1))
        self.assertIn('Half at once: the part of the limit that is used with this document: '
            '50.10 %, more than 50.00 %; the kind of document: Order', text)


if __name__ == '__main__':
    unittest.main()
