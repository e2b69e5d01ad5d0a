# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check tells of every payer and what hardly ever changes: kept in Tryton's own cache, which
all of its processes drop when it does. Each table more in the statement that a check asks takes as
long as a hundredth of the confirmation."""
from trytond.cache import Cache
from trytond.pool import PoolMeta

from .tables import one_row

_companies = Cache('creditgate.companies', context=False)
_terms = Cache('creditgate.terms', context=False)


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
