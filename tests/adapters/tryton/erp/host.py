# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton with creditgate in it, installed as adapters/tryton/README.md says.

The slow part, Tryton's own modules and a company, is done once for a run and copied for each
database. CREDITGATE_TRYTON_FOLDER names a folder in which it is kept for the next run.
"""
import atexit
import contextlib
import json
import os
import signal
import tempfile
import time
from pathlib import Path

from . import command, story
from .postgres import Cluster
from .rpc import Person

REPOSITORY = Path(__file__).resolve().parents[4]
PASSWORD = 'tryton-test'
_PYTHON = '/usr/bin/python3'
_MODULES = ['sale', 'account_invoice', 'account_dunning']
_BASE = 'base'


def build_dir():
    found = os.environ.get('CREDITGATE_BUILD_DIR')
    if not found:
        raise RuntimeError('CREDITGATE_BUILD_DIR is not set: name the CMake build directory')
    return Path(found).resolve()


def _scripts(*names):
    return [str(REPOSITORY / 'adapters/tryton' / (name + '.sql')) for name in names]


class Host:
    def __init__(self, folder=None, port=None):
        "With a folder and a port: PostgreSQL is there already, another process has started it."
        kept = folder or os.environ.get('CREDITGATE_TRYTON_FOLDER')
        self.keeps = bool(kept)
        self.folder = Path(kept or tempfile.mkdtemp(prefix='creditgate-tryton-'))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.cluster = Cluster(self.folder / 'postgres', port)
        self.server = None
        self.port = command.free_port()
        self.mail_port = command.free_port()
        self.conf = self.folder / 'trytond.conf'
        self.log = self.folder / 'trytond.log'

    def start(self):
        atexit.register(self.stop)
        signal.signal(signal.SIGTERM, lambda *_: exit(1))
        self.cluster.start()
        self._write_conf()
        self._prepare()

    def stop(self):
        atexit.unregister(self.stop)
        self.stop_server()
        if self.cluster.data.exists():
            self.cluster.stop()
        if not self.keeps:
            self.cluster.remove()

    def start_server(self):
        self.server = command.start([_PYTHON, '/usr/bin/trytond', '-c', str(self.conf)], self.log,
            env=self._environment())
        command.wait_for_port(self.port, self.server, self.log)

    def stop_server(self):
        if self.server:
            command.stop(self.server)
            self.server = None

    def database(self, name, *modules, languages=()):
        "A database with a company, creditgate and these modules, and a server for it."
        self.furnish(_BASE, name, *modules, languages=languages)
        if not self.server:
            self.start_server()
        return Erp(self, name)

    def furnish(self, base, name, *modules, languages=()):
        "Creditgate comes into a copy of the base, the way an administrator gets there."
        self.cluster.drop(name)
        self.cluster.copy(base, name)
        self.admin('-d', name, '-m')
        self.admin('-d', name, '-u', 'creditgate', *modules, '--activate-dependencies',
            *(['-l', *languages] if languages else []))
        self.install(name)
        self.write_library_configuration(name)

    def install(self, name):
        return self.administer(name, 'install', '--host', 'tryton',
            '--views', *_scripts('money', 'clearing_views', 'views', 'invoiced_views'),
            '--triggers', *_scripts('triggers', 'everything_triggers',
                'clearing_triggers', 'guard'),
            '--erp-role', 'tryton', '--role-password', PASSWORD)

    def administer(self, name, *words):
        "As a superuser of PostgreSQL."
        return self.creditgate('--database', self.odbc(name), '--db-user', 'postgres', *words)

    def creditgate(self, *arguments):
        return command.run([self.program(), *arguments])

    def program(self):
        return str(_built('creditgate'))

    def odbc(self, name):
        return ('Driver=PostgreSQL Unicode;Server=127.0.0.1;Port=%s;Database=%s'
            % (self.cluster.port, name))

    def write_library_configuration(self, name, **more):
        # The budget is generous, because a loaded machine is not what is tested.
        settings = {'database': self.odbc(name), 'user': 'creditgate', 'password': PASSWORD,
            'budget_ms': 20000}
        (self.folder / ('%s.json' % name)).write_text(json.dumps(dict(settings, **more)))

    def admin(self, *arguments):
        return command.run([_PYTHON, '/usr/bin/trytond-admin', '-c', str(self.conf), *arguments],
            env=self._environment())

    def cron(self, name):
        "The cron worker, once; a minute has passed since it ran."
        self.cluster.sql('update ir_cron set next_call = null', database=name)
        return command.run([_PYTHON, '/usr/bin/trytond-cron', '-c', str(self.conf), '-d', name,
                '--once'], env=self._environment())

    def _prepare(self):
        if not self.cluster.exists(_BASE):
            self._make_base()

    def _make_base(self):
        self.cluster.sql("create role tryton login")
        self.cluster.sql("create database %s owner tryton template template0 encoding 'UTF8'"
            % _BASE)
        (self.folder / 'password').write_text(PASSWORD)
        try:
            self.admin('-d', _BASE, '-u', 'ir', 'res', '-l', 'en', '--email',
                'admin@example.com')
            self.admin('-d', _BASE, '-u', *_MODULES, '--activate-dependencies')
            self.start_server()
            story.make_company(self.url(_BASE, 'admin:%s@' % PASSWORD))
            self.stop_server()
        except BaseException:
            self.stop_server()
            self.cluster.drop(_BASE)
            self.cluster.sql('drop role tryton')
            raise

    def url(self, name, login=''):
        return 'http://%s127.0.0.1:%s/%s/' % (login, self.port, name)

    def _write_conf(self):
        self.conf.write_text('\n'.join([
                    '[database]',
                    'uri = postgresql://tryton@127.0.0.1:%s' % self.cluster.port,
                    '[web]',
                    'listen = 127.0.0.1:%s' % self.port,
                    '[password]',
                    'length = 0',
                    # People stay logged in while another test takes its time.
                    '[session]',
                    'timeout = 36000',
                    # Nobody listens there unless a test has a Mailbox.
                    '[email]',
                    'uri = smtp://127.0.0.1:%s' % self.mail_port,
                    'from = credit@harbour.example',
                    '[creditgate]',
                    'library = %s' % _built('libcreditgate.so'),
                    'config_file = %s/{database}.json' % self.folder,
                    '']))

    def _environment(self):
        return command.environment(
            PYTHONPATH=str(build_dir() / 'tryton'), TRYTONPASSFILE=str(self.folder / 'password'))


class Erp:
    "One database of the host."

    def __init__(self, host, name):
        self.host = host
        self.name = name
        self.password = PASSWORD

    def login(self, login, password=story.PASSWORD):
        return Person(self.host.url(self.name), login, password)

    def sql(self, statement, *values, **options):
        return self.host.cluster.sql(statement, *values, database=self.name, **options)

    @contextlib.contextmanager
    def holding(self, statement):
        "What the statement has locked stays locked until the end of the block."
        with contextlib.closing(self.host.cluster.session(self.name)) as session:
            session.cursor().execute(statement)
            yield

    def in_schema(self, statement, *values):
        "As the library's own role, whose search path has the views."
        return self.sql(statement, *values, user='creditgate')


def _built(name):
    for place in (build_dir() / name, *build_dir().glob('*/' + name),
            *build_dir().glob('*/*/' + name)):
        if place.is_file():
            return place
    raise RuntimeError('found no %s in %s, expected the CMake build to have made it'
        % (name, build_dir()))


def until(question, seconds=20):
    "The first answer that is true."
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.1)
