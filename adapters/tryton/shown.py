# SPDX-License-Identifier: GPL-3.0-or-later
"""What screens over creditgate's own tables share."""
import datetime

from sql import Cast
from sql.aggregate import Max, Min
from sql.functions import DateTrunc, Function

from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.pool import Pool

from . import bridge, event
from .exceptions import CreditgateError, CreditOperationError


def call(op, **fields):
    "An op for a person: what it refuses is shown to him."
    try:
        return bridge.call(op, **fields)
    except CreditgateError as error:
        raise CreditOperationError(error.message, error.next)


def refusal(record, error):
    "Which of many was refused, and why."
    return '%s: %s' % (record.rec_name, error.text)


def need_company():
    "The company at work; who has none there is told so."
    company = event.own_company()
    if not company:
        raise CreditOperationError(gettext('creditgate.msg_needs_company'))
    return company


class ReadOnly:
    """What is changed by ops of the library only. The base class refuses these on a table query
    too, but not as an error a person can read; _read_only is the message that he reads."""

    @classmethod
    def create(cls, vlist):
        raise cls._refusal()

    @classmethod
    def write(cls, *args):
        raise cls._refusal()

    @classmethod
    def delete(cls, records):
        raise cls._refusal()

    @classmethod
    def _refusal(cls):
        return AccessError(gettext('creditgate.' + cls._read_only))


class Amount(Function):
    "Minor units as Tryton's amount, exactly; the digits of a currency are those of ISO 4217."
    __slots__ = ()
    _function = 'creditgate.cg_tryton_amount'


def moment(text):
    "As time_of(), of an answer."
    if not text:
        return None
    return datetime.datetime.fromisoformat(text.rstrip('Z')).replace(microsecond=0)


def time_of(column):
    """Text such as 2026-11-24T09:30:00.123456Z; Tryton's times are UTC without a zone, and nobody
    wants to read parts of a second."""
    return DateTrunc('second', Cast(column, 'TIMESTAMP'))


def currencies():
    "Tryton allows a code twice."
    currency = Pool().get('currency.currency').__table__()
    return currency.select(
        Min(currency.id).as_('id'), currency.code.as_('code'),
        Max(currency.digits).as_('digits'), group_by=currency.code)
