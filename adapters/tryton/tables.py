# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of the database beside Tryton's own records: the schema creditgate, whether it is
there, and single rows."""
from sql import Table

from trytond.i18n import gettext
from trytond.transaction import Transaction

from .exceptions import CreditOperationError

SCHEMA = 'creditgate'
_NEEDED = (
    'cg_hold_list', 'cg_hold_entry_list', 'cg_document_status', 'cg_limit_request_list',
    'cg_decision_list')

# Databases in which it was found, for each process: it is asked for every screen.
_found = set()
_with_margins = set()


def table(name):
    return Table(name, schema=SCHEMA)


def one_row(query, values=None):
    "Of the ERP's own transaction."
    cursor = Transaction().connection.cursor()
    cursor.execute(query, values)
    return cursor.fetchone()


def installed():
    "A sale opens also before creditgate is installed, and while it is detached."
    transaction = Transaction()
    name = transaction.database.name
    if name not in _found:
        found, = one_row('select bool_and(to_regclass(each) is not null) from unnest(%s) as each',
            (['%s.%s' % (SCHEMA, needed) for needed in _NEEDED],))
        if found:
            _found.add(name)
    return name in _found


def knows_margins():
    "Whether the function that sums them up is there: it comes with the installation's views."
    name = Transaction().database.name
    if name not in _with_margins:
        found, = one_row("select to_regprocedure(%s) is not null",
            [SCHEMA + '.cg_tryton_margin(integer)'])
        if found:
            _with_margins.add(name)
    return name in _with_margins


def need_installed():
    if not installed():
        raise CreditOperationError(gettext('creditgate.msg_not_installed'))
