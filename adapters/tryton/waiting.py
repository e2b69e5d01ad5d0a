# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders that could not be asked about when they were to be processed: they are asked about again,
and nobody has to press a button."""
import datetime
import logging

from trytond import backend
from trytond.ir import queue
from trytond.pool import Pool
from trytond.transaction import Transaction

logger = logging.getLogger(__name__)

# Of the tasks, so that the outbox's job knows them; a worker takes those of every name.
_NAME = 'creditgate'
_LATER = datetime.timedelta(minutes=1)
# So long a worker has to take up a task that is due.
_WORKER_HAS = datetime.timedelta(minutes=1)
_MAX = 50


def process_later(sales):
    "Each by a task of its own, in the present transaction."
    Sale = Pool().get('sale.sale')
    transaction = Transaction()
    for sale in sorted(sales, key=int):
        with transaction.set_context(queue_name=_NAME, queue_scheduled_at=_LATER):
            task = Sale.__queue__.process([sale])
        # Without a worker Tryton runs a task at once, whatever its time: again and again.
        if task in transaction.tasks:
            transaction.tasks.remove(task)


def process_due():
    """What no worker has taken up, or has not finished because it was killed. Each in a transaction
    of its own; what fails for a reason of the ERP's is not tried again."""
    Queue = Pool().get('ir.queue')
    before = datetime.datetime.now()
    if queue.has_worker:
        before -= _WORKER_HAS
    tasks = Queue.search([
            ('name', '=', _NAME),
            ('finished_at', '=', None),
            ('scheduled_at', '<=', before),
            ], order=[('scheduled_at', 'ASC'), ('id', 'ASC')], limit=_MAX)
    for id_ in map(int, tasks):
        try:
            with Transaction().set_user(0), Transaction().new_transaction():
                Queue(id_).run()
        except backend.DatabaseOperationalError:
            logger.info("creditgate: the order of task %s waits", id_, exc_info=True)
        except Exception:
            logger.error("creditgate: the order of task %s was not processed", id_, exc_info=True)
            _give_up(id_)


def _give_up(id_):
    Queue = Pool().get('ir.queue')
    now = datetime.datetime.now()
    with Transaction().set_user(0), Transaction().new_transaction():
        Queue.write([Queue(id_)], {'dequeued_at': now, 'finished_at': now})
