# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback that keeps what it gets."""
import email
import email.policy

from aiosmtpd.controller import Controller


class Mailbox:
    def __init__(self, port):
        self.messages = []
        self._server = Controller(self, hostname='127.0.0.1', port=port)

    def __enter__(self):
        self._server.start()
        return self

    def __exit__(self, *_):
        self._server.stop()

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((sorted(envelope.rcpt_tos), message))
        return '250 OK'

    def told(self, login):
        "Subjects and texts of what somebody got, in the order of their coming."
        address = '%s@harbour.example' % login
        return [(message['Subject'], message.get_content())
            for recipients, message in self.messages if address in recipients]
