# SPDX-License-Identifier: GPL-3.0-or-later
"""A site's backup: what install tells to type takes Tryton and the archive in one snapshot, and a
database restored from it checks and guards as before."""
import json
import shlex
import subprocess
import unittest

from erp.guarded import CONFIRMED, GuardTest


class Backup(GuardTest):
    restored = 'restored'

    def setUp(self):
        self.addCleanup(self.host.cluster.drop, self.restored)
        self.host.cluster.sql('create database %s template template0' % self.restored)

    def dump(self, *arguments):
        path = self.host.cluster.folder / 'erp.dump'
        path.unlink(missing_ok=True)
        self.host.cluster.program('pg_dump', '--format=custom', '--file=%s' % path,
            '--host=127.0.0.1', '--port=%s' % self.host.cluster.port, *arguments, self.erp.name)
        return path

    def restore(self, path):
        self.host.cluster.program('pg_restore', '--host=127.0.0.1', '--port=%s'
            % self.host.cluster.port, '--username=postgres', '--dbname=%s' % self.restored, path)

    def told(self):
        "What doctor says to type."
        found = json.loads(self.command('doctor'))
        text, = (each['text'] for each in found['findings'] if each['check'] == 'backup')
        return text

    def in_restored(self, *words):
        self.host.write_library_configuration(self.restored)
        return json.loads(self.host.creditgate('--config',
                str(self.host.folder / ('%s.json' % self.restored)), '--json', *words))

    def confirm_restored(self, sale):
        self.host.cluster.sql(CONFIRMED, sale, database=self.restored, user='tryton')

    def check_restored(self, customer, amount):
        asked = self.host.folder / 'asked.json'
        asked.write_text(json.dumps({
            'request_id': 'restored-%s' % amount, 'checkpoint': 'confirm',
            'company': self.trade.company, 'customer': customer,
            'document': {'kind': 'order', 'id': 10 ** 9,
                'amount': {'amount': amount, 'currency': 'EUR'}},
            'user': {'name': 'ann', 'roles': ['clerk']}, 'business_date': '2026-11-26',
            'transaction': {'id': 'restored-%s' % amount}}))
        return self.in_restored('check', str(asked))['outcome']

    def test_what_is_restored_checks_and_guards(self):
        customer = self.customer(limit=1000)
        sale = self.order(customer, 600)
        self.confirm(sale)
        held = self.order(customer, 500)
        self.held(held)
        # Made after the installation, as an upgrade of Tryton makes them.
        self.as_erp('create table if not exists made_later (id serial)')
        self.addCleanup(self.as_erp, 'drop table made_later')
        self.guard('enforce')
        self.addCleanup(self.guard, 'record')

        words = shlex.split(self.told())
        self.assertEqual(words[0], 'pg_dump')
        self.assertIn('--username=creditgate', words)
        self.restore(self.dump('--username=creditgate'))

        self.assertEqual(self.in_restored('customer', str(customer))['credit']['exposure'],
            {'amount': '600.00', 'currency': 'EUR'})
        self.assertEqual([self.check_restored(customer, amount) for amount in ('400.00', '400.01')],
            ['approve', 'hold'])
        self.assertEqual([each['document']['id'] for each in self.in_restored('holds')['holds']
                if each['customer'] == customer and each['document']['id'] == held], [held])
        with self.assertRaisesRegex(Exception, 'has no approval'):
            self.confirm_restored(held)
        self.host.cluster.sql('update sale_sale set shipping_date = current_date where id = %s',
            sale, database=self.restored, user='tryton')
        findings = self.in_restored('doctor')['findings']
        self.assertEqual([each for each in findings if each['state'] == 'bad'], [])

    def test_the_erps_role_cannot_dump_the_archive_but_its_own_data(self):
        with self.assertRaisesRegex(RuntimeError, 'permission denied'):
            self.dump('--username=tryton')
        customer = self.customer(limit=1000)
        sale = self.order(customer, 600)
        path = self.dump('--username=tryton', '--exclude-schema=creditgate')
        with self.assertRaisesRegex(RuntimeError, 'schema "creditgate" does not exist'):
            self.restore(path)
        self.host.install(self.restored)
        self.assertEqual(self.check_restored(customer, '1.00'), 'hold', 'the limit is gone')
        self.confirm_restored(sale)
        found = self.in_restored('audit')
        self.assertEqual([each['document']['id'] for each in found['noted']], [sale])

    def test_doctor_says_what_would_be_left_out(self):
        self.erp.sql('create table made_by_another (id integer)')
        self.addCleanup(self.erp.sql, 'drop table made_by_another')
        with self.assertRaisesRegex(RuntimeError, 'may not read public.made_by_another'):
            self.host.creditgate(*self.configured(), 'doctor')
        with self.assertRaisesRegex(RuntimeError, 'permission denied'):
            self.dump('--username=creditgate')


if __name__ == '__main__':
    unittest.main()
