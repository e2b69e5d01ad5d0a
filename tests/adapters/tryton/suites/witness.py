# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate has to say of a database that a suite of Tryton's has used."""
import json

_ENTERED = "state in ('confirmed', 'processing', 'done')"
# Before anything is asked of creditgate: what the triggers told, and what checks took up of it.
_TOLD = """
    select (select count(*) from creditgate.cg_dirty where customer_id <> 0)
        + (select count(*) from creditgate.cg_open_document)"""
_COUNTS = {
    'active': "select count(*) from ir_module where name = 'creditgate' and state = 'activated'",
    'confirmed': 'select count(*) from sale_sale where ' + _ENTERED,
    'checked': """
        select count(distinct document_id) from creditgate.cg_decision d
        join sale_sale s on d.document_kind = 'order' and d.document_id = s.id
        where d.checkpoint = 'confirm' and s.""" + _ENTERED,
    'not_approved': "select count(*) from creditgate.cg_decision where outcome <> 'approve'",
    'open': 'select count(*) from creditgate.cg_open_document',
    }


class Witness:
    def __init__(self, host, database):
        self.host, self.database = host, database
        # The test that plays, and what was seen after it.
        self.test = None
        self.seen = {}

    def look(self):
        "Before the database goes."
        self._close_sessions()
        told = self._count(_TOLD)
        self._ask('refresh', '--all-payers')
        seen = {name: self._count(question) for name, question in _COUNTS.items()}
        audit = self._ask('audit')
        self.seen[self.test] = dict(seen, told=told, uncovered=audit['uncovered'],
            noted=audit['noted'], differences=self._ask('reconcile')['differences'])

    def _count(self, question):
        return self.host.cluster.sql(question, database=self.database)[0][0]

    def _ask(self, *words):
        return json.loads(self.host.configured(self.database, '--json', *words))

    def _close_sessions(self):
        "PostgreSQL drops no database that somebody is connected to."
        from trytond.modules.creditgate import bridge
        while bridge._sessions:
            bridge._sessions.popitem()[1].close()
