# SPDX-License-Identifier: Apache-2.0
"""A small company in Tryton, by proteus: what a new database needs before people work in it.

    company.py make CONF DATABASE    on Tryton's own modules: company, accounts, tax, products
    company.py people CONF DATABASE  when creditgate is there: people, customers, open invoices,
                                     limits

CONF is the file trytond.conf. No server has to run: proteus opens the database itself.
"""
import datetime
import sys
from decimal import Decimal

import proteus
from proteus import Model, Wizard

import plot

TODAY = datetime.date.today()
TAX = 'VAT 20 %'


def make_company(config):
    euro = make_euro()
    company = make_own_company(config, euro)
    for year in (TODAY.year - 1, TODAY.year, TODAY.year + 1):
        make_fiscal_year(company, year)
    make_chart(company)
    tax = make_tax()
    make_products(tax)
    make_terms()
    make_payment_method(company)
    name_sales(company)


def make_people(config):
    prefer(config)
    for person in plot.PEOPLE.values():
        make_user(person)
    for customer in plot.CUSTOMERS:
        party = make_customer(customer)
        for owed in customer.owes:
            make_invoice(party, owed)


def set_limits(config):
    prefer(config)
    for customer in plot.CUSTOMERS:
        if customer.limit is not None:
            set_limit(the('party.party', name=customer.name), customer.limit)


def prefer(config):
    "The user's company and language go with every call."
    config._context = Model.get('res.user').get_preferences(True, {})


def make_euro():
    currency = Model.get('currency.currency')(
        name='Euro', code='EUR', symbol='€', digits=2, rounding=Decimal('0.01'))
    rate = currency.rates.new()
    rate.date, rate.rate = datetime.date(2020, 1, 1), Decimal(1)
    currency.save()
    return currency


def make_own_company(config, currency):
    party = Model.get('party.party')(name=plot.COMPANY)
    party.save()
    wizard = Wizard('company.company.config')
    wizard.execute('company')
    wizard.form.party, wizard.form.currency = party, currency
    wizard.execute('add')
    prefer(config)
    return the('company.company')


def make_fiscal_year(company, year):
    fiscal_year = Model.get('account.fiscalyear')(name=str(year), company=company,
        start_date=datetime.date(year, 1, 1), end_date=datetime.date(year, 12, 31))
    fiscal_year.post_move_sequence = make_sequence(
        'ir.sequence', 'Account Move', '%s-' % year, company)
    invoices, = fiscal_year.invoice_sequences
    for kind, prefix in [('out_invoice', 'INV'), ('out_credit_note', 'CRN'),
            ('in_invoice', 'SUP'), ('in_credit_note', 'SUC')]:
        setattr(invoices, kind + '_sequence', make_sequence(
                'ir.sequence.strict', 'Invoice', '%s-%s-' % (prefix, year), company))
    fiscal_year.save()
    fiscal_year.click('create_period')


def name_sales(company):
    configuration = Model.get('sale.configuration')(1)
    configuration.sale_sequence = make_sequence('ir.sequence', 'Sale', 'SO-', company)
    configuration.save()


def make_sequence(model, kind, prefix, company):
    sequence = Model.get(model)(name=prefix + kind, company=company, prefix=prefix, padding=4,
        sequence_type=the('ir.sequence.type', name=kind))
    sequence.save()
    return sequence


def make_chart(company):
    wizard = Wizard('account.create_chart')
    wizard.execute('account')
    wizard.form.account_template = by_xml_id(
        'account.account.template', 'account.account_template_root_en')
    wizard.form.company = company
    wizard.execute('create_account')
    wizard.form.account_receivable = account(receivable=True)
    wizard.form.account_payable = account(payable=True)
    wizard.execute('create_properties')


def account(**kind):
    (name, value), = kind.items()
    return Model.get('account.account').find([('type.' + name, '=', value)], limit=1)[0]


