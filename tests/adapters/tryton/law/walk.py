# SPDX-License-Identifier: GPL-3.0-or-later
"""A random walk of people at work, the same again for the same seed."""
import random
from types import SimpleNamespace

from trytond.exceptions import TrytonException

from . import invoice_steps, money_steps, order_steps, payment_steps
from .inprocess import Nothing, Undone

STEPS = [*order_steps.STEPS, *invoice_steps.STEPS, *money_steps.STEPS, *payment_steps.STEPS]


class Walk:
    """A step is a function that gets the walk, does its work through Tryton's objects and says
    what it did. Those whom it touches are in `touched`."""

    def __init__(self, world, seed):
        self.world, self.model = world, world.model
        self.random = random.Random(seed)
        self.seed, self.number, self.log, self.done = seed, 0, [], {}
        self.parties = world.customers(
            ['%s %s' % (name, seed) for name in ('Ann', 'Ben', 'Cid', 'Dot', 'Eve')])
        self.merged = []
        self.blocked = {company: [] for company in world.companies}
        self.office, self.touched = None, set()

    def step(self):
        "Tries until one step could be done; a refusal of Tryton is a step too."
        while True:
            first, second = self.world.companies
            company = first if self.random.random() < 0.75 else second
            self.office, self.touched = self.world.offices[company], set()
            act, = self.random.choices([act for _, act in STEPS], [often for often, _ in STEPS])
            try:
                said = self.world.inside.run(act, self, company=company)
            except Nothing:
                continue
            except Undone as undone:
                said = '%s, rolled back' % undone
            except TrytonException as error:
                said = 'refused: %s' % ' '.join(str(error.args).split())[:200]
            self.number += 1
            name = act.__name__ + (' (refused)' if said.startswith('refused') else '')
            self.done[name] = self.done.get(name, 0) + 1
            self.log.append('%s. company %s: %s: %s' % (self.number, company, act.__name__, said))
            return SimpleNamespace(company=company, touched=set(self.touched))

    # What steps use.

    def chance(self, share):
        return self.random.random() < share

    def customer(self):
        party = self.random.choice(self.parties)
        self.touched.add(party)
        return party

    def pick(self, model, *domain):
        "Any such record of the customers in the company at work."
        found = self.model(model).search([('company', '=', self.office.company),
                (_PARTY[model], 'in', self.parties), *domain], order=[('id', 'ASC')])
        if not found:
            raise Nothing()
        # Most work is done on what came last.
        record = found[-1 - min(int(self.random.expovariate(0.3)), len(found) - 1)]
        self.touch(record)
        return record

    def touch(self, record):
        for field in ('party', 'invoice_party', 'customer'):
            party = getattr(record, field, None)
            if party:
                self.touched.add(party.id)

    def currency(self):
        "Mostly the company's own."
        if self.chance(0.7):
            return self.world.currencies[self.office.currency]
        return self.world.currencies[self.random.choice(sorted(self.world.currencies))]

    def wizard(self, name, record):
        "The wizard, opened on the record; it works in the context that this brings."
        from trytond.transaction import Transaction
        Wizard = self.world.inside.wizard(name)
        session, _, _ = Wizard.create()
        opened = Wizard(session)
        return opened, Transaction().set_context(active_model=record.__name__,
            active_id=record.id, active_ids=[record.id])


_PARTY = {'sale.sale': 'party', 'account.invoice': 'party', 'stock.shipment.out': 'customer',
    'stock.shipment.out.return': 'customer', 'account.move.line': 'party',
    'account.payment': 'party'}
