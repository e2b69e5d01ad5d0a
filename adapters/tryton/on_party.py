# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done for one customer, from his form."""
from trytond.i18n import gettext
from trytond.transaction import Transaction

from . import event
from .exceptions import CreditOperationError
from .rights import ForGroups
from .shown import need_company


class OnParty(ForGroups):
    "For a wizard."

    def _party(self):
        # What the client sends back is not asked: the party is the one the wizard was opened on.
        if Transaction().context.get('active_model') != 'party.party' or not self.record:
            raise CreditOperationError(gettext('creditgate.msg_needs_party'))
        return self.record

    _company = staticmethod(need_company)

    def _shown(self):
        "What its first form shows of whom it is about."
        company = self._company()
        return {
            'party': self._party().id,
            'company': company.id,
            'currency': company.currency.id,
            'currency_digits': company.currency.digits,
            }

    def _about(self):
        "The members of a request that tell whom it is about, who acts, and when."
        return {
            'company': self._company().id,
            'customer': self._party().id,
            'user': event.actor(),
            'reason': self.start.reason,
            'business_date': event.business_date(),
            }

    def end(self):
        return 'reload'


def checked(amount, currency, of='limit'):
    "An amount of money that a person has entered, as the contract has it."
    if amount is None or amount < 0 or amount != currency.round(amount):
        raise CreditOperationError(gettext('creditgate.msg_%s_amount' % of,
                amount='empty' if amount is None else amount, currency=currency.code,
                unit=currency.rounding))
    return event.money(amount, currency)
