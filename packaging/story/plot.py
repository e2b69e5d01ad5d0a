# SPDX-License-Identifier: Apache-2.0
"""Who and what is in the story. Everything is invented."""
from dataclasses import dataclass
from typing import NamedTuple, Optional, Tuple

COMPANY = 'Lighthouse Trading'
PAYMENT_METHOD = 'Bank transfer'
TERMS = {'30 days net': 30, '60 days net': 60}
PRODUCTS = {'Smoked salmon, case': '200.00', 'Sea salt, pallet': '500.00'}
# What a warehouse ships.
GOODS = {'Fishing net, crate': '300.00'}
# Tries the policy out.
DEPARTMENT = 'Bakeries'


@dataclass(frozen=True)
class Person:
    login: str
    name: str
    role: str
    groups: Tuple[str, ...]

    @property
    def password(self):
        return self.login + '-demo'


PEOPLE = {person.login: person for person in [
        Person('ann', 'Ann Archer', 'clerk',
            ('sale.group_sale', 'creditgate.group_credit_clerk')),
        Person('carl', 'Carl Conrad', 'credit controller',
            ('sale.group_sale', 'creditgate.group_credit_controller')),
        Person('olga', 'Olga Okafor', 'accountant',
            ('account.group_account', 'creditgate.group_credit_clerk')),
        Person('mia', 'Mia Moreau', 'credit manager',
            ('sale.group_sale', 'account.group_account', 'creditgate.group_credit_manager')),
        Person('finn', 'Finn Farrell', 'finance director',
            ('sale.group_sale', 'account.group_account', 'creditgate.group_credit_manager')),
        Person('walt', 'Walt Weaver', 'warehouse', ('stock.group_stock',)),
        ]}

LIMITS_ARE_SET_BY = 'mia'


class Owed(NamedTuple):
    "An open invoice."
    product: str
    quantity: int
    days_ago: int
    terms: str


@dataclass(frozen=True)
class Customer:
    name: str
    address: Tuple[str, str, str]
    terms: str
    limit: Optional[str]
    owes: Tuple[Owed, ...] = ()


SALMON, SALT = PRODUCTS
NET, = GOODS

# Harbour Foods owes 4,800.00, 20 days overdue, and 3,600.00 that is not due: 8,400.00 of 10,000.00.
HARBOUR_FOODS = Customer('Harbour Foods', ('12 Quay Street', 'BT1 3LG', 'Belfast'),
    '30 days net', '10000.00', (
        Owed(SALMON, 20, 50, '30 days net'),
        Owed(SALT, 6, 10, '60 days net')))

QUAY_BAKERY = Customer('Quay Bakery', ('5 Dock Row', 'BT3 9DT', 'Belfast'), '30 days net', '100.00')

CUSTOMERS = [
    HARBOUR_FOODS,
    QUAY_BAKERY,
    Customer('Blue Anchor Inn', ('3 Strand Road', 'BT48 7AB', 'Derry'),
        '30 days net', '5000.00', (Owed(SALMON, 5, 8, '30 days net'),)),
    Customer('Northern Ferries', ('1 Harbour Way', 'BT40 1AW', 'Larne'),
        '60 days net', '50000.00', (Owed(SALT, 20, 6, '60 days net'),)),
    Customer('Corner Deli', ('77 Mill Lane', 'BT9 6AF', 'Belfast'), '30 days net', None),
    ]


def main():
    "The people, as the demo lists them."
    for person in PEOPLE.values():
        print('  %-6s %-13s %s, %s' % (person.login, person.password, person.name, person.role))


if __name__ == '__main__':
    main()
