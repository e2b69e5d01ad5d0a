# SPDX-License-Identifier: GPL-3.0-or-later
"""The company of the tests: EUR, accounts, two taxes, goods that need no stock, people."""
import datetime
from decimal import Decimal

import proteus
from proteus import Model, Wizard

PASSWORD = 'secret'
COMPANY = 'Harbour Trading'
PEOPLE = {
    'ann': ('sale.group_sale', 'creditgate.group_credit_clerk'),
    'carl': ('sale.group_sale', 'account.group_account', 'creditgate.group_credit_controller'),
    'mary': ('sale.group_sale', 'account.group_account', 'creditgate.group_credit_manager'),
    'mo': ('creditgate.group_credit_manager',),
    'otto': ('account.group_account',),
    'sue': ('sale.group_sale',),
    }


def make_company(url):
    "On a database that has Tryton's own modules only: creditgate comes to a company at work."
    config = proteus.config.set_xmlrpc(url)
    _currencies()
    company = _company(config)
    _fiscal_year(company)
    _chart(company)
    accounts = {kind: _account(kind) for kind in ('receivable', 'revenue', 'expense')}
    _products(accounts, [_tax('Tax 20 %', '0.20'), _tax('Tax 0 %', '0')])
    _payment(company)


def make_people(url):
    "When creditgate is there."
    proteus.config.set_xmlrpc(url)
    Group = Model.get('res.group')
    ModelData = Model.get('ir.model.data')
    User = Model.get('res.user')
    Company = Model.get('company.company')
    company, = Company.find()

    def group(xml_id):
        module, fs_id = xml_id.split('.')
        data, = ModelData.find([('module', '=', module), ('fs_id', '=', fs_id)])
        return Group(data.db_id)

    for login, groups in PEOPLE.items():
        user = User(name=login.capitalize(), login=login)
        user.password = PASSWORD
        user.email = '%s@harbour.example' % login
        user.groups.extend([group(each) for each in groups])
        user.companies.append(Company(company.id))
        user.company = Company(company.id)
        user.save()


def _currencies():
    Currency = Model.get('currency.currency')
    first = datetime.date(2020, 1, 1)
    for code, digits, rate in [('EUR', 2, '1'), ('USD', 2, '1.25'), ('JPY', 2, '160')]:
        currency = Currency(name=code, code=code, symbol=code, digits=digits,
            rounding=Decimal(1).scaleb(-digits))
        line = currency.rates.new()
        line.date, line.rate = first, Decimal(rate)
        currency.save()


def _company(config):
    Currency = Model.get('currency.currency')
    Party = Model.get('party.party')
    party = Party(name=COMPANY)
    party.save()
    wizard = Wizard('company.company.config')
    wizard.execute('company')
    wizard.form.party = party
    wizard.form.currency, = Currency.find([('code', '=', 'EUR')])
    wizard.execute('add')
    config._context = Model.get('res.user').get_preferences(True, {})
    return Model.get('company.company').find()[0]


def _fiscal_year(company):
    today = datetime.date.today()
    FiscalYear = Model.get('account.fiscalyear')
    # Last year too: what is long overdue was invoiced then.
    for year in (today.year - 1, today.year):
        fiscal_year = FiscalYear(name=str(year), company=company,
            start_date=datetime.date(year, 1, 1), end_date=datetime.date(year, 12, 31))
        fiscal_year.post_move_sequence = _sequence('ir.sequence', "Account Move", year, company)
        invoices, = fiscal_year.invoice_sequences
        strict = _sequence('ir.sequence.strict', "Invoice", year, company)
        for name in ('out_invoice', 'in_invoice', 'out_credit_note', 'in_credit_note'):
            setattr(invoices, name + '_sequence', strict)
        fiscal_year.save()
        fiscal_year.click('create_period')


def _sequence(model, kind, year, company):
    sequence_type, = Model.get('ir.sequence.type').find([('name', '=', kind)])
    sequence = Model.get(model)(name='%s %s' % (kind, year), sequence_type=sequence_type,
        company=company, prefix='%s-' % year)
    sequence.save()
    return sequence


def _chart(company):
    data, = Model.get('ir.model.data').find([
            ('module', '=', 'account'), ('fs_id', '=', 'account_template_root_en')])
    wizard = Wizard('account.create_chart')
    wizard.execute('account')
    wizard.form.account_template = Model.get('account.account.template')(data.db_id)
    wizard.form.company = company
    wizard.execute('create_account')
    wizard.form.account_receivable = _account('receivable')
    wizard.form.account_payable = _account('payable')
    wizard.execute('create_properties')


def _account(kind):
    return Model.get('account.account').find([('type.' + kind, '=', True)], limit=1)[0]


def _tax(name, rate):
    account, = Model.get('account.account').find([('name', '=', 'Main Tax')])
    tax = Model.get('account.tax')(name=name, description=name, type='percentage',
        rate=Decimal(rate), invoice_account=account, credit_note_account=account)
    tax.save()
    return tax


def _products(accounts, taxes):
    Category = Model.get('product.category')
    Template = Model.get('product.template')
    unit, = Model.get('product.uom').find([('name', '=', 'Unit')])
    for name, tax in zip(('Rope', 'Book'), taxes):
        category = Category(name=name, accounting=True)
        category.account_revenue, category.account_expense = (
            accounts['revenue'], accounts['expense'])
        category.customer_taxes.append(tax)
        category.save()
        template = Template(name=name, default_uom=unit, type='service', salable=True,
            list_price=Decimal(100), account_category=category)
        template.save()


def _payment(company):
    for name, days in (('30 days', 30), ('At once', 0)):
        term = Model.get('account.invoice.payment_term')(name=name)
        line = term.lines.new(type='remainder')
        line.relativedeltas.new(days=days)
        term.save()
    cash, = Model.get('account.account').find([('name', '=', 'Main Cash')])
    journal, = Model.get('account.journal').find([('type', '=', 'cash')])
    Model.get('account.invoice.payment.method')(name='Cash', company=company, journal=journal,
        credit_account=cash, debit_account=cash).save()
