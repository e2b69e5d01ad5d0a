# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check tells of every payer and what hardly ever changes: kept in Tryton's own cache, which
all of its processes drop when it does. Each table more in the statement that a check asks takes as
long as a hundredth of the confirmation."""
import datetime

from trytond.cache import Cache
from trytond.pool import Pool, PoolMeta

from .tables import one_row

_companies = Cache('creditgate.companies', context=False)
_terms = Cache('creditgate.terms', context=False)
_days = Cache('creditgate.term_days', context=False)
_dunnings = Cache('creditgate.dunnings', context=False)


def is_company(party):
    "A party that is a company of the firm."
    parties = _companies.get('parties')
    if parties is None:
        found, = one_row('SELECT array_agg(party) FROM company_company')
        parties = tuple(found or ())
        _companies.set('parties', parties)
    return party in parties


def default_term(company):
    "The id of the payment term of those who have none of their own; None without one."
    term = _terms.get(company)
    if term is None:
        term, = one_row('SELECT COALESCE((SELECT default_customer_payment_term'
            ' FROM account_configuration_default_payment_term WHERE company = %s'
            ' ORDER BY id LIMIT 1), 0)', [company])
        _terms.set(company, term)
    return term or None


def term_days(term, date):
    "From a date (its text) to the last day on which something is due."
    days = _days.get((term, date))
    if days is None:
        lines = Pool().get('account.invoice.payment_term')(term).lines
        start = datetime.date.fromisoformat(date)
        due = [line.get_date(start) for line in lines]
        days = max([(day - start).days for day in due if day] + [0])
        _days.set((term, date), days)
    return days


def any_dunning():
    "None without the module account_dunning."
    try:
        Pool().get('account.dunning')
    except KeyError:
        return None
    found = _dunnings.get('any')
    if found is None:
        found, = one_row('SELECT EXISTS (SELECT FROM account_dunning)')
        _dunnings.set('any', found)
    return found


def _dropping(cache):
    class Dropping:
        @classmethod
        def create(cls, vlist):
            cache.clear()
            return super().create(vlist)

        @classmethod
        def write(cls, *args):
            cache.clear()
            super().write(*args)

        @classmethod
        def delete(cls, records):
            cache.clear()
            super().delete(records)
    return Dropping


class Company(_dropping(_companies), metaclass=PoolMeta):
    __name__ = 'company.company'


class DefaultPaymentTerm(_dropping(_terms), metaclass=PoolMeta):
    __name__ = 'account.configuration.default_payment_term'


class PaymentTerm(_dropping(_days), metaclass=PoolMeta):
    __name__ = 'account.invoice.payment_term'


class PaymentTermLine(_dropping(_days), metaclass=PoolMeta):
    __name__ = 'account.invoice.payment_term.line'


class PaymentTermLineDelta(_dropping(_days), metaclass=PoolMeta):
    __name__ = 'account.invoice.payment_term.line.delta'


class Dunning(_dropping(_dunnings), metaclass=PoolMeta):
    __name__ = 'account.dunning'
