# SPDX-License-Identifier: GPL-3.0-or-later
"""A program of its own that takes an order, quotes it and confirms it in one transaction: what is
refused, or killed, has never been there.

    python3 -m faults.import_script CONF DATABASE COMPANY CUSTOMER AMOUNT
"""
import sys
from decimal import Decimal
from types import SimpleNamespace

from law.inprocess import Inside


def take(inside, company, customer, amount):
    party = inside.model('party.party')(customer)
    currency, = inside.model('currency.currency').search([('code', '=', 'EUR')])
    product, = inside.model('product.product').search([('template.name', '=', 'Book')])
    Sale = inside.model('sale.sale')
    sale, = Sale.create([{
                'company': company, 'party': party, 'currency': currency,
                'invoice_address': party.addresses[0], 'shipment_address': party.addresses[0],
                'lines': [('create', [{
                                'type': 'line', 'product': product, 'quantity': 1,
                                'unit': product.sale_uom, 'unit_price': Decimal(amount)}])]}])
    Sale.quote([sale])
    Sale.confirm([sale])


def main(conf, database, company, customer, amount):
    inside = Inside(SimpleNamespace(name=database, host=SimpleNamespace(conf=conf)))
    inside.run(take, inside, int(company), int(customer), amount, company=int(company))


if __name__ == '__main__':
    main(*sys.argv[1:])
