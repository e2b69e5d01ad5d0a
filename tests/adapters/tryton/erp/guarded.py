# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the guard share: ways past Tryton's hooks, and the guard's commands."""
import json
from contextlib import closing

from .case import TrytonTest
from .host import until

CONFIRMED = "update sale_sale set state = 'confirmed', sale_date = current_date where id = %s"


class GuardTest(TrytonTest):

    @classmethod
    def guard(cls, mode, *more):
        return cls.command('guard', mode, '--user', 'mary', *more)

    @classmethod
    def command(cls, *words):
        return cls.host.creditgate(*cls.configured(), '--json', *words)

    @classmethod
    def configured(cls):
        return '--config', str(cls.host.folder / ('%s.json' % cls.erp.name))

    def audit(self):
        "Ids of orders without an approval, and of those that were noted."
        found = json.loads(self.command('audit'))
        return ({each['document']['id'] for each in found['uncovered']},
            {each['document']['id'] for each in found['noted']})

    def decide(self):
        "What went on unchecked; so that no test has another one's left."
        return json.loads(self.command('decide-unchecked').splitlines()[-1])

    def found_good(self, check):
        "Whether doctor finds this good; other tests may have left something else."
        state, = (each['state'] for each in json.loads(self.command('doctor'))['findings']
            if each['check'] == check)
        return state == 'good'

    def as_erp(self, statement, *values):
        return self.erp.sql(statement, *values, user='tryton')

    def session(self):
        "The ERP's role, with Tryton's isolation."
        session = self.host.cluster.session(self.erp.name, 'tryton')
        session.set_session('REPEATABLE READ')
        return closing(session)

    def confirmed(self, amount=100):
        customer = self.customer(limit=1000)
        sale = self.order(customer, amount)
        self.confirm(sale)
        self.assertEqual(until(lambda: self.state(sale) == 'processing'), True)
        return sale

    def line(self, sale):
        line, = self.ann.read('sale.sale', sale, 'lines')
        return line

    def grant(self, session, sale, customer, amount='100.00'):
        "As a hook gets it, for the session's transaction."
        return self.asked(session, sale, customer, amount)['grant']

    def asked(self, session, sale, customer, amount='100.00'):
        "The answer to a check, from inside the session's transaction."
        cursor = session.cursor()
        cursor.execute('select cast(system_identifier as text), cast(pg_current_xact_id() as text)'
            ' from pg_control_system()')
        cluster, number = cursor.fetchone()
        asked = self.host.folder / 'asked.json'
        asked.write_text(json.dumps({
            'request_id': 'guard-%s-%s' % (sale, number), 'checkpoint': 'confirm',
            'company': self.trade.company, 'customer': customer,
            'document': {'kind': 'order', 'id': sale,
                'amount': {'amount': amount, 'currency': 'EUR'}},
            'user': {'name': 'ann', 'roles': ['clerk']}, 'business_date': '2026-11-26',
            'transaction': {'cluster': cluster, 'id': number}}))
        return json.loads(self.command('check', str(asked)))
