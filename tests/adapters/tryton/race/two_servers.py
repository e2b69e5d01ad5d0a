# SPDX-License-Identifier: GPL-3.0-or-later
"""Two trytond processes on one database, and the library's own session beside them."""
import importlib.util
import json
import threading
import time

from erp import command, host, story
from erp.rpc import Person
from erp.trade import Trade

FAILS = 'fails'  # the reference of a sale with which the ERP fails after the check

_fail_here = """
create function race_fail() returns trigger language plpgsql as $$
    begin raise exception 'the ERP fails'; end $$;
create trigger race_fail before update on sale_sale for each row
    when (new.reference = 'fails' and new.state = 'confirmed') execute function race_fail()
"""

_forget = """
create function creditgate.race_forget() returns trigger language plpgsql as $$ begin
    delete from creditgate.cg_reservation where reservation_id = new.reservation_id;
    return null; end $$;
create trigger race_forget after insert on creditgate.cg_reservation
    for each row execute function creditgate.race_forget()
"""


class TwoServers:
    def __init__(self, shared=None):
        "In a host of its own, or in one that others use and stop."
        self.shared, self.host = bool(shared), shared or host.Host()
        self.second = None

    def start(self):
        if not self.shared:
            self.host.start()
        self.erp = self.host.database('race')
        story.make_people(self.host.url('race', 'admin:%s@' % self.erp.password))
        self.erp.sql(_fail_here)
        second_port = self._start_second()
        self.trade = Trade(self.erp.login('admin', self.erp.password))
        self.clerks = [
            self.erp.login('ann'),
            Person('http://127.0.0.1:%s/race/' % second_port, 'ann', story.PASSWORD)]
        self.session = self._open_session()

    def forget_reservations(self):
        "A fault: from now on two orders at once pass together."
        self.erp.sql(_forget)

    def stop(self):
        if self.second:
            command.stop(self.second)
        if not self.shared:
            self.host.stop()

    def _start_second(self):
        port = command.free_port()
        conf = self.host.folder / 'trytond-second.conf'
        conf.write_text(self.host.conf.read_text().replace(
                'listen = 127.0.0.1:%s' % self.host.port, 'listen = 127.0.0.1:%s' % port))
        log = self.host.folder / 'trytond-second.log'
        self.second = command.start(
            ['/usr/bin/python3', '/usr/bin/trytond', '-c', str(conf)], log,
            env=self.host._environment())
        command.wait_for_port(port, self.second, log)
        return port

    def _open_session(self):
        path = host.REPOSITORY / 'adapters/tryton/library.py'
        spec = importlib.util.spec_from_file_location('creditgate_library', path)
        library = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(library)
        built = library.Library(str(host._built('libcreditgate.so')))
        return built.open(json.loads((self.host.folder / 'race.json').read_text()))

    def ask(self, op, **fields):
        for _ in range(2):  # its connection may be one of those that the race ends
            status, answer = self.session.call(dict(fields, op=op))
            if not status:
                break
        else:
            raise RuntimeError('asked for %s, found %s' % (op, answer))
        return answer


def together(acts):
    "Each (seconds, function) in a thread of its own, all counted from one moment; their results."
    start = time.monotonic() + 0.005
    results = [None] * len(acts)

    def run(place, offset, act):
        time.sleep(max(0, start + offset - time.monotonic()))
        results[place] = act()

    threads = [threading.Thread(target=run, args=(place, *each))
        for place, each in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return results
