#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the add-in costs the one who confirms an order in Tryton.

    tryton_confirm_over_plain.py prepare <database> <sales> <customers>
    tryton_confirm_over_plain.py measure <plain database> <database with the add-in> <pairs>

`prepare` fills a database with quotations, and one confirmed order more where there is one
customer, for copies of it; the database with the add-in is a copy. `measure`
confirms the same quotation in both, in turns and in this one process, each in a transaction of its
own up to its commit. The queue has a worker (trytond.conf), so that what comes after the
confirmation is left to it on both sides.
"""
import datetime
import os
import random
import statistics
import sys
import time
from decimal import Decimal

from trytond.config import config

config.update_etc(os.environ['TRYTOND_CONFIG'])

from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

WARM_UP = 20


def load(database):
    with Transaction().start(database, 0, readonly=True):
        Pool.start()
        Pool(database).init()


def party(name):
    Party, Address = Pool().get('party.party'), Pool().get('party.address')
    made = Party(name=name, addresses=[Address(street='1 Quay')])
    made.save()
    return made


def make_company(database):
    with Transaction().start(database, 1) as transaction:
        pool = Pool()
        Currency, Company = pool.get('currency.currency'), pool.get('company.company')
        User = pool.get('res.user')
        euro = Currency(name='Euro', code='EUR', symbol='E', rounding=Decimal('0.01'), digits=2)
        euro.save()
        company = Company(party=party('Bench'), currency=euro)
        company.save()
        User.write([User(1)], {'companies': [('add', [company.id])], 'company': company.id})
        transaction.commit()


def make_sale(customer):
    pool = Pool()
    Sale, Line, Unit = pool.get('sale.sale'), pool.get('sale.line'), pool.get('product.uom')
    unit, = Unit.search([('name', '=', 'Unit')])
    sale = Sale(company=1, party=customer, invoice_party=customer, currency=1,
        invoice_address=customer.addresses[0], shipment_address=customer.addresses[0],
        sale_date=datetime.date.today(),
        lines=[Line(quantity=2, unit=unit, unit_price=Decimal('12.3400'),
                description='Line %s' % line) for line in range(3)])
    sale.save()
    return sale


def prepare(database, count, number):
    load(database)
    make_company(database)
    with Transaction().start(database, 1, context={'company': 1}) as transaction:
        Sale = Pool().get('sale.sale')
        customers = [party('Customer %s' % n) for n in range(number)]
        for n in range(count):
            make_sale(customers[n % len(customers)])
            if n % 100 == 99:
                transaction.commit()
        Sale.quote(Sale.search([]))
        transaction.commit()
        if number == 1:
            ordered = make_sale(customers[0])
            Sale.quote([ordered])
            Sale.confirm([ordered])
            transaction.commit()


def confirm(database, sale):
    start = time.perf_counter_ns()
    with Transaction().start(database, 1, context={'company': 1}) as transaction:
        Sale = Pool().get('sale.sale')
        Sale.confirm([Sale(sale)])
        transaction.commit()
    return time.perf_counter_ns() - start


def states(database, sales):
    with Transaction().start(database, 1, readonly=True):
        return {s.state for s in Pool().get('sale.sale').browse(sales)}


def interval(ratios):
    "95 % interval of the median: the middle of 2,000 resampled medians."
    chosen = random.Random(1)
    medians = sorted(
        statistics.median(chosen.choices(ratios, k=len(ratios))) for _ in range(2000))
    return medians[49], medians[1949]


def measure(plain, added, pairs):
    load(plain)
    load(added)
    with Transaction().start(plain, 1, readonly=True):
        sales = [s.id for s in Pool().get('sale.sale').search(
                [('state', '=', 'quotation')], order=[('id', 'ASC')], limit=pairs + WARM_UP)]
    if len(sales) < pairs + WARM_UP:
        raise SystemExit('found %s quotations, expected %s' % (len(sales), pairs + WARM_UP))
    times = []
    for n, sale in enumerate(sales):
        # Whoever comes second finds the processor's caches warmer: each is second every other time.
        if n % 2:
            without, with_ = confirm(plain, sale), confirm(added, sale)
        else:
            with_, without = confirm(added, sale), confirm(plain, sale)
        if n >= WARM_UP:
            times.append((with_, without))
    for database in (plain, added):
        found = states(database, sales)
        if found != {'confirmed'}:
            raise SystemExit('in %s: found %s, expected confirmed' % (database, found))
    ratios = [with_ / without for with_, without in times]
    low, high = interval(ratios)
    print('tryton_confirm_over_plain %.3f ratio' % statistics.median(ratios))
    print('tryton_confirm_over_plain_low %.3f ratio' % low)
    print('tryton_confirm_over_plain_high %.3f ratio' % high)
    print('tryton_confirm_with_median %.0f us' % (
        statistics.median(t[0] for t in times) / 1000))
    print('tryton_confirm_plain_median %.0f us' % (
        statistics.median(t[1] for t in times) / 1000))
    print('tryton_confirm_pairs %s pairs' % len(times))


if __name__ == '__main__':
    if sys.argv[1] == 'prepare':
        prepare(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        measure(sys.argv[2], sys.argv[3], int(sys.argv[4]))
