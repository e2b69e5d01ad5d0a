# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share: one host and one database for a run, a customer for each test."""
import unittest

from . import story
from .host import Host
from .rpc import RpcError
from .trade import Trade

_shared = {}


def shared_host():
    if 'host' not in _shared:
        host = Host()
        host.start()
        _shared['host'] = host
    return _shared['host']


def shared_erp():
    if 'erp' not in _shared:
        host = shared_host()
        erp = host.database('erp')
        story.make_people(host.url('erp', 'admin:%s@' % erp.password))
        _shared.update(erp=erp, trade=Trade(erp.login('admin', erp.password)),
            people={login: erp.login(login) for login in story.PEOPLE})
    return _shared


class TrytonTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        shared = shared_erp()
        cls.host, cls.erp, cls.trade = shared['host'], shared['erp'], shared['trade']
        # ann: clerk; carl: controller; mary, mo: managers; otto: accountant;
        # sue: sells, no credit group
        cls.admin = cls.trade.admin
        for login, person in shared['people'].items():
            setattr(cls, login, person)

    def customer(self, limit=None, name='Customer'):
        customer = self.trade.customer(name)
        if limit is not None:
            self.trade.set_limit(self.carl, customer, limit)
        return customer

    def order(self, customer, *lines, **values):
        return self.trade.order(self.ann, customer, *lines, **values)

    def confirm(self, sales, person=None, **context):
        return (person or self.ann).press('sale.sale', 'confirm', sales, **context)

    def held(self, sales, person=None, **context):
        "Confirms, expects a refusal, gives its text."
        with self.assertRaises(RpcError) as refusal:
            self.confirm(sales, person, **context)
        self.assertEqual(refusal.exception.kind, 'UserError', refusal.exception.text)
        return refusal.exception.text

    def state(self, sale):
        return self.ann.read('sale.sale', sale, 'state')

    def credit_status(self, sale):
        return self.ann.read('sale.sale', sale, 'credit_status')

    def holds(self, sale, state='open'):
        return self.carl.search('creditgate.hold', [('sale', '=', sale), ('state', '=', state)])

    def release(self, hold, person=None, reason='paid by cheque', **terms):
        return (person or self.carl).wizard('creditgate.release', 'creditgate.hold', hold,
            {'start': dict(terms, reason=reason)}, 'act')

    def refused(self, act, *arguments, **more):
        "The server's refusal, whichever part of it refuses."
        with self.assertRaises(RpcError) as refusal:
            act(*arguments, **more)
        return refusal.exception.text
