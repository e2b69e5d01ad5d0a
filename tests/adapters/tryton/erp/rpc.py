# SPDX-License-Identifier: GPL-3.0-or-later
"""One person at Tryton's JSON-RPC, as the web client uses it."""
import base64
import datetime
import json
import urllib.error
import urllib.request
from decimal import Decimal


class RpcError(Exception):
    "Tryton answered with an error. kind is UserError, UserWarning, or the whole error."

    def __init__(self, error):
        self.kind = error[0] if isinstance(error, list) and error else str(error)
        self.detail = error[1] if isinstance(error, list) and len(error) > 1 else None
        super().__init__(self.text)

    @property
    def text(self):
        "What the client shows: the message and its description."
        parts = self.detail if isinstance(self.detail, list) else [self.detail]
        if not self.kind.startswith('User'):
            parts = [self.kind, *parts]
        return '\n'.join(str(part) for part in parts if part)


class Forbidden(Exception):
    "The server does not offer the method."


class Person:
    def __init__(self, url, login, password):
        self.url = url
        self.login = login
        self.headers = {'Content-Type': 'application/json'}
        user, session = self._post('common.db.login', [login, {'password': password}])
        self.user = user
        token = base64.b64encode(('%s:%s:%s' % (login, user, session)).encode()).decode()
        self.headers['Authorization'] = 'Session ' + token
        self.context = {}
        self.context = self.call('model.res.user.get_preferences', True)

    def call(self, method, *arguments, **context):
        "The last argument of every call is the context."
        return self._post(method, [*arguments, dict(self.context, **context)])

    def create(self, model, **values):
        return self.call('model.%s.create' % model, [values])[0]

    def write(self, model, ids, **values):
        return self.call('model.%s.write' % model, _list(ids), values)

    def delete(self, model, ids):
        return self.call('model.%s.delete' % model, _list(ids))

    def read(self, model, id_, *fields):
        row, = self.call('model.%s.read' % model, [id_], list(fields))
        return row[fields[0]] if len(fields) == 1 else row

    def search(self, model, domain, order=None):
        return self.call('model.%s.search' % model, domain, 0, None, order)

    def press(self, model, button, ids, **context):
        return self.call('model.%s.%s' % (model, button), _list(ids), **context)

    def insist(self, model, button, ids, **context):
        "Presses the button and answers every warning with yes, as a person would."
        while True:
            try:
                return self.press(model, button, ids, **context)
            except RpcError as error:
                if error.kind != 'UserWarning':
                    raise
                self.create('res.user.warning', user=self.user, name=error.detail[0],
                    always=False)

    def wizard(self, name, model, ids, forms, state, **context):
        "Opens the wizard on the records, fills in the form and presses its button."
        active = dict(context, active_model=model, active_id=_list(ids)[0],
            active_ids=_list(ids))
        session, start, _ = self.call('wizard.%s.create' % name)
        self.call('wizard.%s.execute' % name, session, {}, start, **active)
        return self.call('wizard.%s.execute' % name, session, forms, state, **active)

    def _post(self, method, params):
        body = json.dumps({'id': 0, 'method': method, 'params': params}, default=_encode)
        request = urllib.request.Request(self.url, body.encode(), self.headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                answer = json.loads(response.read(), object_hook=_decode)
        except urllib.error.HTTPError as error:
            if error.code == 403:
                raise Forbidden(method)
            raise
        if isinstance(answer, dict):
            if answer.get('error'):
                raise RpcError(answer['error'])
            return answer['result']
        return answer


def _list(ids):
    return list(ids) if isinstance(ids, (list, tuple)) else [ids]


def _encode(value):
    if isinstance(value, Decimal):
        return {'__class__': 'Decimal', 'decimal': str(value)}
    if isinstance(value, datetime.date):
        return {'__class__': 'date', 'year': value.year, 'month': value.month,
            'day': value.day}
    if isinstance(value, bytes):
        return {'__class__': 'bytes', 'base64': base64.b64encode(value).decode()}
    raise TypeError('found %r, expected a number, a text, a date, bytes' % (value,))


def _decode(found):
    kind = found.get('__class__')
    if kind == 'Decimal':
        return Decimal(found['decimal'])
    if kind == 'date':
        return datetime.date(found['year'], found['month'], found['day'])
    if kind == 'bytes':
        return base64.b64decode(found['base64'])
    if kind == 'datetime':
        return datetime.datetime(*(found[part] for part in (
                    'year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond')))
    return found
