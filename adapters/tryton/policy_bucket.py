# SPDX-License-Identifier: GPL-3.0-or-later
"""The buckets of a policy: whether each counts in the exposure, and its own limit."""
from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Bool, Eval

from .documents import BUCKETS
from .policy_values import money_said, money_shown
from .policy_words import plain, value_text


class DraftBucket(ModelView):
    "Bucket of a Credit Policy That Is Drafted"
    __name__ = 'creditgate.policy_draft.bucket'
    bucket = fields.Selection(BUCKETS, "Bucket", readonly=True, sort=False)
    included = fields.Boolean("Counts",
        help="In the exposure. One that does not count is shown all the same.")
    limit = fields.Numeric("Own Limit", digits=(16, Eval('currency_digits', 2)),
        depends=['currency_digits'],
        help="What the bucket may come to by itself; the rule about buckets minds more.")
    currency = fields.Many2One('currency.currency', "Currency",
        states={'required': Bool(Eval('limit'))}, depends=['limit'])
    currency_digits = fields.Integer("Currency Digits", readonly=True)
    sentence = fields.Text("Sentence", readonly=True)

    @fields.depends('currency')
    def on_change_with_currency_digits(self, name=None):
        return self.currency.digits if self.currency else 2

    @fields.depends('bucket', 'included', 'limit', 'currency')
    def on_change_with_sentence(self, name=None):
        return bucket_text(_said(self, {'bucket': self.bucket}))


def bucket_rows(lines):
    "Every bucket, as the form shows it."
    named = {line['bucket']: line for line in lines}
    rows = []
    for code, _ in BUCKETS:
        line = named.get(code, {'bucket': code})
        amount, currency = money_shown(line.get('limit'))
        rows.append({
                'bucket': code,
                'included': line.get('included') is not False,
                'limit': amount,
                'currency': currency,
                'currency_digits': (
                    Pool().get('currency.currency')(currency).digits if currency else 2),
                'sentence': bucket_text(line),
                })
    return rows


def buckets_of(rows, before):
    "The lines of a policy that the form says: what was named before it, then what is new."
    said = {line['bucket']: line for line in before}
    for row in rows:
        was = said.get(row.bucket)
        line = _said(row, was or {'bucket': row.bucket})
        if was or len(line) > 1:
            said[row.bucket] = line
    return [line for line in said.values() if set(line) != {'bucket'}]


def _said(row, was):
    line = dict(was)
    included = bool(getattr(row, 'included', True))
    if included != (was.get('included') is not False):
        line['included'] = included
        if included:
            del line['included']
    limit = money_said(getattr(row, 'limit', None), getattr(row, 'currency', None),
        was.get('limit'))
    line['limit'] = limit
    if limit is None:
        del line['limit']
    return line


def bucket_text(line):
    "As a person reads it."
    text = gettext('creditgate.msg_policy_bucket_%s' % (
            'left_out' if line.get('included') is False else 'counts'),
        bucket=dict(BUCKETS).get(line['bucket'], plain(line['bucket'] or '')))
    if line.get('limit'):
        text += ' ' + gettext('creditgate.msg_policy_bucket_limit',
            limit=value_text(line['limit'], ''))
    return text


def buckets_text(lines):
    "All that a policy says of them, one a line."
    return '\n'.join(map(bucket_text, lines)) or gettext('creditgate.msg_policy_buckets_usual')
