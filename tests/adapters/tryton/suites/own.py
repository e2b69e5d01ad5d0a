# SPDX-License-Identifier: GPL-3.0-or-later
"""What Tryton tests in every module: its views, texts, access rights, dependencies, forms."""
import unittest

from trytond.pool import Pool
from trytond.tests import test_tryton
from trytond.tests.test_tryton import DB_NAME, USER, ModuleTestCase
from trytond.transaction import Transaction


class Creditgate(ModuleTestCase):
    module = 'creditgate'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Its wizards are tried as this user, and open for nobody without the group.
        with Transaction().start(DB_NAME, 0) as transaction:
            pool = Pool()
            group = pool.get('ir.model.data').get_id('creditgate', 'group_credit_manager')
            user = pool.get('res.user')(USER)
            user.groups = list(user.groups) + [group]
            user.save()
            transaction.commit()


def suite():
    suite = test_tryton.suite()
    suite.addTests(unittest.TestLoader().loadTestsFromTestCase(Creditgate))
    return suite
