# SPDX-License-Identifier: GPL-3.0-or-later
"""The ERP's own transaction: its id, and what creditgate has to be told once it is committed."""
import logging
from collections import defaultdict

from trytond.pool import Pool
from trytond.transaction import Transaction

from . import bridge, event
from .tables import one_row

logger = logging.getLogger(__name__)

# The cluster's identifier never changes while a process serves its database.
_clusters = {}


def transaction_id(number=None):
    """PostgreSQL tells every connection by this id how the transaction has ended.

    The number is asked for unless the caller has it.
    """
    if number is None:
        number, = one_row('SELECT ' + event.TRANSACTION_NUMBER)
    name = Transaction().database.name
    if name not in _clusters:
        _clusters[name], = one_row(
            'select cast(system_identifier as text) from pg_control_system()')
    return {'cluster': _clusters[name], 'id': number}


def after_commit():
    return Transaction().join(AfterCommit())


class AfterCommit:
    """Collects in a transaction, acts after its commit, forgets at its rollback.

    Nothing here raises: the ERP's work is committed, and an exception would tell its user
    otherwise.
    """

    def __init__(self):
        self._clear()

    def __eq__(self, other):
        # Transaction.join gives back the one that has joined before.
        return isinstance(other, AfterCommit)

    __hash__ = None

    def _clear(self):
        self.withdrawals = {}
        self.changed = defaultdict(set)
        self.day = None

    def withdraw(self, sale, reason, for_good=False):
        self.withdraw_document('order', sale, event.payer(sale), reason, for_good)
        self.customer_changed(sale.company, event.payer(sale), reason)

    def withdraw_document(self, kind, record, customer, reason, for_good=False):
        "For good: also what a person has decided about it ends."
        told = self.withdrawals.get((kind, record.id), {})
        self.withdrawals[kind, record.id] = {
            'company': record.company.id,
            'customer': int(customer),
            'document': {'kind': kind, 'id': record.id},
            'user': event.actor(),
            'reason': told['reason'] if told.get('for_good') else reason,
            'for_good': for_good or told.get('for_good', False),
            'transaction': transaction_id(),
            }

    def keep(self, sale):
        "The document went on again in the same transaction."
        self.withdrawals.pop(('order', sale.id), None)

    def customer_changed(self, company, party, reason):
        self.changed[company.id, reason].add(party.id)
        # Taken now: after the commit nothing may fail.
        self.day = event.business_date()

    def tpc_begin(self, transaction):
        pass

    def commit(self, transaction):
        pass

    def tpc_vote(self, transaction):
        pass

    def tpc_abort(self, transaction):
        self._clear()

    def tpc_finish(self, transaction):
        withdrawals, changed, day = self.withdrawals, self.changed, self.day
        # Transaction.commit may come twice.
        self._clear()
        for request in withdrawals.values():
            _tell('withdraw', **request)
        released = []
        for (company, reason), customers in sorted(changed.items()):
            answer = _tell('reevaluate', company=company, customers=sorted(customers),
                reason=reason, business_date=day)
            released.extend(answer.get('released', []))
        if released:
            _confirm_later([r['document'] for r in released])


def _tell(op, **fields):
    try:
        return bridge.call(op, **fields)
    except Exception:
        logger.error("creditgate: %s failed for %s", op, fields, exc_info=True)
        return {}


def _confirm_later(documents):
    "The queue takes up the outbox at once; the cron does it otherwise."
    sales = [d['id'] for d in documents if d['kind'] == 'order']
    try:
        with Transaction().new_transaction() as transaction, transaction.set_user(0):
            Pool().get('creditgate.outbox').push(sales)
    except Exception:
        logger.error("creditgate: the outbox waits for the cron", exc_info=True)
