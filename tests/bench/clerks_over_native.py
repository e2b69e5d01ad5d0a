#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What eight clerks get done at once, with the add-in and with Tryton's own credit modules.

    clerks_over_native.py prepare <database>
    clerks_over_native.py limit <database with Tryton's own> <open orders>
    clerks_over_native.py measure <with the add-in> <with Tryton's own> <plain> <seconds a side>

`prepare` gives each of eight customers an open order and a quotation, which copied_orders.sql
copies. `limit` sets limits in Tryton's own way, and sees that the open orders count against them.
`measure` starts a process a clerk, as trytond would have; each confirms its own customer's
quotations, one a transaction, as trytond's dispatcher serves it: with its attempts and pauses. The
sides take turns. The queue has a worker (trytond.conf), so that what comes after a confirmation is
left to it. A confirmation fails when the last attempt does; the clerk then presses again.
"""
import multiprocessing
import sys
import time
from collections import Counter
from decimal import Decimal

from tryton_confirm_over_plain import load, make_company, make_sale, party

from trytond.backend import DatabaseOperationalError
from trytond.config import config
from trytond.pool import Pool
from trytond.transaction import Transaction

CLERKS = 8
SLICES = 4
WARM_UP_SECONDS = 3
LIMIT = Decimal('100000000.00')
CONTEXT = {'company': 1, 'language': 'en'}


def customer_name(number):
    return 'Customer %s' % number


def prepare(database):
    load(database)
    make_company(database)
    with Transaction().start(database, 1, context={'company': 1}) as transaction:
        Sale = Pool().get('sale.sale')
        customers = [party(customer_name(n)) for n in range(CLERKS)]
        orders = [make_sale(customer) for customer in customers]
        quotations = [make_sale(customer) for customer in customers]
        Sale.quote(orders + quotations)
        Sale.confirm(orders)
        transaction.commit()


def find_customers():
    return Pool().get('party.party').search([
            ('name', 'in', [customer_name(n) for n in range(CLERKS)])])


def limit(database, open_orders):
    load(database)
    with Transaction().start(database, 1, context=CONTEXT) as transaction:
        for customer in find_customers():
            customer.credit_limit_amount = LIMIT
            customer.save()
        transaction.commit()
    with Transaction().start(database, 1, context=CONTEXT, readonly=True):
        order, = Pool().get('sale.sale').search([('state', '=', 'confirmed')], limit=1)
        expected = [LIMIT, order.untaxed_amount * open_orders]
        for customer in find_customers():
            found = [customer.credit_limit_amount, customer.credit_amount]
            if found != expected:
                raise SystemExit('%s: found limit and amount %s, expected %s' % (
                        customer.name, found, expected))


def press_confirm(database, sale):
    "As the dispatcher does (trytond.protocols.dispatcher)."
    Sale = Pool(database).get('sale.sale')
    rpc = Sale.__rpc__['confirm']
    retry = config.getint('database', 'retry')
    for left in range(retry, -1, -1):
        time.sleep(0.02 * (retry - left))
        with Transaction().start(database, 1) as transaction:
            try:
                arguments, _, transaction.context, transaction.timestamp = rpc.convert(
                    Sale, [sale], CONTEXT)
                Sale.confirm(*arguments)
            except DatabaseOperationalError:
                if not left:
                    raise
                transaction.rollback()
                continue
            transaction.commit()
        return


def confirm_until(end, database, quotations):
    failures, confirmed = Counter(), 0
    while time.monotonic() < end:
        if not quotations:
            raise SystemExit('%s: the clerk has no quotation left' % database)
        try:
            press_confirm(database, quotations[-1])
        except Exception as error:
            failures['%s: %s' % (type(error).__name__, str(error).splitlines()[0])] += 1
        else:
            quotations.pop()
            confirmed += 1
    return confirmed, failures, time.monotonic()


def quotations_of(database, number):
    with Transaction().start(database, 1, context=CONTEXT, readonly=True):
        return [sale.id for sale in Pool().get('sale.sale').search([
                    ('party.name', '=', customer_name(number)), ('state', '=', 'quotation'),
                    ], order=[('id', 'DESC')])]


def work(number, databases, pipe):
    for database in databases:
        load(database)
    quotations = {database: quotations_of(database, number) for database in databases}
    pipe.send('ready')
    for database, end in iter(pipe.recv, None):
        pipe.send(confirm_until(end, database, quotations[database]))


def start_clerk(number, databases):
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=work, args=(number, databases, theirs), daemon=True).start()
    theirs.close()
    return ours


def answer_of(clerk):
    try:
        return clerk.recv()
    except EOFError:
        raise SystemExit('a clerk gave up; the reason is above')


class Side:
    def __init__(self, database):
        self.database = database
        self.confirmed, self.failures, self.seconds = 0, Counter(), 0.0

    def take_turn(self, clerks, seconds):
        "What is under way at the end is waited for, in the turn's time."
        start = time.monotonic()
        for clerk in clerks:
            clerk.send((self.database, start + seconds))
        answers = [answer_of(clerk) for clerk in clerks]
        self.confirmed += sum(confirmed for confirmed, _, _ in answers)
        self.failures.update(sum((failures for _, failures, _ in answers), Counter()))
        self.seconds += max(end for _, _, end in answers) - start

    def per_second(self):
        return self.confirmed / self.seconds


def take_turns(clerks, databases, seconds):
    sides = [Side(database) for database in databases]
    for turn in range(SLICES):
        for place in range(len(sides)):
            sides[(turn + place) % len(sides)].take_turn(clerks, seconds / SLICES)
    return sides


def count_confirmed(database):
    load(database)
    with Transaction().start(database, 1, readonly=True):
        return Pool().get('sale.sale').search_count([('state', '=', 'confirmed')])


def measure(databases, seconds):
    # A process that has connections is not forked.
    clerks = [start_clerk(number, databases) for number in range(CLERKS)]
    for clerk in clerks:
        answer_of(clerk)
    before = [count_confirmed(database) for database in databases]
    warmed_up = [Side(database) for database in databases]
    for side in warmed_up:
        side.take_turn(clerks, WARM_UP_SECONDS)
    sides = take_turns(clerks, databases, seconds)
    for clerk in clerks:
        clerk.send(None)
    for count, warm, side in zip(before, warmed_up, sides):
        found = count_confirmed(side.database) - count
        if found != warm.confirmed + side.confirmed:
            raise SystemExit('in %s: found %s confirmed, expected %s' % (
                    side.database, found, warm.confirmed + side.confirmed))
    return sides


def tell(added, native, plain):
    if not native.confirmed:
        raise SystemExit("Tryton's own modules confirmed nothing: give it more seconds")
    print('clerks_over_native %.2f ratio' % (added.per_second() / native.per_second()))
    for name, side in (('with_creditgate', added), ('native', native), ('plain', plain)):
        print('clerks_%s %.2f per_second' % (name, side.per_second()))
        print('clerks_%s_confirmed %s orders' % (name, side.confirmed))
        print('clerks_%s_failed %s confirms' % (name, sum(side.failures.values())))
        for words, count in side.failures.items():
            print('%s: %s times %s' % (side.database, count, words), file=sys.stderr)


if __name__ == '__main__':
    if sys.argv[1] == 'prepare':
        prepare(sys.argv[2])
    elif sys.argv[1] == 'limit':
        limit(sys.argv[2], int(sys.argv[3]))
    else:
        tell(*measure(sys.argv[2:5], float(sys.argv[5])))
