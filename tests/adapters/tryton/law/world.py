# SPDX-License-Identifier: GPL-3.0-or-later
"""What the walks need beside the company of the tests: a second company with another currency,
goods in stock, taxes of every kind, accounts to write off to."""
import datetime
from decimal import Decimal
from types import SimpleNamespace

TODAY = datetime.date.today()
_SECOND = 'Island Trading'


class World:
    def __init__(self, inside):
        self.inside, self.model = inside, inside.model
        self.companies = inside.run(self._companies)
        self.currencies = inside.look(self._currencies)
        self.products = inside.run(self._products)
        self.terms = inside.run(self._terms)
        self.offices = {}
        for company in self.companies:
            inside.run(self._accounts, company, company=company)
            self.offices[company] = inside.run(self._office, company, company=company)

    def customers(self, names):
        "New ones that may buy on credit without a limit."
        return self.inside.run(self._customers, names, company=self.companies[0])

    def _one(self, model, *domain):
        return self.model(model).search(list(domain), limit=1)[0]

    def _companies(self):
        Company, User = self.model('company.company'), self.model('res.user')
        first, = Company.search([])
        party, = self.model('party.party').create([{'name': _SECOND}])
        second, = Company.create([{'party': party.id,
                    'currency': self._one('currency.currency', ('code', '=', 'USD')).id}])
        User.write([User(1)], {'companies': [('add', [first.id, second.id])]})
        Company.write([first, second], {'cancel_invoice_out': True})
        return first.id, second.id

    def _currencies(self):
        return {each.code: each.id for each in self.model('currency.currency').search([])}

    def _products(self):
        Template = self.model('product.template')
        made = {}
        for name, kind, unit in [('Anchor', 'goods', 'Unit'), ('Chain', 'goods', 'Meter'),
                ('Freight', 'service', 'Unit'), ('Advice', 'service', 'Hour')]:
            uom = self._one('product.uom', ('name', '=', unit)).id
            template, = Template.create([{'name': name, 'type': kind, 'default_uom': uom,
                        'salable': True, 'sale_uom': uom, 'list_price': Decimal(10),
                        'account_category': self._category().id,
                        'products': [('create', [{}])]}])
            made[name] = template.products[0].id
        return made

    def _category(self):
        Category = self.model('product.category')
        found = Category.search([('name', '=', 'Chandlery')])
        return found[0] if found else Category.create([
                {'name': 'Chandlery', 'accounting': True}])[0]

    def _terms(self):
        "Days from the date of the invoice, and what is due then."
        made = {}
        rest = {'type': 'remainder'}
        half = {'type': 'percent_on_total', 'ratio': Decimal('0.5'), 'divisor': Decimal(2)}
        for name, parts in [('at once', [(0, rest)]), ('30 days', [(30, rest)]),
                ('half now', [(0, half), (45, rest)])]:
            term, = self.model('account.invoice.payment_term').create([{'name': name,
                        'lines': [('create', [dict(part, relativedeltas=[
                                            ('create', [{'days': days}])])
                                    for days, part in parts])]}])
            made[name] = term.id
        return made

    def _accounts(self, company):
        if not self.model('account.account').search([('company', '=', company)]):
            self._chart(company)
            self._fiscal_years(company)
        revenue = self._account(company, ('type.revenue', '=', True))
        expense = self._account(company, ('type.expense', '=', True))
        category = self._category()
        category.account_revenue, category.account_expense = revenue, expense
        category.save()
        configuration = self.model('account.configuration')(1)
        configuration.default_category_account_revenue = revenue
        configuration.default_category_account_expense = expense
        # The neighbour's cents: one company rounds taxes by the line, the other by the document.
        configuration.tax_rounding = 'document' if company == self.companies[0] else 'line'
        configuration.save()

    def _account(self, company, *domain):
        return self._one('account.account', ('company', '=', company), ('closed', '!=', True),
            *domain)

    def _chart(self, company):
        Wizard = self.inside.wizard('account.create_chart')
        template = self.model('ir.model.data').get_id('account', 'account_template_root_en')
        session, _, _ = Wizard.create()
        chart = Wizard(session)
        chart.account.account_template = template
        chart.account.company = company
        chart.transition_create_account()
        chart.properties.company = company
        for kind in ('receivable', 'payable'):
            setattr(chart.properties, 'account_' + kind,
                self._account(company, ('type.' + kind, '=', True), ('party_required', '=', True)))
        chart.transition_create_properties()

    def _fiscal_years(self, company):
        FiscalYear = self.model('account.fiscalyear')
        for year in (TODAY.year - 1, TODAY.year):
            strict = self._sequence('ir.sequence.strict', 'Invoice', year, company)
            made, = FiscalYear.create([{'name': str(year), 'company': company,
                        'start_date': datetime.date(year, 1, 1),
                        'end_date': datetime.date(year, 12, 31),
                        'post_move_sequence': self._sequence(
                            'ir.sequence', 'Account Move', year, company),
                        'invoice_sequences': [('create', [dict.fromkeys([
                                            'out_invoice_sequence', 'in_invoice_sequence',
                                            'out_credit_note_sequence',
                                            'in_credit_note_sequence'], strict)])]}])
            FiscalYear.create_period([made])

    def _sequence(self, model, kind, year, company):
        kind = self._one('ir.sequence.type', ('name', '=', kind)).id
        return self.model(model).create([{'name': str(year), 'sequence_type': kind,
                    'company': company, 'prefix': 'I%s-' % year}])[0].id

    def _office(self, company):
        "What a clerk of the company needs to sell, post and take money."
        journal = self._one('account.journal', ('type', '=', 'cash'))
        cash = self._account(company, ('name', '=', 'Main Cash')).id
        revenue = self._account(company, ('type.revenue', '=', True)).id
        expense = self._account(company, ('type.expense', '=', True)).id
        off = (self.model('account.journal').search([('type', '=', 'write-off')])
            or self.model('account.journal').create([
                    {'name': 'Write-off', 'code': 'WO', 'type': 'write-off'}]))[0]
        off.sequence = self._one('ir.sequence', ('name', '=', 'Default Account Journal'))
        off.save()
        method, = self.model('account.invoice.payment.method').create([{'name': 'Bank',
                    'company': company, 'journal': journal.id, 'credit_account': cash,
                    'debit_account': cash}])
        write_off, = self.model('account.move.reconcile.write_off').create([{
                    'name': 'Bad debt', 'company': company, 'journal': off.id,
                    'credit_account': expense, 'debit_account': expense}])
        clearing = self._clearing_account(company)
        return SimpleNamespace(company=company, cash=cash, revenue=revenue, journal=journal.id,
            clearing=clearing, cheques=self._cheques(company, clearing, journal.id),
            currency=self.model('company.company')(company).currency.code,
            receivable=self._account(company, ('type.receivable', '=', True)).id,
            sales=self._one('account.journal', ('type', '=', 'revenue')).id,
            method=method.id, write_off=write_off.id, taxes=self._taxes(company))

    def _clearing_account(self, company):
        cash = self._account(company, ('name', '=', 'Main Cash'))
        return self.model('account.account').create([{'name': 'Cheques', 'company': company,
                    'type': cash.type.id, 'reconcile': True}])[0].id

    def _cheques(self, company, clearing, journal):
        "A journal of payments for each currency."
        return {currency: self.model('account.payment.journal').create([{
                        'name': code, 'company': company, 'currency': currency,
                        'process_method': 'manual', 'clearing_account': clearing,
                        'clearing_journal': journal,
                        'clearing_posting_delay': datetime.timedelta(0)}])[0].id
            for code, currency in self.currencies.items()}

    def _taxes(self, company):
        """Choices of taxes for a line, each a list.

        A tax that changes the price for those after it is not here: creditgate has the proportion
        of such an order that is left, not its cents.
        """
        account = self._account(company, ('name', '=', 'Main Tax')).id
        yesterday = TODAY - datetime.timedelta(days=1)

        def tax(name, kind, amount=None, children=(), **more):
            values = dict({'name': name, 'description': name, 'type': kind, 'company': company,
                'sequence': 5}, **more)
            if kind != 'none':
                values.update(invoice_account=account, credit_note_account=account)
                values['rate' if kind == 'percentage' else 'amount'] = Decimal(amount)
            made, = self.model('account.tax').create([values])
            self.model('account.tax').write([*map(self.model('account.tax'), children)],
                {'parent': made.id})
            return made.id

        high, low = tax('20 %', 'percentage', '0.20'), tax('7.7 %', 'percentage', '0.077')
        deposit = tax('Deposit', 'fixed', '1.255')
        group = tax('Group', 'none', children=[
                tax('5 %', 'percentage', '0.05'), tax('Stamp', 'fixed', '0.50'),
                tax('State', 'none', children=[tax('3.5 %', 'percentage', '0.035')])])
        dated = tax('Dated', 'none', children=[
                tax('19 %', 'percentage', '0.19', end_date=yesterday),
                tax('21 %', 'percentage', '0.21', start_date=TODAY)])
        return [[high], [high], [low], [], [deposit], [high, deposit], [group], [dated],
            [low, group]]

    def _customers(self, names):
        made = self.model('party.party').create([{'name': name, 'addresses': [('create', [
                                {'street': 'Quay 1', 'invoice': True, 'delivery': True}])]}
                for name in names])
        return [party.id for party in made]
