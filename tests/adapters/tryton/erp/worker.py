# SPDX-License-Identifier: GPL-3.0-or-later
"""A server whose tasks a worker carries out, in a process of its own, beside the host's server."""
import atexit
import os
import signal

from . import command
from .rpc import Person
from .story import PASSWORD

_PYTHON = '/usr/bin/python3'


class QueueServer:
    "trytond and trytond-worker with `worker = True` in their section [queue]."

    def __init__(self, host, erp):
        self.host, self.erp = host, erp
        self.port = command.free_port()
        self.conf = host.folder / 'trytond-queue.conf'
        self.conf.write_text('%s\n[queue]\nworker = True\n' % host.conf.read_text().replace(
                'listen = 127.0.0.1:%s' % host.port, 'listen = 127.0.0.1:%s' % self.port))
        self.worker_log = host.folder / 'trytond-worker.log'
        self.server = self.worker = None

    def start(self):
        atexit.register(self.stop)
        log = self.host.folder / 'trytond-queue.log'
        self.server = self._started('trytond', log)
        command.wait_for_port(self.port, self.server, log)
        self.start_worker()

    def stop(self):
        atexit.unregister(self.stop)
        self.stop_worker()
        if self.server:
            command.stop(self.server)
            self.server = None

    def start_worker(self):
        self.worker = self._started('trytond-worker', self.worker_log, '-d', self.erp.name,
            '-n', '1', '-t', '1', '-v')

    def stop_worker(self):
        "With the processes that it has for its tasks, which would outlive it."
        if self.worker:
            if self.worker.poll() is None:
                os.killpg(self.worker.pid, signal.SIGTERM)
            self.worker.wait()
            self.worker = None

    def login(self, login):
        return Person('http://127.0.0.1:%s/%s/' % (self.port, self.erp.name), login, PASSWORD)

    def failed(self):
        "What the worker has logged as failed."
        return [line for line in self.worker_log.read_text().splitlines()
            if 'Task' in line and 'failed' in line]

    def _started(self, program, log, *more):
        return command.start([_PYTHON, '/usr/bin/' + program, '-c', str(self.conf), *more], log,
            env=self.host._environment(), start_new_session=True)
