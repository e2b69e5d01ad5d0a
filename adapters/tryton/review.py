# SPDX-License-Identifier: GPL-3.0-or-later
"""A customer is reviewed: his risk class, the grade of his rating, and the day of the next time."""
from trytond.model import ModelView, fields
from trytond.pool import Pool, PoolMeta
from trytond.wizard import Button, StateTransition, StateView, Wizard

from . import event, limit_terms
from .on_party import OnParty
from .shown import call


class Party(metaclass=PoolMeta):
    __name__ = 'party.party'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._buttons['review_credit'] = {'icon': 'tryton-search'}

    @classmethod
    @ModelView.button_action('creditgate.wizard_review')
    def review_credit(cls, parties):
        pass


class ReviewStart(ModelView):
    "Review the Customer"
    __name__ = 'creditgate.review.start'
    party = fields.Many2One('party.party', "Customer", readonly=True)
    company = fields.Many2One('company.company', "Company", readonly=True)
    risk_class = fields.Char("Risk Class", size=20,
        help="A word of the firm's own, for which lines of the policy may be. Empty: none.")
    rating_grade = fields.Char("Rating", size=20, help="The grade. Empty: he has none.")
    grades = fields.Char("Grades of the Policy", readonly=True, help="The best first.")
    review_on = fields.Date("Next Review on")
    reason = fields.Text("Reason", required=True)


class Review(OnParty, Wizard):
    "Review the Customer"
    __name__ = 'creditgate.review'
    start = StateView('creditgate.review.start', 'creditgate.review_start_view_form', [
            Button("Cancel", 'end', 'tryton-cancel'),
            Button("Set", 'act', 'tryton-ok', default=True),
            ])
    act = StateTransition()

    def default_start(self, fields):
        policy = call('policy', business_date=event.business_date())['policy']
        return dict(self._now(), party=self._party().id, company=self._company().id,
            grades=', '.join(policy.get('rating_grades') or []))

    def _now(self):
        credit = self._party().credit(self._company())
        return {
            'risk_class': credit.get('credit_risk_class'),
            'rating_grade': credit.get('credit_rating_grade'),
            'review_on': credit.get('credit_review_on'),
            }

    def transition_act(self):
        now = self._now()
        said = {name: getattr(self.start, name, value) or None for name, value in now.items()}
        changed = {name for name in now if said[name] != (now[name] or None)}
        released = []
        for op, name in [('set_risk_class', 'risk_class'), ('set_rating', 'rating_grade')]:
            if name in changed:
                released += call(op, **{name: said[name]}, **self._about())['released']
        if 'review_on' in changed:
            released += self._set_review(said['review_on'])['released']
        Pool().get('creditgate.outbox').push_released(released)
        return 'end'

    def _set_review(self, day):
        "It is one of the days of the limit, which stays as it is."
        company = self._company()
        credit = self._party().credit(company)
        limit = {'state': credit.get('credit_agreed_state')}
        if limit['state'] == 'amount':
            limit['amount'] = event.money(credit['credit_agreed'], company.currency)
        terms = dict(limit_terms.told(limit_terms.shown(credit)), review_on=event.iso(day))
        return call('set_limit', limit=limit, terms=terms, **self._about())
