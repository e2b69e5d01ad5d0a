# SPDX-License-Identifier: GPL-3.0-or-later
"""What the screens read of the schema creditgate, and whether it is there."""
from sql import Table

from trytond.i18n import gettext
from trytond.transaction import Transaction

from .exceptions import CreditOperationError

SCHEMA = 'creditgate'
_NEEDED = ('cg_hold_list', 'cg_document_status')

# Databases in which it was found, for each process: it is asked for every screen.
_found = set()


def table(name):
    return Table(name, schema=SCHEMA)


def installed():
    "A sale opens also before creditgate is installed, and while it is detached."
    transaction = Transaction()
    name = transaction.database.name
    if name not in _found:
        cursor = transaction.connection.cursor()
        cursor.execute('select bool_and(to_regclass(each) is not null) from unnest(%s) as each',
            (['%s.%s' % (SCHEMA, needed) for needed in _NEEDED],))
        if cursor.fetchone()[0]:
            _found.add(name)
    return name in _found


def need_installed():
    if not installed():
        raise CreditOperationError(gettext('creditgate.msg_not_installed'))
