# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases for Tryton's suites: the same modules with creditgate in them and without."""
import functools
import json
import os
import subprocess
import sys
from pathlib import Path

from erp.host import Host
from erp.policy import put_in_force

# sale needs account_invoice and stock, and creditgate needs sale: whichever suite is played where
# creditgate is active, the modules are these.
MODULE = 'sale'
# Each test has this name for its database, made anew from one of the three others.
PLAYED = 'suites_played'
# Without creditgate; with it and no rule that could stop anything; with a new installation's
# policy.
WITHOUT, WITH, STANDARD = 'suites_without', 'suites_with', 'suites_standard'

_NO_POLICY = {'name': 'No policy', 'rules': []}
_FOLDER = Path(__file__).resolve().parents[1]


class SuitesHost(Host):
    def __init__(self, folder=None, port=None):
        kept = os.environ.get('CREDITGATE_TRYTON_FOLDER')
        # The other tests of Tryton may run beside these.
        super().__init__(folder or kept and os.path.join(kept, 'suites'), port)

    def _prepare(self):
        if not self.cluster.sql("select 1 from pg_roles where rolname = 'tryton'"):
            self.cluster.sql('create role tryton login')
        # Tryton's tests make their databases themselves.
        self.cluster.sql('alter role tryton createdb')
        if not self.cluster.exists(WITHOUT):
            self._run('make', WITHOUT, MODULE)
        self.furnish(WITHOUT, STANDARD)
        self.cluster.drop(WITH)
        self.cluster.copy(STANDARD, WITH)
        self.install(WITH)
        self.write_library_configuration(WITH)
        put_in_force(functools.partial(self.configured, WITH, '--json'),
            self.folder / 'no_policy.json', _NO_POLICY)
        self.write_library_configuration(PLAYED)

    def configured(self, name, *words):
        return self.creditgate('--config', str(self.folder / ('%s.json' % name)), *words)

    def play(self, template, suite, tests=(), answered=False):
        """What became of each test of the suite, or of those named, and what creditgate saw in
        each database, by the last test that used it."""
        self.cluster.drop(PLAYED)
        answer = json.loads(self._run('play', PLAYED, template,
                    'answered' if answered else 'asked', suite, *tests))
        return answer['tests'], answer['databases']

    def _run(self, act, database, *arguments):
        words = [act, str(self.folder), str(self.cluster.port), *arguments]
        done = subprocess.run([sys.executable, '-B', '-W', 'ignore', '-m', 'suites.play', *words],
            cwd=_FOLDER, stdout=subprocess.PIPE, text=True,
            env=dict(self._environment(), DB_NAME=database, TRYTOND_CONFIG=str(self.conf)))
        if done.returncode:
            raise RuntimeError('%s ended with %s; why is above'
                % (' '.join(words), done.returncode))
        return done.stdout
