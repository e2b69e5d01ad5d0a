# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guard in the database has to know of a document before the commit. It looks at every
confirmed order, whichever way it took (sql/schema/0006_guard.postgresql.sql)."""
import contextlib
import re
import threading

from trytond.i18n import gettext
from trytond.transaction import Transaction

from . import event
from .exceptions import CreditGuardError, CreditUnavailableError
from .tables import one_row

# What sql/schema/0006_guard.postgresql.sql raises.
_REFUSED = 'CG001'
_OF_ANOTHER = 'CG002'
_DOCUMENT = re.compile(r'the (?P<kind>\w+) (?P<number>.*?) ?\(id (?P<id>\d+)\)')

_admitting = threading.local()


def take_grant(grant):
    """An approval, for this transaction and no other. One of another database comes from a
    configuration that is a copy, too."""
    try:
        _call('cg_take_grant(%s)', grant)
    except Exception as error:
        if getattr(error, 'pgcode', None) != _OF_ANOTHER:
            raise
        # This transaction answers nothing any more.
        with Transaction().new_transaction(readonly=True):
            raise CreditUnavailableError(gettext('creditgate.msg_other_database'),
                gettext('creditgate.msg_other_database_next',
                    database=Transaction().database.name)) from error


def let_pass(place, described):
    "A document that could not be checked goes on where the administrator has allowed that."
    document = described['document']
    amount = document['amount']
    passes, = _call('cg_let_pass(%s, %s, %s, %s, %s, %s, %s)', document['kind'], document['id'],
        place, described['company'], described['customer'], amount['currency'],
        event.minor_units(amount))
    if not passes:
        raise CreditUnavailableError(
            gettext('creditgate.msg_not_unchecked'),
            gettext('creditgate.msg_not_unchecked_next', place=place))


def is_asked_at(place):
    "Whether the policy can hold there, or warn."
    asked, = _call('cg_is_asked_at(%s)', place)
    return asked


@contextlib.contextmanager
def admitting():
    "What a checkpoint is at work with has its approval: nobody needs to ask the guard before."
    before = getattr(_admitting, 'now', False)
    _admitting.now = True
    try:
        yield
    finally:
        _admitting.now = before


def ask_before_commit():
    """For what people and programs write past the checkpoints. At commit the guard would refuse it
    as well, but as an error of the database that tells nobody what to do."""
    if not getattr(_admitting, 'now', False):
        Transaction().join(Vote())


class AskedBeforeCommit:
    "What the guard looks at when it is written."

    @classmethod
    def create(cls, vlist):
        ask_before_commit()
        return super().create(vlist)

    @classmethod
    def write(cls, *args):
        ask_before_commit()
        super().write(*args)


class Vote:
    "Takes part in the commit: the guard looks while a refusal can still be a message."

    def __eq__(self, other):
        return isinstance(other, Vote)

    __hash__ = None

    def tpc_begin(self, transaction):
        pass

    def commit(self, transaction):
        pass

    def tpc_vote(self, transaction):
        try:
            transaction.connection.cursor().execute('SET CONSTRAINTS ALL IMMEDIATE')
        except Exception as error:
            if getattr(error, 'pgcode', None) != _REFUSED:
                raise
            raise _refusal(error.diag.message_primary) from error

    def tpc_abort(self, transaction):
        pass

    def tpc_finish(self, transaction):
        pass


def _refusal(told):
    # This transaction answers nothing any more.
    with Transaction().new_transaction(readonly=True):
        found = _DOCUMENT.search(told)
        document = told
        if found:
            document = gettext('creditgate.msg_guarded_' + found['kind'],
                number=found['number'] or found['id'])
        return CreditGuardError(gettext('creditgate.msg_guard_refused', document=document),
            gettext('creditgate.msg_guard_refused_next'))


def _call(function, *values):
    return one_row('SELECT creditgate.' + function, values)
