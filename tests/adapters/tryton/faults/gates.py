# SPDX-License-Identifier: GPL-3.0-or-later
"""Places inside PostgreSQL at which a transaction waits as long as a gate is closed: triggers that
ask for an advisory lock. A gate that is open costs its trigger and changes nothing."""
import psycopg2

_CLASS = 7100
# The number of each gate, and the trigger that leads to it.
_GATES = {
    # The first statement after the lock, which deletes reservations that have ended.
    'account locked': (1, 'before delete on creditgate.cg_reservation for each statement'),
    'record written': (2, 'after insert on creditgate.cg_decision for each row'),
    'record committing': (3, 'after insert on creditgate.cg_decision deferrable'
        ' initially deferred for each row'),
    'approval taken': (4, 'before insert on creditgate.cg_cover for each row'),
    'erp committing': (5, 'after update on public.sale_sale deferrable initially deferred'
        " for each row when (new.state = 'confirmed' and old.state <> 'confirmed')"),
    }

_wait_here = """
create function public.fault_gate() returns trigger language plpgsql as $$ begin
    perform pg_advisory_xact_lock_shared(%s, cast(tg_argv[0] as integer));
    return new; end $$""" % _CLASS


class Gates:
    def __init__(self, erp):
        self.erp = erp
        self.connection = self._closed = None

    def make(self):
        self.erp.sql(_wait_here)
        for number, trigger in _GATES.values():
            kind = 'constraint trigger' if 'deferrable' in trigger else 'trigger'
            self.erp.sql('create %s fault_gate_%s %s execute function public.fault_gate(%s)'
                % (kind, number, trigger, number))

    def remove(self):
        self.open()
        self.erp.sql('drop function if exists public.fault_gate cascade')

    def close(self, name):
        self._closed, _ = _GATES[name]
        self.connection = psycopg2.connect(host='127.0.0.1', port=self.erp.host.cluster.port,
            user='postgres', dbname=self.erp.name)
        self.connection.autocommit = True
        self._ask('select pg_advisory_lock(%s, %s)')

    def reached(self):
        "Somebody waits at the closed gate."
        return self._ask("select 1 from pg_locks where locktype = 'advisory' and classid = %s"
            ' and objid = %s and not granted')

    def open(self):
        "The lock goes with its session, or went with the server."
        if self.connection:
            self.connection.close()
            self.connection = None

    def _ask(self, statement):
        cursor = self.connection.cursor()
        cursor.execute(statement, (_CLASS, self._closed))
        return cursor.fetchall()
