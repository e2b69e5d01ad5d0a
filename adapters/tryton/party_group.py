# SPDX-License-Identifier: GPL-3.0-or-later
"""The limits that a party shares, on its Credit tab: with its family, with the others that its
salesperson looks after, with those of its department."""
from trytond.model import fields
from trytond.pool import PoolMeta
from trytond.pyson import Eval


def _credit(field):
    return fields.Function(field, 'get_credit')


def _name(kind, label, help):
    return _credit(fields.Char(label, help=help,
            states={'invisible': ~Eval('credit_' + kind)}))


def _amount(kind, label, help=''):
    digits = 'credit_%s_currency_digits' % kind
    return _credit(fields.Numeric(label, help=help, digits=(16, Eval(digits, 2)),
            states={'invisible': ~Eval('credit_' + kind)},
            depends=['credit_' + kind, digits]))


def _currency(label):
    return _credit(fields.Many2One('currency.currency', label))


def _digits(label):
    return _credit(fields.Integer(label))


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    credit_group = _name('group', "Credit Group", "Shares a limit with its other members.")
    credit_group_currency = _currency("Group's Currency")
    credit_group_currency_digits = _digits("Group's Currency Digits")
    credit_group_limit = _amount('group', "Group's Limit")
    credit_group_exposure = _amount('group', "Group's Exposure", "Of all its members.")
    credit_group_available = _amount('group', "Group's Available")

    credit_salesperson = _name('salesperson', "Salesperson",
        "Whose customers share a limit.")
    credit_salesperson_currency = _currency("Salesperson's Currency")
    credit_salesperson_currency_digits = _digits("Salesperson's Currency Digits")
    credit_salesperson_limit = _amount('salesperson', "Salesperson's Limit")
    credit_salesperson_exposure = _amount('salesperson', "Salesperson's Exposure",
        "Of all customers of the salesperson.")
    credit_salesperson_available = _amount('salesperson', "Salesperson's Available")

    credit_department = _name('department', "Department", "Whose customers share a limit.")
    credit_department_currency = _currency("Department's Currency")
    credit_department_currency_digits = _digits("Department's Currency Digits")
    credit_department_limit = _amount('department', "Department's Limit")
    credit_department_exposure = _amount('department', "Department's Exposure",
        "Of all customers of the department.")
    credit_department_available = _amount('department', "Department's Available")

