# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen with figures says of which moment they are."""
import datetime
import time
import unittest
import xml.etree.ElementTree as ElementTree

from erp.case import TrytonTest
from erp.host import REPOSITORY

VIEWS = REPOSITORY / 'ui-forms/tryton/view'
# The view, what it shows, and the moment beside it. What is agreed or entered is no figure that
# moves: limits, guarantees, requests, policies.
FIGURES = [
    ('party_form', 'credit_exposure', 'credit_as_of'),
    ('hold_list', 'excess', 'figures_as_of'),
    ('hold_form', 'excess', 'figures_as_of'),
    ('sale_form', 'credit_reasons', 'credit_as_of'),
    ('documents_shown_form', 'documents', 'as_of'),
    ('proposed_limits_form', 'lines', 'as_of'),
    ]


class AsOf(TrytonTest):

    def test_it_is_beside_the_figures(self):
        for view, figure, moment in FIGURES:
            with self.subTest(view=view):
                shown = [each.get('name') for each in
                    ElementTree.parse(VIEWS / (view + '.xml')).iter('field')
                    if not each.get('tree_invisible')]
                self.assertIn(figure, shown)
                self.assertIn(moment, shown)

    def decided(self, sale):
        "When the sale was decided about, to the second."
        return [datetime.datetime.fromisoformat(at.rstrip('Z')).replace(microsecond=0)
            for at, in self.erp.sql('select decided_at from creditgate.cg_decision'
                " where document_kind = 'order' and document_id = %s and checkpoint = 'confirm'"
                ' order by decision_id', sale)]

    def test_that_of_a_hold_is_when_its_figures_were_found(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 1500)
        self.held(sale)
        hold, = self.holds(sale)
        first, = self.decided(sale)
        self.assertEqual(self.carl.read('creditgate.hold', hold, 'figures_as_of'), first)
        self.assertEqual(self.ann.read('sale.sale', sale, 'credit_as_of'), first)
        time.sleep(1.1)
        self.trade.set_limit(self.carl, customer, 1400)
        shown = self.carl.read('creditgate.hold', hold, 'figures_as_of', 'excess')
        self.assertEqual(shown['excess'], 100)
        self.assertGreater(shown['figures_as_of'], first)
        self.assertEqual(self.ann.read('sale.sale', sale, 'credit_as_of'), first)
        self.held(sale)
        second = self.decided(sale)[-1]
        self.assertGreater(second, first)
        shown = self.carl.read('creditgate.hold', hold, 'figures_as_of', 'excess', 'opened_at')
        self.assertEqual((shown['figures_as_of'], shown['excess'], shown['opened_at']),
            (second, 100, first))
        self.assertEqual(self.ann.read('sale.sale', sale, 'credit_as_of'), second)

    def test_that_of_a_sale_nobody_holds_is_empty(self):
        sale = self.order(self.customer(limit=1000), 100)
        self.assertIsNone(self.ann.read('sale.sale', sale, 'credit_as_of'))

    def test_that_of_the_documents_is_now(self):
        before = datetime.datetime.utcnow().replace(microsecond=0)
        shown = self.carl.wizard('creditgate.documents', 'party.party', self.customer(limit=1000),
            {'choice': {'bucket': 'open_order'}}, 'shown')['view']['defaults']
        self.assertLessEqual(before, shown['as_of'])
        self.assertLessEqual(shown['as_of'], datetime.datetime.utcnow())


if __name__ == '__main__':
    unittest.main()
