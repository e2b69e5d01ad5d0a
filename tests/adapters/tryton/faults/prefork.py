# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton as sites run it: gunicorn loads it, uses it, and forks two workers."""
import json
import os
import signal
from pathlib import Path

from erp import command
from erp.host import PASSWORD, until

from .wire import Wire

_settings = """
from trytond.pool import Pool
from trytond.transaction import Transaction

bind = '127.0.0.1:%(port)s'
workers = 2
timeout = 300
preload_app = True


def when_ready(server):
    "Before the fork the library has a session and a connection in this process."
    pool = Pool('%(database)s')
    with Transaction().start('%(database)s', 0, readonly=True):
        pool.init()
        from trytond.modules.creditgate import bridge
        bridge.call('policy', version=1)
"""

# Not five times: a request that fails at the database takes long then.
_RETRY = 'retry = 1'


class Prefork:
    "The ERP and the library each reach the server over a wire of their own."

    def __init__(self, erp, budget_ms=20000):
        self.erp, self.host = erp, erp.host
        self.budget_ms = budget_ms
        self.folder = self.host.folder / 'prefork'
        self.folder.mkdir(exist_ok=True)
        self.erp_wire, self.library_wire = (Wire(self.host.cluster.port) for _ in 'ab')
        self.port = command.free_port()
        self.master = None

    def start(self):
        self.erp_wire.start()
        self.library_wire.start()
        self._write_settings()
        conf = self._write_conf()
        log = self.folder / 'gunicorn.log'
        self.master = command.start(['/usr/bin/gunicorn', '-c', str(self.folder / 'settings.py'),
                'trytond.application:app'], log, env=dict(
                self.host._environment(), TRYTOND_CONFIG=str(conf)))
        command.wait_for_port(self.port, self.master, log)
        until(lambda: len(self.workers()) == 2)

    def stop(self):
        if self.master:
            command.stop(self.master)
            self.master = None
            self.erp_wire.stop()
            self.library_wire.stop()

    def url(self):
        return 'http://127.0.0.1:%s/%s/' % (self.port, self.erp.name)

    def workers(self):
        path = Path('/proc/%s/task/%s/children' % (self.master.pid, self.master.pid))
        return [int(each) for each in path.read_text().split()]

    def kill_workers(self):
        "The master makes new ones."
        killed = self.workers()
        for each in killed:
            os.kill(each, signal.SIGKILL)
        until(lambda: len(set(self.workers()) - set(killed)) == 2)

    def _write_settings(self):
        (self.folder / 'settings.py').write_text(
            _settings % {'port': self.port, 'database': self.erp.name})
        (self.folder / ('%s.json' % self.erp.name)).write_text(json.dumps({
                    'database': self.host.odbc(self.erp.name).replace(
                        'Port=%s' % self.host.cluster.port, 'Port=%s' % self.library_wire.port),
                    'user': 'creditgate', 'password': PASSWORD, 'budget_ms': self.budget_ms}))

    def _write_conf(self):
        conf = self.folder / 'trytond.conf'
        conf.write_text(self.host.conf.read_text()
            .replace('127.0.0.1:%s' % self.host.cluster.port,
                '127.0.0.1:%s\n%s' % (self.erp_wire.port, _RETRY))
            .replace('%s/{database}' % self.host.folder, '%s/{database}' % self.folder))
        return conf
