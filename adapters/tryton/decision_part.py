# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a decision's page: rule by rule, and the exposure bucket by bucket. A line's id is
made of the decision and its place."""
from trytond.model import ModelStorage, ModelView, fields
from trytond.pyson import Eval, If

from . import decision_words
from .decision import told_to_reader
from .documents import BUCKETS
from .shown import ReadOnly


class _Part(ReadOnly):
    "_told: the words of the parts of a decision that the op has told."
    _read_only = 'msg_decision_read_only'

    @classmethod
    def read(cls, ids, fields_names):
        super().read(ids, fields_names)
        found = {}
        for decision in told_to_reader(sorted({decision_words.of_part(id_) for id_ in ids})):
            parts = cls._told(decision)
            found.update(zip(decision_words.parts(decision, parts), parts))
        return [dict({name: found[id_].get(name) for name in fields_names}, id=id_)
            for id_ in ids if id_ in found]


class DecisionRule(_Part, ModelStorage, ModelView):
    "Rule of a Credit Decision"
    __name__ = 'creditgate.decision.rule'
    sentence = fields.Text("Rule", readonly=True)
    whom = fields.Char("For", readonly=True,
        help="Whom the line of the policy is for that won, and which it outdid.")
    found = fields.Text("Found", readonly=True)
    threshold = fields.Char("Compared With", readonly=True)
    result = fields.Selection([
            ('found', "Yes"),
            ('content', "No"),
            ('nothing_to_compare', "Nothing to Compare"),
            ('left_out', "Not Looked At"),
            ('switched_off', "Switched Off"),
            ], "Is It So?", readonly=True)
    effect = fields.Char("So It Was", readonly=True)
    clear = fields.Text("What Would Have Cleared It", readonly=True)

    _told = staticmethod(decision_words.rules)

    @classmethod
    def view_attributes(cls):
        result = Eval('result', '')
        return super().view_attributes() + [
            ('/tree/field[@name="result"]', 'visual',
                If(result == 'found', 'danger',
                    If(result == 'content', 'success', 'muted'))),
            ]


class DecisionBucket(_Part, ModelStorage, ModelView):
    "Bucket of a Credit Decision"
    __name__ = 'creditgate.decision.bucket'
    bucket = fields.Selection(BUCKETS, "Bucket", readonly=True, sort=False)
    amount = fields.Numeric("Amount", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], readonly=True)
    documents = fields.Integer("Documents", readonly=True)
    counts = fields.Boolean("Counts in the Exposure", readonly=True)
    limit = fields.Numeric("Its Own Limit", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'], readonly=True)
    currency_digits = fields.Integer("Currency Digits", readonly=True)

    _told = staticmethod(decision_words.buckets)