def make_tax():
    tax_account = the('account.account', name='Main Tax')
    tax = Model.get('account.tax')(name=TAX, description=TAX, type='percentage',
        rate=Decimal('0.20'), invoice_account=tax_account, credit_note_account=tax_account)
    tax.save()
    return tax


def make_products(tax):
    category = Model.get('product.category')(name='Goods', accounting=True)
    category.account_revenue, category.account_expense = (
        account(revenue=True), account(expense=True))
    category.customer_taxes.append(tax)
    category.save()
    unit = the('product.uom', name='Unit')
    for name, price in plot.PRODUCTS.items():
        # A service is delivered by itself.
        Model.get('product.template')(name=name, default_uom=unit, type='service',
            salable=True, list_price=Decimal(price), account_category=category).save()
    for name, price in plot.GOODS.items():
        # Of which there is always enough.
        Model.get('product.template')(name=name, default_uom=unit, type='goods', consumable=True,
            salable=True, list_price=Decimal(price), account_category=category).save()


def make_terms():
    for name, days in plot.TERMS.items():
        term = Model.get('account.invoice.payment_term')(name=name)
        term.lines.new(type='remainder').relativedeltas.new(days=days)
        term.save()


def make_payment_method(company):
    cash = the('account.account', name='Main Cash')
    Model.get('account.invoice.payment.method')(name=plot.PAYMENT_METHOD, company=company,
        journal=the('account.journal', type='cash'),
        credit_account=cash, debit_account=cash).save()


def make_user(person):
    company = the('company.company')
    user = Model.get('res.user')(name=person.name, login=person.login)
    user.password = person.password
    for xml_id in person.groups:
        user.groups.append(by_xml_id('res.group', xml_id))
    user.companies.append(company)
    user.company = the('company.company')
    user.save()


def make_customer(customer):
    party = Model.get('party.party')(name=customer.name)
    party.customer_payment_term = the('account.invoice.payment_term', name=customer.terms)
    address, = party.addresses
    address.street, address.postal_code, address.city = customer.address
    address.invoice = address.delivery = True
    party.save()
    return party


def make_invoice(party, owed):
    "Amounts are gross; a line of the invoice is net."
    date = TODAY - datetime.timedelta(days=owed.days_ago)
    invoice = Model.get('account.invoice')(type='out', party=party, invoice_date=date)
    invoice.payment_term = the('account.invoice.payment_term', name=owed.terms)
    line = invoice.lines.new()
    line.product = the('product.product', ('template.name', '=', owed.product))
    line.quantity = owed.quantity
    line.unit_price = Decimal(plot.PRODUCTS[owed.product])
    invoice.save()
    # Tryton asks whether an invoice that is due already is meant: yes.
    Model.get('res.user.warning')(user=the('res.user', login='admin'), always=False,
        name='invoice_payment_term_%s' % invoice.id).save()
    invoice.click('post')


def set_limit(party, amount):
    wizard = Wizard('creditgate.set_limit', [party])
    wizard.form.limit_state, wizard.form.amount = 'amount', Decimal(amount)
    wizard.form.reason = 'yearly review'
    wizard.execute('act')


def the(model, *clauses, **values):
    "The one record; an error that says which is missing."
    domain = [*clauses, *((name, '=', value) for name, value in values.items())]
    found = Model.get(model).find(domain)
    if len(found) != 1:
        raise LookupError('found %s of %s with %s, expected one' % (len(found), model, domain))
    return found[0]


def by_xml_id(model, xml_id):
    module, fs_id = xml_id.split('.')
    data = the('ir.model.data', module=module, fs_id=fs_id)
    return Model.get(model)(data.db_id)


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in ('make', 'people'):
        sys.exit(__doc__)
    act, conf, database = arguments

    def at_work(login):
        return proteus.config.set_trytond(database, user=login, config_file=conf)

    if act == 'make':
        make_company(at_work('admin'))
    else:
        make_people(at_work('admin'))
        set_limits(at_work(plot.LIMITS_ARE_SET_BY))


if __name__ == '__main__':
    main(sys.argv[1:])
