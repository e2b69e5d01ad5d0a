# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what creditgate knows of Tryton's documents close behind its tables, so that checks stay
short: a check takes the changes of its own customer itself. Then decides what went on while
creditgate could not be asked, begins the day, and seals what was recorded."""
import logging

from trytond.model import Model
from trytond.pool import Pool, PoolMeta

from . import bridge, event
from .exceptions import CreditgateError

logger = logging.getLogger(__name__)

# The next run comes a minute later.
_SECONDS = 50


class Refresh(Model):
    "Credit Refresh"
    __name__ = 'creditgate.refresh'

    @classmethod
    def run(cls):
        "Never raises: the cron only logs, and the next run goes on where this one ended."
        try:
            answer = bridge.call('refresh', seconds=_SECONDS)
        except CreditgateError as error:
            logger.error("creditgate: changed documents cannot be read: %s", error)
            return
        for each in answer['failed']:
            logger.warning("creditgate: customer %(customer)s was left out: %(message)s; %(next)s",
                each)
        if not answer['done']:
            logger.warning("creditgate: more documents change than are read; %s accounts were",
                answer['accounts_refreshed'])
        cls._decide_unchecked()
        cls._begin_day()
        cls._seal()

    @classmethod
    def _seal(cls):
        "The anchor goes to the log: it proves something where the database's owner cannot write."
        try:
            answer = bridge.call('seal_audit', business_date=event.business_date(),
                seconds=_SECONDS)
        except CreditgateError as error:
            logger.error("creditgate: what was recorded cannot be sealed: %s", error)
            return
        if answer['anchor']:
            logger.info("creditgate: audit anchor %(day)s %(sealed)s %(hash)s", answer['anchor'])

    @classmethod
    def _begin_day(cls):
        "What a new business day, or a new policy, lets pass."
        try:
            answer = bridge.call('begin_day', business_date=event.business_date(),
                seconds=_SECONDS)
        except CreditgateError as error:
            logger.error("creditgate: the business day cannot begin: %s", error)
            return
        sales = [each['document']['id'] for each in answer['released']
            if each['document']['kind'] == 'order']
        Pool().get('creditgate.outbox').push(sales)

    @classmethod
    def _decide_unchecked(cls):
        try:
            answer = bridge.call('decide_unchecked', business_date=event.business_date())
        except CreditgateError as error:
            logger.error("creditgate: what went on unchecked cannot be decided: %s", error)
            return
        for each in answer['failed']:
            logger.error("creditgate: what was noted under %s cannot be decided: %s; %s",
                each['noted_id'], each['message'], each['next'])


class Cron(metaclass=PoolMeta):
    __name__ = 'ir.cron'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.method.selection.append(('creditgate.refresh|run', "Read Changed Documents for Credit"))
