# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds in which two sessions confirm two orders of one customer, each in a server of its own."""
import datetime
import random
import sys
import time
import urllib.error
import uuid
from decimal import Decimal

from erp.rpc import RpcError

from .two_servers import FAILS, together

_SLICE = 25
_KNOWN = 10
_LONGEST_OFFSET = 0.030

_confirmed = """
select coalesce(sum(l.quantity::numeric * l.unit_price), 0), count(distinct s.id)
from sale_sale s join sale_line l on l.sale = s.id
where s.party = %s and s.state in ('confirmed', 'processing', 'done')
"""


class Round:
    def __init__(self, dice, number, with_trouble):
        # known: checked before; unchecked: has a limit since just now; unseen: it is agreed in
        # the same moment.
        self.acquaintance = 'known' if number % 2 else dice.choice(['unchecked', 'unseen'])
        less, more = sorted(dice.randint(1, 100000) for _ in 'ab')
        self.room = _money(dice.randint(more, less + more - 1))
        self.amounts = [_money(less), _money(more)]
        dice.shuffle(self.amounts)
        self.offsets = [dice.uniform(0, _LONGEST_OFFSET) for _ in 'ab']
        self.fails = [dice.random() < 0.08 for _ in 'ab']
        self.kills_after = dice.uniform(0, 0.08) if dice.random() < 0.08 else None
        self.kills = dice.choice(['tryton', 'creditgate'])
        self.limit_after = dice.uniform(0, _LONGEST_OFFSET)
        if not with_trouble:
            self.acquaintance, self.fails, self.kills_after = 'known', [False, False], None
        self.customer = None
        self.sales = []


