# SPDX-License-Identifier: GPL-3.0-or-later
"""The days of a limit and its credit term: what the forms show of them and say."""
import datetime

from trytond.i18n import gettext
from trytond.model import fields

# By the field of the Credit tab that shows it.
_SHOWN = {
    'valid_from': 'credit_limit_from',
    'valid_to': 'credit_limit_to',
    'review_on': 'credit_review_on',
    'credit_days': 'credit_days',
    }


class LimitTerms:
    "For a form."
    __slots__ = ()
    valid_from = fields.Date("Valid from", help="The first day on which the limit counts.")
    valid_to = fields.Date("Valid to",
        help="The last day on which the limit counts. After it no credit is agreed.")
    review_on = fields.Date("Review on")
    credit_days = fields.Integer("Days to Pay in",
        domain=['OR', ('credit_days', '=', None),
            [('credit_days', '>=', 0), ('credit_days', '<=', 3650)]],
        help="The credit term agreed with the limit. Empty: that of the payment term.")


def shown(credit):
    "Those that are agreed now."
    return {name: credit.get(of_tab) for name, of_tab in _SHOWN.items()}


def said(form):
    "What the form says; what it leaves empty is open."
    return told({name: getattr(form, name, None) for name in _SHOWN})


def changed(form, credit):
    "The same, or nothing where they are those that are agreed now, so that these stay."
    now = shown(credit)
    terms = {name: getattr(form, name, now[name]) for name in _SHOWN}
    return None if terms == now else told(terms)


def told(terms):
    "As the contract has them."
    return {name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in terms.items()}


def text(terms):
    "Those of a request, for who decides about it; one a line."
    return '\n'.join(gettext('creditgate.msg_limit_%s' % name, value=terms[name])
        for name in _SHOWN if terms and terms.get(name) is not None)
