# SPDX-License-Identifier: GPL-3.0-or-later
"""What creditgate wants the ERP to do next: confirm or process the orders that were released. And
what waits because it could not be asked about: it can be asked about again."""
import logging

from trytond import backend
from trytond.model import Model
from trytond.pool import Pool, PoolMeta
from trytond.transaction import Transaction

from . import bridge, waiting
from .exceptions import CreditgateError

logger = logging.getLogger(__name__)

_MAX = 50
# In which a sale waits, by what is to be done with it.
_STATES = {'confirm': 'quotation', 'process': 'confirmed'}


class Outbox(Model):
    "Credit Outbox"
    __name__ = 'creditgate.outbox'

    @classmethod
    def push(cls, sales):
        "Takes up the outbox when the present transaction has ended."
        if sales:
            Pool().get('sale.sale').__queue__.credit_take_up(sales)

    @classmethod
    def push_released(cls, released):
        "The same for what an op has released."
        cls.push([each['document']['id'] for each in released
                if each['document']['kind'] == 'order'])

    @classmethod
    def take_up(cls):
        "Never raises: the cron and the queue only log, and the next run comes in a minute."
        try:
            entries = bridge.call('outbox', max=_MAX)['entries']
        except CreditgateError as error:
            logger.error("creditgate: the outbox cannot be read: %s", error)
            return
        for entry in entries:
            outcome = cls._carry_out(entry)
            if outcome is None:
                continue
            try:
                bridge.call('outbox_done', outbox_id=entry['outbox_id'], **outcome)
            except CreditgateError as error:
                logger.error("creditgate: outbox entry %s: %s", entry['outbox_id'], error)
        waiting.process_due()

    @classmethod
    def _carry_out(cls, entry):
        "Each entry in a transaction of its own, as the system user."
        transaction = Transaction()
        try:
            with transaction.set_user(0), transaction.set_context(
                    company=entry['company'], creditgate_outbox=entry['outbox_id'],
                    # Who is told here is the outbox, also when a task takes it up.
                    _skip_warnings=False), \
                    transaction.new_transaction():
                cls._go_on(entry)
        except backend.DatabaseOperationalError:
            # Another transaction has the sale; the entry is offered again.
            logger.info("creditgate: outbox entry %s waits", entry['outbox_id'], exc_info=True)
            return None
        except Exception as error:
            logger.warning("creditgate: outbox entry %s failed", entry['outbox_id'],
                exc_info=True)
            return {'outcome': 'failed', 'note': str(error)[:1000] or type(error).__name__}
        return {'outcome': 'done'}

    @classmethod
    def _go_on(cls, entry):
        Sale = Pool().get('sale.sale')
        if entry['action'] not in _STATES or entry['document']['kind'] != 'order':
            raise ValueError('found the action "%s" for a document of kind "%s", expected '
                '"confirm" or "process" and "order"'
                % (entry['action'], entry['document']['kind']))
        # A sale that is gone, or went another way since, needs nothing.
        sales = Sale.search([
                ('id', '=', entry['document']['id']),
                ('state', '=', _STATES[entry['action']]),
                ])
        getattr(Sale, entry['action'])(sales)


class Sale(metaclass=PoolMeta):
    __name__ = 'sale.sale'

    @classmethod
    def credit_take_up(cls, sales):
        "A task of the queue, which needs records to work on."
        Pool().get('creditgate.outbox').take_up()


class Cron(metaclass=PoolMeta):
    __name__ = 'ir.cron'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.method.selection.append(('creditgate.outbox|take_up', "Confirm Released Orders"))
