# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells people what happens to holds: a notification in their client, and a mail where Tryton is
configured to send some (`from` in its section [email])."""
import logging
from email.message import EmailMessage

from trytond.bus import notify
from trytond.config import config
from trytond.i18n import gettext
from trytond.model import Model
from trytond.pool import Pool, PoolMeta
from trytond.sendmail import sendmail
from trytond.transaction import Transaction

from . import bridge, event
from .exceptions import CreditgateError

logger = logging.getLogger(__name__)

_MAX = 50


class Notice(Model):
    "Credit Notice"
    __name__ = 'creditgate.notice'

    @classmethod
    def send(cls):
        "Never raises: the cron only logs, and what could not be sent is offered again."
        try:
            for language, notices in cls._by_language().items():
                for notice, users in notices:
                    cls._tell(notice, users, language)
        except CreditgateError as error:
            logger.error("creditgate: the notices cannot be read: %s", error)

    @classmethod
    def _by_language(cls):
        "Each notice and its users, in the language of the first of them."
        told, found = {}, {}
        notices = _notices(Transaction().language)
        for notice in notices:
            users = cls._users(notice)
            language = users[0].language.code if users and users[0].language else 'en'
            if language not in told:
                told[language] = {each['notice_id']: each for each in _notices(language)}
            notice = told[language].get(notice['notice_id'], notice)
            found.setdefault(language, []).append((notice, users))
        return found

    @classmethod
    def _users(cls, notice):
        pool = Pool()
        User, ModelData = pool.get('res.user'), pool.get('ir.model.data')
        groups = [ModelData.get_id('creditgate', event.ROLES[role])
            for role in notice['to']['roles'] if role in event.ROLES]
        whom = ['OR', ('login', 'in', notice['to']['users']), ('groups', 'in', groups)]
        seller = notice['to']['salesperson']
        if seller:
            # An agent's name is that of his party.
            whom += [('name', '=', seller), ('employees.party.name', '=', seller)]
        return User.search([
                ('login', '!=', notice['by']),
                ('companies', 'in', [notice['hold']['company']]),
                whom,
                ], order=[('id', 'ASC')])

    @classmethod
    def _tell(cls, notice, users, language):
        outcome = {'outcome': 'done'}
        try:
            for user in users:
                notify(notice['subject'], user=user.id)
            cls._mail(notice, [user.email for user in users if user.email], language)
        except Exception as error:
            logger.warning("creditgate: notice %s was not sent", notice['notice_id'],
                exc_info=True)
            outcome = {'outcome': 'failed', 'note': str(error)[:1000] or type(error).__name__}
        bridge.call('notice_done', notice_id=notice['notice_id'], **outcome)

    @classmethod
    def _mail(cls, notice, addresses, language):
        sender = config.get('email', 'from')
        if not sender or not addresses:
            return
        message = EmailMessage()
        message['From'], message['To'] = sender, ', '.join(addresses)
        message['Subject'] = notice['subject']
        message.set_content(cls._text(notice, language))
        sendmail(sender, addresses, message, strict=True)

    @classmethod
    def _text(cls, notice, language):
        hold = notice['hold']
        parts = [hold['message']]
        parts += ['%s: %s' % (each['by'], each['text']) for each in hold['entries']
            if each['kind'] != 'assigned']
        if notice['kind'] == 'requested':
            parts.append('%s: %s' % (hold['requested']['by'], hold['requested']['note']))
        if hold['closed']:
            parts = ['%s: %s' % (hold['closed']['by'], hold['closed']['reason'])]
        with Transaction().set_context(language=language):
            parts.append(gettext('creditgate.msg_notice_where', hold=hold['hold_id']))
        return '\n\n'.join(filter(None, parts)) + '\n'


def _notices(language):
    return bridge.call('notices', business_date=event.business_date(), max=_MAX,
        language=language)['notices']


class Cron(metaclass=PoolMeta):
    __name__ = 'ir.cron'

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.method.selection.append(('creditgate.notice|send', "Tell People about Credit Holds"))