class Race:
    def __init__(self, servers, seed):
        self.servers, self.dice = servers, random.Random(seed)
        self.counts = dict.fromkeys([
                'over_limit', 'rounds', 'nobody_through', 'errors_shown', 'leaked',
                'exposure_wrong', 'newcomers', 'rolled_back', 'killed', 'errors_of_killed'], 0)
        self.known = self._new_customers(_KNOWN)
        self.address = {}

    def run(self, count, with_trouble=True):
        for start in range(0, count, _SLICE):
            rounds = [Round(self.dice, number, with_trouble)
                for number in range(start, min(start + _SLICE, count))]
            self._prepare(rounds)
            for each in rounds:
                self._run(each)

    def _prepare(self, rounds):
        newcomers = [each for each in rounds if each.acquaintance != 'known']
        for each, customer in zip(newcomers, self._new_customers(len(newcomers))):
            each.customer = customer
        for each in rounds:
            each.customer = each.customer or self.dice.choice(self.known)
        clerk = self.servers.clerks[0]
        values = [self._sale(each, place) for each in rounds for place in (0, 1)]
        sales = clerk.call('model.sale.sale.create', values)
        clerk.press('sale.sale', 'quote', sales)
        for place, each in enumerate(rounds):
            each.sales = sales[2 * place:2 * place + 2]

    def _new_customers(self, count):
        if not count:
            return []
        admin = self.servers.trade.admin
        return admin.call('model.party.party.create', [{'name': 'Racer', 'addresses': [
                        ('create', [{'street': 'Quay 1', 'invoice': True, 'delivery': True}])]}
                for _ in range(count)])

    def _sale(self, round_, place):
        trade, customer = self.servers.trade, round_.customer
        if customer not in self.address:
            self.address[customer] = trade.address(customer)
        address = self.address[customer]
        return {
            'party': customer, 'invoice_address': address, 'shipment_address': address,
            'payment_term': trade.terms['30 days'], 'currency': trade.currencies['EUR'],
            'invoice_method': 'order',
            'reference': FAILS if round_.fails[place] else None,
            'lines': [('create', [trade._line('Book', 1, round_.amounts[place])])]}

    def _run(self, round_):
        before, count_before = self._confirmed(round_.customer)
        limit = before + round_.room
        acts = [(round_.offsets[place], lambda place=place: self._confirm(round_, place))
            for place in (0, 1)]
        if round_.acquaintance == 'unseen':
            acts.append((round_.limit_after, lambda: self._set_limit(round_.customer, limit)))
        else:
            self._set_limit(round_.customer, limit)
        if round_.kills_after is not None:
            acts.append((round_.kills_after, lambda: self._kill(round_.kills)))
        answers = together(acts)
        self._judge(round_, limit, count_before, answers)
        self._clear(round_)

    def _confirm(self, round_, place):
        "How it went, and what the person is shown."
        try:
            self.servers.clerks[place].press('sale.sale', 'confirm', round_.sales[place])
            return ('passed', '')
        except RpcError as error:
            is_answer = error.kind == 'UserError' and 'cannot answer' not in error.text
            return ('held' if is_answer else 'failed', error.text)
        except (urllib.error.URLError, OSError) as error:
            return ('failed', str(error))

    def _set_limit(self, customer, limit):
        self.servers.ask('set_limit', company=self.servers.trade.company, customer=customer,
            limit={'state': 'amount', 'amount': {'amount': '%.2f' % limit, 'currency': 'EUR'}},
            user={'name': 'carl', 'roles': ['controller']}, reason='race', business_date=_today())

    def _kill(self, role):
        "A session of the role's that is at work, if there is one."
        return self.servers.erp.sql("select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = %s and datname = 'race' and state <> 'idle' limit 1", role)

    def _confirmed(self, customer):
        return self.servers.erp.sql(_confirmed, customer)[0]

    def _judge(self, round_, limit, count_before, answers):
        counts = self.counts
        counts['rounds'] += 1
        counts['newcomers'] += round_.acquaintance != 'known'
        killed = round_.kills_after is not None and bool(answers[-1])
        counts['killed'] += killed
        total, count = self._confirmed(round_.customer)
        wrong = []
        if total > limit:
            counts['over_limit'] += 1
            wrong.append('over the limit %s: %s' % (limit, total))
        lost = killed
        for place in (0, 1):
            outcome, text = answers[place]
            if outcome == 'failed' and round_.fails[place] and 'the ERP fails' in text:
                counts['rolled_back'] += 1
                lost = True
            elif outcome == 'failed' and killed:
                counts['errors_of_killed'] += 1
                print('killed %s: %s' % (round_.kills, text), file=sys.stderr)
            elif outcome == 'failed':
                counts['errors_shown'] += 1
                wrong.append('an error was shown: ' + text)
        if count == count_before and not lost and not self._released(round_):
            counts['nobody_through'] += 1
            wrong.append('nobody is through')
        self._judge_rest(round_, total, wrong)
        if wrong:
            print(counts['rounds'], vars(round_), answers, *wrong, sep='\n    ', file=sys.stderr)

    def _released(self, round_):
        "Held before the limit was agreed, released by that: the ERP's job confirms it later."
        return self.servers.erp.sql("select hold_id from creditgate.cg_hold"
            " where document_id in %s and state = 'released'", tuple(round_.sales))

    def _judge_rest(self, round_, total, wrong):
        "After the next check, which drops what has ended."
        self._wait_for_the_dead()
        exposure = self._exposure(round_.customer)
        reserved = self.servers.erp.sql(
            "select r.hold_id, r.amount_minor from creditgate.cg_reservation r"
            " join creditgate.cg_account a using (account_id) where a.customer_id = %s",
            round_.customer)
        leaked = [each for each in reserved if not each[0]]
        if leaked:
            self.counts['leaked'] += len(leaked)
            wrong.append('reservations are left over: %s' % leaked)
        expected = total + sum(_money(amount) for _, amount in reserved)
        if exposure != expected:
            self.counts['exposure_wrong'] += 1
            wrong.append('the exposure is %s, expected %s' % (exposure, expected))

    def _wait_for_the_dead(self):
        "The servers are at rest between rounds."
        while self.servers.erp.sql("select pid from pg_stat_activity where usename = 'tryton'"
                " and datname = 'race' and state <> 'idle'"):
            time.sleep(0.005)

    def _exposure(self, customer):
        answer = self.servers.ask('check', checkpoint='quote',
            request_id='look-%s' % uuid.uuid4(), company=self.servers.trade.company,
            customer=customer, business_date=_today(), user={'name': 'ann', 'roles': ['clerk']},
            document={'kind': 'order', 'id': 10**9 + self.counts['rounds'], 'direction': 'sale',
                'amount': {'amount': '0.00', 'currency': 'EUR'}})
        return Decimal(answer['credit']['exposure']['amount'])

    def _clear(self, round_):
        "What was held or released in this round goes out of the way of the next."
        left = self.servers.clerks[0].search('sale.sale', [
                ('id', 'in', round_.sales), ('state', '=', 'quotation')])
        if left:
            self.servers.clerks[0].press('sale.sale', 'cancel', left)


def _money(minor):
    return Decimal(minor).scaleb(-2)


def _today():
    return datetime.date.today().isoformat()
