# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the table: an order, a step, a fault, and what is there afterwards."""
import datetime
import threading
import urllib.error
from decimal import Decimal

from erp.host import until
from erp.rpc import RpcError

LIMIT = Decimal(100)
FITS, OVER, OTHER = Decimal(60), Decimal(160), Decimal(60)
_CONFIRMED = ('confirmed', 'processing', 'done')


class Row:
    def __init__(self, stage, clerk, customer, order, other):
        self.stage, self.clerk = stage, clerk
        self.customer, self.order, self.other = customer, order, other
        self.told = None

    def run(self, step, fault):
        "What the person was told, and what is on record of the order."
        self.stage.prepare(step)
        asking = threading.Thread(target=self._ask)
        asking.start()
        try:
            self.stage.wait_for(step)
            fault(self.stage)
        finally:
            self.stage.go_on()
            asking.join(60)
        self._wait_for_quiet()
        return (self.told, *self.on_record())

    def on_record(self):
        "The state of the order; its decisions; its open holds."
        return ('confirmed' if self._is_confirmed(self.order) else 'quotation',
            self._count('cg_decision', 'true'), self._count('cg_hold', "state = 'open'"))

    def wrong_afterwards(self, amount):
        "The order once more, another one, and what is left of all that."
        wrong = []
        _, decisions, _ = self.on_record()
        was_confirmed = self._is_confirmed(self.order)
        again = confirm_again(self.clerk, self.order)
        fits = amount <= LIMIT
        if again != ('passed' if fits else 'held'):
            wrong.append('asked again it is %s' % again)
        asked = self._count('cg_decision', 'true') - decisions
        if asked != (0 if was_confirmed else 1):
            wrong.append('asked again it is decided %s times' % asked)
        holds = self._count('cg_hold', 'true'), self._count('cg_hold', "state = 'open'")
        if holds != ((0, 0) if fits else (1, 1)):
            wrong.append('asked again it has %s holds, of which %s are open' % holds)
        other = confirm_again(self.clerk, self.other)
        if other != ('held' if fits else 'passed'):
            wrong.append('another order is %s' % other)
        return wrong + self._wrong_approvals() + self._wrong_exposure()

    def _ask(self):
        self.told = confirm(self.clerk, self.order)

    def _wait_for_quiet(self):
        quiet = until(lambda: not self.stage.erp.sql("select pid from pg_stat_activity"
                " where usename in ('tryton', 'creditgate') and state <> 'idle'"))
        if not quiet:
            raise RuntimeError('somebody is still at work in the database')

    def _wrong_approvals(self):
        "Of what is confirmed one approval rests on the transaction that did it."
        wrong = []
        for order in (self.order, self.other):
            if not self._is_confirmed(order):
                continue
            (approved,), = self.stage.erp.sql("select count(*) from creditgate.cg_decision"
                " where document_id = %s and outcome = 'approve'"
                " and pg_xact_status(cast(transaction_id as xid8)) = 'committed'", order)
            (covered,), = self.stage.erp.sql("select count(*) from creditgate.cg_cover c"
                " join creditgate.cg_decision d using (decision_id) where c.document_id = %s"
                " and pg_xact_status(cast(d.transaction_id as xid8)) = 'committed'", order)
            if (approved, covered) != (1, 1):
                wrong.append('order %s has %s approvals that were committed with it, and %s covers'
                    % (order, approved, covered))
        return wrong

    def _wrong_exposure(self):
        "After one more check, which drops what has ended."
        exposure = self.stage.exposure(self.customer)
        (confirmed,), = self.stage.erp.sql("select coalesce(sum(quantity::numeric * unit_price),"
            " 0) from sale_sale s join sale_line l on l.sale = s.id where s.party = %s"
            ' and s.state in %s', self.customer, _CONFIRMED)
        (left,), = self.stage.erp.sql("select count(*) from creditgate.cg_reservation r"
            " join creditgate.cg_account a using (account_id) where a.customer_id = %s",
            self.customer)
        wrong = []
        if exposure != confirmed:
            wrong.append('the exposure is %s, confirmed is %s' % (exposure, confirmed))
        if left:
            wrong.append('%s reservations are left' % left)
        return wrong

    def _is_confirmed(self, order):
        (state,), = self.stage.erp.sql('select state from sale_sale where id = %s', order)
        return state in _CONFIRMED

    def _count(self, table, condition):
        (count,), = self.stage.erp.sql('select count(*) from creditgate.%s where %s'
            ' and document_id = %%s' % (table, condition), self.order)
        return count


def confirm(clerk, order):
    "What the person is told."
    try:
        clerk.press('sale.sale', 'confirm', order)
        return 'passed'
    except RpcError as error:
        if error.kind != 'UserError':
            return 'error'
        return 'unavailable' if 'cannot answer' in error.text else 'held'
    except (urllib.error.URLError, OSError):
        return 'no answer'


def confirm_again(clerk, order):
    """As long as Tryton has lost connections in its pool, each of them is an error for somebody,
    with the add-in or without."""
    for _ in range(6):
        told = confirm(clerk, order)
        if told not in ('error', 'no answer'):
            break
    return told


def orders_of(trade, clerk, amounts, customer=None, other=OTHER):
    "(customer, its order, another one) for each amount, in four calls."
    customers = [customer] * len(amounts) if customer else _customers(trade, amounts)
    found = trade.admin.call('model.party.party.read', list(set(customers)), ['addresses'])
    address = {each['id']: each['addresses'][0] for each in found}
    sales = clerk.call('model.sale.sale.create', [_sale(trade, customer, address[customer], each)
            for customer, amount in zip(customers, amounts) for each in (amount, other)])
    clerk.press('sale.sale', 'quote', sales)
    return list(zip(customers, sales[::2], sales[1::2]))


def _customers(trade, amounts):
    return trade.admin.call('model.party.party.create', [{'name': 'Harbour', 'addresses': [
                    ('create', [{'street': 'Quay 1', 'invoice': True, 'delivery': True}])]}
            for _ in amounts])


def _sale(trade, customer, address, amount):
    return {
        'party': customer, 'invoice_address': address, 'shipment_address': address,
        'payment_term': trade.terms['30 days'], 'currency': trade.currencies['EUR'],
        'invoice_method': 'order', 'shipment_method': 'manual',
        'sale_date': datetime.date.today(),
        'lines': [('create', [trade._line('Book', 1, amount)])]}
