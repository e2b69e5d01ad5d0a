# SPDX-License-Identifier: GPL-3.0-or-later
from trytond.exceptions import UserError, UserWarning


class CreditgateError(Exception):
    "An op failed. code, field, value, message and next are those of the answer."

    def __init__(self, error):
        self.code = error.get('code', '')
        self.field = error.get('field')
        self.value = error.get('value')
        self.message = error.get('message', '')
        self.next = error.get('next', '')
        super().__init__('%s: %s' % (self.code, self.text))

    @property
    def text(self):
        return '; '.join(filter(None, [self.message, self.next]))


class BadRequest(CreditgateError):
    pass


class Refused(CreditgateError):
    pass


class Unavailable(CreditgateError):
    "The library or its database cannot answer now. answer may hold an outcome."

    def __init__(self, error, answer=None):
        super().__init__(error)
        self.answer = answer or {}


class InternalError(CreditgateError):
    pass


class CreditHoldError(UserError):
    "The document may not go on."


class CreditUnavailableError(UserError):
    "Nobody could say whether the document may go on."


class CreditGuardError(UserError):
    "The guard in the database refuses what was written past the checkpoints."


class CreditOperationError(UserError):
    "A release, a rejection, a limit was refused."


class CreditQuoteWarning(UserWarning):
    "The quotation would be held at its confirmation."


class CreditWarning(UserWarning):
    "A document goes on, and a rule warns of it."


class CreditPartialWarning(UserWarning):
    "Some documents of a batch are held."
