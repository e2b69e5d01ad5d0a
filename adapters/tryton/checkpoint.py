# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks creditgate before a document goes on.

A hook is two lines:

    with checkpoint.admitted('confirm', sales, event.order) as sales:
        super().confirm(sales)

A later checkpoint brings the function that describes its document in event.py.
"""
import contextlib
import hashlib
import json
import logging
import uuid

from trytond.exceptions import TrytonException
from trytond.i18n import gettext
from trytond.pool import Pool
from trytond.transaction import Transaction

from . import bridge, event, guard
from .erp_transaction import transaction_id
from .exceptions import (
    CreditgateError, CreditHoldError, CreditPartialWarning, CreditQuoteWarning,
    CreditUnavailableError, CreditWarning, Unavailable)

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def admitted(place, records, describe, in_part=True):
    """What the block does with the records stands when all of them may go on.

    One record is checked while the block is at work, because a check mostly waits: the person
    waits for the longer of the two. A refusal undoes the block, and comes before what the block
    has to tell the person, as if the check had come first. Of several, those that may not go on
    are taken out before, or all are refused where they cannot go on in part. Of what a rule warns
    of, a person at a client is asked whether it shall go on.
    """
    if len(records) != 1:
        records = _admit(place, records, describe, in_part)
        with guard.admitting():
            yield records
        return
    record, = records
    question = Question(place, describe(record))
    try:
        with guard.admitting():
            yield records
    except TrytonException:
        _refuse(record, question.answer())
        raise
    finally:
        # The ERP's transaction does not end while we ask about it.
        question.wait()
    _refuse(record, question.answer())
    _warn_of(place, [(record, question.answer())])


def _refuse(record, answer):
    if answer['outcome'] in ('hold', 'reject'):
        raise _refusal([(record, answer)], 1)


def _admit(place, records, describe, in_part):
    """Returns the records that may go on.

    One record that may not is an error with the reasons. Of several, a person at a client is
    asked whether the rest shall go on; every other caller is refused as a whole, unless the
    context has creditgate_partial.
    """
    records = sorted(records, key=lambda record: record.id)
    stopped, passed = [], []
    for record in records:
        answer = Question(place, describe(record)).answer()
        stops = answer['outcome'] in ('hold', 'reject')
        (stopped if stops else passed).append((record, answer))
    if stopped and not (in_part and _may_go_on_in_part(place, records, stopped)):
        raise _refusal(stopped, len(records))
    _warn_of(place, passed)
    return [record for record, _ in passed]


def in_queue():
    "A task has nobody to tell: what it raises is logged, and seen by nobody."
    return bool(Transaction().context.get('_skip_warnings'))


def held_back(place, records, describe):
    """Those that may not go on, and those that could not be checked, for a caller who has nobody to
    tell. They stay as they are; what is held has a hold that people see."""
    held, unchecked = set(), set()
    for record in records:
        try:
            answer = Question(place, describe(record)).answer()
        except CreditUnavailableError as error:
            logger.warning("creditgate: %s waits: %s", record, error)
            unchecked.add(record)
            continue
        if answer['outcome'] in ('hold', 'reject'):
            logger.info("creditgate: %s is held at %s", record, place)
            held.add(record)
    return held, unchecked


def advise(place, records, describe):
    "Warns the person at a client; never stops anything."
    if not at_client():
        return
    noted = []
    for record in records:
        try:
            described = describe(record)
            answer = bridge.call('check', **_check(
                    place, event.asked(described), 'quote-%s' % uuid.uuid4().hex))
        except CreditgateError as error:
            logger.warning("creditgate: no advice for %s: %s", record, error)
            continue
        if answer['outcome'] != 'approve':
            noted.append((record, answer))
    if noted:
        _warn(CreditQuoteWarning, place, noted, gettext('creditgate.msg_quote_warning'))


class Question:
    """A check under way.

    The same document in the same transaction is the same question; the dispatcher's retry is
    another transaction, and so is a new amount another question.
    """

    def __init__(self, place, described):
        document = described['document']
        self._place, self._described = place, described
        self.request_id = '%s-%s-%s-%s' % (
            document['kind'], document['id'], place, _digest(described))
        self._call = self._error = None
        try:
            asked, number = event.asked_in_transaction(described)
            self._call = bridge.Call('check', **_check(place, asked, self.request_id,
                    transaction=transaction_id(number)))
        except CreditgateError as error:
            self._error = error

    def wait(self):
        if self._call:
            self._call.wait()

    def answer(self):
        "Waits for it. A check that could not be made is an error that says what to do next."
        try:
            if self._error:
                raise self._error
            answer = self._call.answer()
            if answer.get('grant'):
                guard.take_grant(answer['grant'])
            return answer
        except Unavailable as error:
            answer = error.answer
            if answer.get('outcome') in ('approve', 'warn'):
                logger.warning("creditgate: %s went on unchecked: %s", self.request_id, error)
                guard.let_pass(self._place, self._described)
                return answer
            raise CreditUnavailableError(
                answer.get('message') or gettext('creditgate.msg_unavailable', error=error.message),
                error.next)
        except CreditgateError as error:
            logger.error("creditgate: %s was not checked: %s", self.request_id, error)
            raise CreditUnavailableError(
                gettext('creditgate.msg_not_checked', error=error.message), error.next)


def at_client():
    "The desktop and web clients name themselves in the context of every call; scripts do not."
    transaction = Transaction()
    context = transaction.context
    return bool(transaction.user and context.get('client')
        and not context.get('_skip_warnings'))


def _check(place, asked, request_id, **more):
    return dict(asked, request_id=request_id, checkpoint=place, language=event.language(),
        business_date=event.business_date(), **more)


def _may_go_on_in_part(place, records, stopped):
    if Transaction().context.get('creditgate_partial'):
        return True
    if not at_client():
        return False
    _warn(CreditPartialWarning, place, stopped,
        gettext('creditgate.msg_partial_warning', held=len(stopped), total=len(records)))
    return True


def _warn_of(place, passed):
    warned = [(record, answer) for record, answer in passed if answer['outcome'] == 'warn']
    if warned and at_client():
        _warn(CreditWarning, place, warned,
            gettext('creditgate.msg_warned', documents=', '.join(r.rec_name for r, _ in warned)))


def _warn(warning, place, answers, question):
    # The reasons are part of the name: "always ignore" ignores these, not later ones.
    reasons = [(r.id, answer['outcome'], answer.get('reasons')) for r, answer in answers]
    name = 'creditgate.%s.%s' % (place, _digest(reasons))
    if Pool().get('res.user.warning').check(name):
        raise warning(name, question, _messages(answers))


def _refusal(stopped, total):
    if total == 1:
        (record, answer), = stopped
        return CreditHoldError(_title(record, answer), answer['message'])
    return CreditHoldError(
        gettext('creditgate.msg_batch_refused', held=len(stopped), total=total),
        _messages(stopped))


def _title(record, answer):
    message = 'msg_rejected' if answer['outcome'] == 'reject' else 'msg_held'
    return gettext('creditgate.' + message, document=record.rec_name)


def _messages(answers):
    return '\n\n'.join(answer['message'] for _, answer in answers)


def _digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode('utf-8')).hexdigest()[:16]
