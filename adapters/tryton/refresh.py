# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what creditgate knows of Tryton's documents close behind its tables, so that checks stay
short. Nothing depends on it: a check takes the changes of its own customer itself."""
import logging

from trytond.model import Model
from trytond.pool import PoolMeta

from . import bridge
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
        if not answer['done']:
            logger.warning("creditgate: more documents change than are read; %s accounts were",
                answer['accounts_refreshed'])


class Cron(metaclass=PoolMeta):
    __name__ = 'ir.cron'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.method.selection.append(('creditgate.refresh|run', "Read Changed Documents for Credit"))
