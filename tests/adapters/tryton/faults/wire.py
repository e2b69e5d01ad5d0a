# SPDX-License-Identifier: GPL-3.0-or-later
"""The network between a client and PostgreSQL, message by message: held, let go, or cut."""
import socket
import struct
import threading

from erp import command

_STARTUP = {80877103, 80877104}  # asks for TLS or GSSAPI: one byte is the whole answer
_COMMITTED = b'COMMIT\0'


class Wire:
    "Listens on a port of its own. At most one message is held at a time."

    def __init__(self, server_port):
        self.server_port = server_port
        self.port = command.free_port()
        self._turn = threading.Condition()
        self._wanted = None
        self._reached = self._held = False
        self._open = set()
        self._listener = None

    def start(self):
        self._listener = socket.create_server(('127.0.0.1', self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def connections(self):
        with self._turn:
            return len(self._open)

    def hold_request(self):
        "The next message of a client stays on its way; not the one by which it connects."
        self._arm(lambda from_client, kind, body: from_client and kind)

    def hold_commit_answer(self):
        "The next answer that a transaction is committed stays on its way."
        self._arm(lambda from_client, kind, body:
            not from_client and kind == b'C' and body == _COMMITTED)

    def reached(self):
        return self._reached

    def let_go(self):
        with self._turn:
            self._wanted, self._held = None, False
            self._turn.notify_all()

    def cut(self):
        "Both ends see a lost connection, and what was on its way is gone."
        with self._turn:
            self._wanted, self._held = None, False
            cut, self._open = self._open, set()
            for each in cut:
                each.is_cut = True
            self._turn.notify_all()
        for each in cut:
            each.close()

    def _arm(self, wanted):
        with self._turn:
            self._wanted, self._reached = wanted, False

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(('127.0.0.1', self.server_port))
            except OSError:
                if self._listener.fileno() < 0:
                    return
                client.close()  # as a port that nobody listens at
                continue
            line = _Line(client, server)
            with self._turn:
                self._open.add(line)
            for from_client in (True, False):
                threading.Thread(target=self._pump, args=(line, from_client), daemon=True).start()

    def _pump(self, line, from_client):
        to = line.server if from_client else line.client
        try:
            for kind, body, raw in line.messages(from_client):
                self._pass_or_hold(from_client, kind, body)
                if line.is_cut:
                    break
                to.sendall(raw)
        except OSError:
            pass
        # What is on its way in the other direction still arrives.
        line.end(to)
        with self._turn:
            if line.is_over():
                self._open.discard(line)

    def _pass_or_hold(self, from_client, kind, body):
        with self._turn:
            if not self._wanted or not self._wanted(from_client, kind, body):
                return
            self._wanted, self._held, self._reached = None, True, True
            self._turn.wait_for(lambda: not self._held)


class _Line:
    "One connection, from a client through here to the server."

    def __init__(self, client, server):
        self.client, self.server = client, server
        for each in (client, server):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.is_cut = False
        self._one_byte = False
        self._ended = 0

    def messages(self, from_client):
        "(kind, body, bytes) of each message that comes from this side."
        source = self.client if from_client else self.server
        started = not from_client
        while True:
            kind = _read(source, 1) if started else b''
            if not from_client and self._one_byte:
                self._one_byte = False
                yield kind, b'', kind
                continue
            size = _read(source, 4)
            body = _read(source, struct.unpack('>i', size)[0] - 4)
            if not started:
                code, = struct.unpack('>i', body[:4])
                self._one_byte = code in _STARTUP
                started = not self._one_byte
            yield kind, body, kind + size + body

    def end(self, side):
        self._ended += 1
        try:
            side.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        if self.is_over():
            self.close()

    def is_over(self):
        return self._ended == 2

    def close(self):
        for each in (self.client, self.server):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()


def _read(source, size):
    found = b''
    while len(found) < size:
        more = source.recv(size - len(found))
        if not more:
            raise OSError('the other side has ended')
        found += more
    return found
