# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk of one of the tables is full while an order is confirmed, and has room again."""
import unittest

from erp import story
from erp.case import shared_erp
from erp.rpc import Person

from .rows import FITS, LIMIT, OVER, Row, confirm, orders_of
from .small_disk import SmallDisk
from .steps import Stage
from .table import DISK_FULL, outcome_of_full_disk


class DiskFull(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        shared = shared_erp()
        cls.erp, cls.trade = shared['erp'], shared['trade']
        cls.disk = SmallDisk(cls.erp)
        if not cls.disk.mount():
            raise unittest.SkipTest('this user may not mount a small file system')
        cls.addClassCleanup(cls.disk.unmount)
        cls.stage = Stage(cls.erp)
        cls.stage.start()
        cls.addClassCleanup(cls.stage.stop)
        cls.clerk = Person(cls.stage.prefork.url(), 'ann', story.PASSWORD)

    def confirm_more_than_a_page_of(self, customer):
        "The next check reads them."
        small = [order for _, *both in orders_of(
                self.trade, self.clerk, [1, 1, 1, 1], customer, other=1) for order in both]
        self.assertEqual(confirm(self.clerk, small), 'passed')

    def forget_changes_of_everything(self):
        "Of them one row stays for good."
        for each in ["delete from creditgate.cg_dirty where customer_id = 0",
                "update creditgate.cg_account set projected = 1 where projected > 1"]:
            self.disk.erp.sql(each)

    def test_each_row_ends_as_the_table_says(self):
        rows = list(DISK_FULL)
        amounts = [FITS if order == 'fits' else OVER for order, _ in rows]
        documents = orders_of(self.trade, self.clerk, amounts)
        for (order, table), amount, (customer, mine, other) in zip(rows, amounts, documents):
            with self.subTest('%s: %s' % (order, table)):
                self.stage.set_limit(customer, LIMIT)
                row = Row(self.stage, self.clerk, customer, mine, other)
                if table.endswith('cg_open_document'):
                    self.confirm_more_than_a_page_of(customer)
                if table.endswith('cg_dirty'):
                    self.stage.ask('refresh', seconds=60)
                    self.forget_changes_of_everything()
                    self.disk.take_empty(table)
                else:
                    self.disk.take(table)
                self.addCleanup(self.disk.give_back)
                self.disk.fill()
                told = confirm(self.clerk, mine)
                self.disk.give_back()
                found = outcome_of_full_disk(table, told, *row.on_record())
                self.assertEqual((found, row.wrong_afterwards(amount)),
                    (DISK_FULL[order, table], []))


if __name__ == '__main__':
    unittest.main()
