# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps between a click on Confirm and its answer, and how the machinery stops at each."""
import datetime
import importlib.util
import json
import uuid
from decimal import Decimal

from erp import host
from erp.host import until

from .gates import Gates
from .prefork import Prefork

# In their order; where it stops: a gate, or the message on a wire that comes after it.
STEPS = {
    'asked': (None, 'library request'),
    'account locked': ('account locked', None),
    'account read': ('account locked', 'library request'),
    'record written': ('record written', None),
    'record committing': ('record committing', None),
    'record committed': ('record committing', 'library answer'),
    'approval taken': ('approval taken', None),
    'ERP committing': ('erp committing', None),
    'ERP committed': ('erp committing', 'erp answer'),
    }
# A held order comes no further.
OF_HELD = list(STEPS)[:6]
WORDS = {
    'asked': "the question is on its way to the server",
    'account locked': "the account is locked, nothing is read",
    'account read': "the account was read; what comes next is on its way",
    'record written': "the decision is written",
    'record committing': "the decision is being committed",
    'record committed': "the decision is committed, the library does not know yet",
    'approval taken': "answered; the ERP's transaction takes the approval",
    'ERP committing': "the ERP's transaction is being committed",
    'ERP committed': "the ERP's transaction is committed, the ERP does not know yet",
    }


class Stage:
    "A Tryton whose confirmation can be stopped at each step."

    def __init__(self, erp, **more):
        self.erp, self.host = erp, erp.host
        self.gates = Gates(erp)
        self.prefork = Prefork(erp, **more)
        self._opened = None

    def start(self):
        self.gates.make()
        self.prefork.start()

    def stop(self):
        self.prefork.stop()
        self.gates.remove()

    def ask(self, op, **fields):
        "Through a session of its own, beside the ERP; its connection may be lost since."
        for _ in range(2):
            status, answer = self._session().call(dict(fields, op=op))
            if not status:
                return answer
        raise RuntimeError('asked for %s, found %s' % (op, answer))

    def set_limit(self, customer, amount):
        self.ask('set_limit', company=1, customer=customer, reason='review',
            limit={'state': 'amount', 'amount': {'amount': '%.2f' % amount, 'currency': 'EUR'}},
            user={'name': 'carl', 'roles': ['controller']}, business_date=_today())

    def exposure(self, customer):
        answer = self.ask('check', checkpoint='quote', request_id=str(uuid.uuid4()), company=1,
            customer=customer, business_date=_today(), user={'name': 'ann', 'roles': ['clerk']},
            document={'kind': 'order', 'id': 10**9, 'direction': 'sale',
                'amount': {'amount': '0.00', 'currency': 'EUR'}})
        return Decimal(answer['credit']['exposure']['amount'])

    def prepare(self, step):
        "Before the click."
        gate, message = STEPS[step]
        if gate:
            self.gates.close(gate)
        else:
            self._hold(message)

    def wait_for(self, step):
        "After the click."
        gate, message = STEPS[step]
        if gate:
            self._expect(self.gates.reached, step)
        if gate and message:
            self._hold(message)
            self.gates.open()
        if message:
            self._expect(self._wire(message).reached, step)

    def go_on(self):
        self.gates.open()
        self.prefork.erp_wire.let_go()
        self.prefork.library_wire.let_go()

    def differences(self):
        "Between what is kept of open documents and what the ERP's tables have."
        found, after = [], None
        while True:
            answer = self.ask('reconcile', after_account_id=after, max=500, repair=False)
            found.extend(answer['differences'])
            after = answer['next_account_id']
            if after is None:
                return found

    def _hold(self, message):
        if message.endswith('request'):
            self._wire(message).hold_request()
        else:
            self._wire(message).hold_commit_answer()

    def _wire(self, message):
        return (self.prefork.erp_wire if message.startswith('erp')
            else self.prefork.library_wire)

    def _expect(self, reached, step):
        if not until(reached, 60):
            raise RuntimeError('the confirmation did not come to the step "%s"' % step)

    def _session(self):
        if not self._opened:
            path = host.REPOSITORY / 'adapters/tryton/library.py'
            spec = importlib.util.spec_from_file_location('creditgate_library', path)
            library = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(library)
            built = library.Library(str(host._built('libcreditgate.so')))
            self._opened = built.open(json.loads(
                    (self.host.folder / ('%s.json' % self.erp.name)).read_text()))
        return self._opened


def _today():
    return datetime.date.today().isoformat()
