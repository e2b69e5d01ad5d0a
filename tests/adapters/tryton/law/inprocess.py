# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's own objects in this process: each act in a transaction of its own, as a request is."""
import sys

import pkg_resources

from erp.host import build_dir


class Nothing(Exception):
    "There is nothing to do the step with."


class Undone(Exception):
    "Takes back what the step did, as a fault after it would."


class Inside:
    def __init__(self, erp):
        module = str(build_dir() / 'tryton')
        sys.path.insert(0, module)
        pkg_resources.working_set.add_entry(module)
        from trytond.config import config
        config.update_etc(str(erp.host.conf))
        from trytond.pool import Pool
        from trytond.transaction import Transaction
        self.database, self.Transaction = erp.name, Transaction
        Pool.start()
        self.pool = Pool(erp.name)
        with Transaction().start(erp.name, 0, readonly=True):
            self.pool.init()
        # Paper takes half of the time of a posting and owes nothing.
        self.model('account.invoice').print_invoice = lambda invoice: None

    def model(self, name):
        return self.pool.get(name)

    def wizard(self, name):
        return self.pool.get(name, type='wizard')

    def run(self, act, *arguments, company=None, user=1):
        "Commits what the act did and then runs what it has queued; an error undoes the act."
        from trytond.worker import run_task
        context = {'company': company, '_skip_warnings': True, 'language': 'en'}
        with self.Transaction().start(self.database, user, context=context) as transaction:
            transaction.tasks.clear()
            try:
                result = act(*arguments)
                transaction.commit()
            except BaseException:
                transaction.tasks.clear()
                transaction.rollback()
                raise
        while transaction.tasks:
            run_task(self.pool, transaction.tasks.pop())
        return result

    def look(self, act, *arguments, company=None):
        "Reads in a transaction that leaves nothing behind."
        context = {'company': company, 'language': 'en'}
        with self.Transaction().start(self.database, 1, readonly=True, context=context):
            return act(*arguments)
