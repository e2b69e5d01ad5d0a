# SPDX-License-Identifier: GPL-3.0-or-later
"""A private PostgreSQL cluster on loopback."""
import os
import pwd
import shutil
from pathlib import Path

import psycopg2

from . import command

_BIN = sorted(Path('/usr/lib/postgresql').glob('*/bin'))[-1]


class Cluster:
    def __init__(self, folder, port=None):
        self.folder = Path(folder)
        self.data = self.folder / 'data'
        self.port = port or command.free_port()
        # PostgreSQL does not run as root.
        self.as_owner = []
        if os.geteuid() == 0:
            self.as_owner = ['setpriv', '--reuid', 'postgres', '--regid', 'postgres',
                '--clear-groups']

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.as_owner:
            owner = pwd.getpwnam('postgres')
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        if not self.data.exists():
            self._run('initdb', '-D', self.data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8')
        self._run('pg_ctl', '-D', self.data, '-l', self.folder / 'postgres.log', '-w', '-o',
            '-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s'
            % (self.port, self.folder), 'start')

    def stop(self):
        self._run('pg_ctl', '-D', self.data, '-m', 'fast', '-w', 'stop')

    def restart(self, mode='fast'):
        "At the same port; 'immediate' is how it ends in a power cut."
        self._run('pg_ctl', '-D', self.data, '-l', self.folder / 'postgres.log', '-m', mode, '-w',
            'restart')

    def remove(self):
        shutil.rmtree(self.folder)

    def sql(self, statement, *values, database='postgres', user='postgres'):
        "The rows, as a superuser unless a user is named."
        connection = self.session(database, user)
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def session(self, database, user='postgres'):
        return psycopg2.connect(host='127.0.0.1', port=self.port, user=user, dbname=database)

    def program(self, name, *arguments):
        "One of PostgreSQL's own."
        self._run(name, *arguments)

    def exists(self, database):
        return bool(self.sql('select 1 from pg_database where datname = %s', database))

    def copy(self, template, database):
        self.sql('create database "%s" template "%s" owner tryton' % (database, template))

    def drop(self, database):
        self.sql('drop database if exists "%s" with (force)' % database)

    def _run(self, program, *arguments):
        command.run([*self.as_owner, str(_BIN / program), *map(str, arguments)],
            cwd=self.folder, env=command.environment(HOME=str(self.folder)))
