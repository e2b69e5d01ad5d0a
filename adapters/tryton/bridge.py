# SPDX-License-Identifier: GPL-3.0-or-later
"""One session of the library for each process and database, opened at its first use.

Nothing is loaded at import: trytond forks its workers after the modules are imported.
"""
import logging
import os

from trytond.config import config
from trytond.transaction import Transaction

from . import library
from .exceptions import BadRequest, InternalError, Refused, Unavailable

logger = logging.getLogger(__name__)

_sessions = {}

_errors = {
    library.BAD_REQUEST: BadRequest,
    library.REFUSED: Refused,
    library.SESSION_CLOSED: Unavailable,
    library.INTERNAL: InternalError,
    }


def call(op, **fields):
    "Carries out one op and returns its answer; raises a CreditgateError when it fails."
    return _answer(*session().call(dict(fields, op=op)))


class Call:
    """An op under way beside the caller's own work, in a thread of the library's: one of Python's
    would keep the caller waiting for Python's lock."""

    def __init__(self, op, **fields):
        self._session = session()
        self._done = None
        self._begun = self._session.begin(dict(fields, op=op))

    def wait(self):
        if self._begun is not None:
            begun, self._begun = self._begun, None
            self._done = self._session.finish(begun)

    def answer(self):
        "Waits; as call() does otherwise. May be asked again."
        self.wait()
        return _answer(*self._done)


def _answer(status, answer):
    if status == library.OK:
        return answer
    error = answer.get('error') or {}
    if status == library.UNAVAILABLE:
        raise Unavailable(error, answer)
    raise _errors.get(status, InternalError)(error)


def session():
    database = Transaction().database.name
    key = (os.getpid(), database)
    found = _sessions.get(key)
    if found is None:
        made = _open(database)
        # Two threads may have come here at once; a lock would stay locked in a forked child.
        found = _sessions.setdefault(key, made)
        if found is not made:
            made.close()
    return found


def _open(database):
    try:
        opened = library.Library(_library_path()).open(_configuration(database))
    except library.LibraryError as error:
        logger.error("creditgate: %s", error)
        raise Unavailable({
                'code': 'credit_system_unavailable',
                'message': str(error),
                'next': 'the administrator corrects [creditgate] in trytond.conf',
                })
    logger.info("creditgate: session opened for %s in process %s", database, os.getpid())
    return opened


def _library_path():
    return (config.get('creditgate', 'library')
        or os.environ.get('CREDITGATE_LIBRARY')
        or 'libcreditgate.so')


def _configuration(database):
    "A process may serve several databases: {database} in config_file is replaced by the name."
    path = config.get('creditgate', 'config_file')
    return {'config_file': path.replace('{database}', database)} if path else {}
