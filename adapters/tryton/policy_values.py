# SPDX-License-Identifier: GPL-3.0-or-later
"""What lines of a policy that is drafted share: where one came from, amounts of money, names."""
from decimal import Decimal

from . import event
from .policy_words import currency_of


def origin_of(line, before):
    "The line of the policy that a line of the form was; a new one was none."
    origin = getattr(line, 'origin', None)
    return before[origin] if origin is not None and 0 <= origin < len(before) else {}


def money_shown(value):
    "The amount, and the id of its currency."
    if value is None:
        return None, None
    currency = currency_of(value['currency'])
    return Decimal(value['amount']), currency and currency.id


def money_said(amount, currency, before):
    "As the contract has it, and as it was before where it is the same; None is none."
    if amount is None:
        return None
    if before and amount == Decimal(before['amount']) and (
            not currency or currency.code == before['currency']):
        return before
    if not currency:
        return {'amount': str(amount), 'currency': ''}
    return event.money(amount, currency)


def names_said(text):
    "One a line."
    return [each.strip() for each in (text or '').splitlines() if each.strip()]
