# SPDX-License-Identifier: GPL-3.0-or-later
"""What the op decisions tells, as the page of a decision has it."""
import datetime
from decimal import Decimal

from trytond.i18n import gettext

from .policy_words import currency_of, money_text, rule_kinds, sentence, whom, word

# The number of a decision and the place of a line on its page make the line's id.
_PLACES = 1000


def of_part(id_):
    "The decision that a line is of."
    return id_ // _PLACES


def parts(decision, lines):
    "The ids of its lines."
    return [_PLACES * decision['decision_id'] + place for place in range(len(lines))]


def page(decision):
    "The fields of the page."
    credit = decision['credit']
    currency = currency_of(credit['currency'])
    return {
        'why': decision['message'],
        'clearing': decision['clear_text'],
        'policy': gettext('creditgate.msg_decision_policy', **decision['policy']),
        'rules': parts(decision, decision['rules']),
        'buckets': parts(decision, credit['buckets']),
        'limit': limit_text(credit['limit']),
        'credit_currency': currency and currency.id,
        'credit_digits': currency.digits if currency else 2,
        'exposure_before': _decimal(credit['exposure']),
        'document_amount': _decimal(decision['document_amount']),
        'exposure_with': _decimal(decision['exposure_with_document']),
        'available': _decimal(credit['available']),
        'overdue': _decimal(credit['overdue']['amount']),
        'overdue_days': credit['overdue']['days'],
        'blocked': credit['blocked'],
        'risk_class': credit['risk_class'],
        'rating_grade': credit['rating_grade'],
        'limit_terms': _terms(credit['limit_terms']),
        'groups': '\n'.join(map(_group, credit['groups'])),
        'findings': '\n'.join(credit['findings']),
        'hold': decision['hold'] and decision['hold']['hold_id'],
        'afterwards': _afterwards(decision['hold']),
        'told_to': '\n'.join(map(_notice, decision['notices'])),
        'proof': _proof(decision['replay']),
        }


def rules(decision):
    kinds = rule_kinds()
    return [_rule(kinds, look) for look in decision['rules']]


def _rule(kinds, look):
    found = look['result'] == 'found'
    return {
        'sentence': sentence(kinds, look['line'] or {'rule': look['rule']}),
        'whom': _whom(look),
        'found': look['value_text'],
        'threshold': look['threshold_text'],
        'result': look['result'],
        'effect': word('outcome', look['outcome']) if found else '',
        'clear': look['clear'] or '',
        }


def _whom(look):
    who = whom(look['scope'])
    if not look['instead_of']:
        return who
    return gettext('creditgate.msg_decision_instead_of', who=who,
        others=', '.join(map(whom, look['instead_of'])))


def buckets(decision):
    currency = currency_of(decision['credit']['currency'])
    return [{
            'bucket': each['bucket'],
            'amount': _decimal(each['amount']),
            'documents': each['documents'],
            'counts': each['included'],
            'limit': _decimal(each['limit']),
            'currency_digits': currency.digits if currency else 2,
            } for each in decision['credit']['buckets']]


def limit_text(limit):
    "An amount, or that there is none, or that it is not bound."
    if limit['state'] == 'amount':
        return money_text(limit['amount'])
    return gettext('creditgate.msg_decision_limit_' + limit['state'])


def _terms(terms):
    "What was agreed, what was on top of it, and each guarantee; of a bare amount nothing."
    if not terms:
        return ''
    lines = [gettext('creditgate.msg_decision_agreed', limit=limit_text(terms['agreed']),
            **_days(terms['valid_from'], terms['valid_to']))]
    if terms['temporary']:
        lines.append(gettext('creditgate.msg_decision_temporary',
                amount=money_text(terms['temporary']['amount']),
                **_days(terms['temporary']['from'], terms['temporary']['to'])))
    for each in terms['guarantees']:
        lines.append(gettext('creditgate.msg_decision_guarantee',
                kind=gettext('creditgate.msg_decision_guarantee_' + each['kind']),
                value=money_text(each['value']), percent=each['percent'],
                **_days(each['valid_from'], each['valid_to'])))
    return '\n'.join(lines)


def _days(first, last):
    return {'from': first or '…', 'to': last or '…'}


def _group(group):
    return gettext('creditgate.msg_decision_group_' + group['kind'], name=group['name'],
        limit=limit_text(group['limit']), exposure=money_text(group['exposure']))


def _afterwards(hold):
    if not hold:
        return ''
    lines = [gettext('creditgate.msg_decision_entry_' + each['kind'], by=each['by'],
            at=_moment(each['at']), text=each['text']) for each in hold['entries']]
    if hold['requested']:
        asked = hold['requested']
        lines.append(gettext('creditgate.msg_decision_requested', by=asked['by'],
                at=_moment(asked['at']), note=asked['note']))
    closed = hold['closed']
    if closed:
        lines.append(gettext('creditgate.msg_decision_' + hold['state'], by=closed['by'],
                at=_moment(closed['at']), reason=closed['reason']))
    else:
        lines.append(gettext('creditgate.msg_decision_open'))
    if hold['terms']:
        lines.append(_release_terms(hold['terms']))
    return '\n'.join(lines)


def _release_terms(terms):
    kind = 'until' if terms['until'] else 'once'
    return gettext('creditgate.msg_decision_release_%s_%s' % (kind, terms['stages']),
        up_to=money_text(terms['up_to']), until=terms['until'])


def _notice(notice):
    to = notice['to']['users'] + [
        gettext('creditgate.msg_decision_role_' + role) for role in notice['to']['roles']]
    return gettext('creditgate.msg_decision_notice_' + notice['state'],
        what=gettext('creditgate.msg_decision_told_' + notice['kind']), to=', '.join(to),
        at=_moment(notice['ended_at'] or notice['put_at']))


def _proof(replay):
    same = replay['result'] in {'same', 'worded_otherwise'}
    return gettext('creditgate.msg_decision_' + ('proven' if same else 'differs'), **replay)


def _moment(text):
    return datetime.datetime.fromisoformat(text.rstrip('Z')).strftime('%Y-%m-%d %H:%M UTC')


def _decimal(money):
    return Decimal(money['amount']) if money else None
