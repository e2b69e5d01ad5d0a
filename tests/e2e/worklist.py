# SPDX-License-Identifier: Apache-2.0
"""The worklist with 10,000 holds in a real browser: it opens, is filtered, one hold is released and
nothing else is read again, then a page of them is released at once. In the company of the story,
whose modules it uses (packaging/story)."""
import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver.common.keys import Keys

import browser
import client
import plot
import record
import see
import walk

MANY = 10000
# Those of Sam come first among his; one of them carl has entered himself.
OF_SAM = 500
OWN = OF_SAM - 5
# What the page asks the server, with how many records it asks for.
_LISTEN = '''
    window.asked = [];
    jQuery(document).ajaxSend(function(event, query, settings) {
        var request = JSON.parse(settings.data);
        var first = (request.params || [])[0];
        window.asked.push([request.method, Array.isArray(first) ? first.length : 0]);
    });
    '''
_HOLD = 'model.creditgate.hold.'


class Worklist:
    def __init__(self, web, told):
        self.client = web
        self.record = told

    def tell(self):
        self.there_are_many()
        self.opens()
        self.is_filtered()
        self.one_is_released()
        self.a_page_is_released()

    def there_are_many(self):
        see.step('%s holds lie in the worklist, each with its figures' % MANY)
        self.record.row("""with made as (insert into cg_hold (account_id, company_id, customer_id,
                customer_name, document_kind, document_id, document_number, checkpoint, state,
                currency, amount_minor, decision_id, entered_by, salesperson, margin_minor, rules,
                excess_minor, days_overdue, opened_by, opened_at)
            select account_id, company_id, customer_id, customer_name, 'invoice', 5000000 + n,
                'MANY-' || n, 'invoice', 'open', currency, 100 * n, decision_id,
                case n when %s then 'carl' else 'ann' end,
                case when n <= %s then 'Sam' else 'Sue' end, 10 * n, rules, n, n %% 60, opened_by,
                to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            from (select * from cg_hold where decision_id is not null
                  order by hold_id desc limit 1) one, generate_series(1, %s) n
            returning 1) select count(*) from made""", OWN, OF_SAM, MANY)
        see.database.same('holds of the worklist', self.open_holds(), MANY)

    def opens(self):
        see.step('Carl opens it')
        carl = plot.PEOPLE['carl']
        self.client.login(carl.login, carl.password)
        with self.timed('opened'):
            self.client.open_menu('Credit', 'Holds')
            row = self.client.row('MANY-%s' % MANY)
        # Amount, margin, over the limit, days overdue.
        see.browser.has('the first row', row, '10,000.00', '1,000.00', '100.00', str(MANY % 60),
            'Sue')

    def is_filtered(self):
        see.step('He looks for those of Sam')
        self.client.driver.execute_script(_LISTEN)
        with self.timed('filtered'):
            self.filter('Salesperson: Sam')
            row = self.client.row('MANY-%s' % OF_SAM, 'Sam')
        see.browser.has('the first row', row, '500.00')
        see.browser.same('rows of others', self.has_row('Sue'), False)

    def one_is_released(self):
        number = 'MANY-%s' % OF_SAM
        see.step('He releases %s, and the others stay as they are' % number)
        self.client.driver.execute_script('window.asked = [];')
        with self.timed('released'):
            self.client.mark_row(number)
            self.client.launch('Release')
            self.client.enter('reason', 'paid by cheque')
            self.client.answer('Release')
            self.client.row(number, 'Released')
        asked = [(method, records) for method, records
            in self.client.driver.execute_script('return window.asked')
            if method.startswith(_HOLD)]
        see.browser.same('searches of the list',
            [method for method, _ in asked if method == _HOLD + 'search'], [])
        read = sum(records for method, records in asked if method == _HOLD + 'read')
        see.browser.same('holds that were read again', read <= 5 and read, read)
        see.database.same('open holds', self.open_holds(), MANY - 1)

    def a_page_is_released(self):
        see.step('He releases all that he sees at once: one he may not, and it stops nothing')
        self.filter('Salesperson: Sam')
        self.client.row('MANY-%s' % (OF_SAM - 1))
        marked = self.mark_all()
        self.client.launch('Release')
        self.client.enter('reason', 'seen the money')
        self.client.press('Release')
        done, total = self.go_on_to_the_end()[-1]
        see.browser.same('released, and of how many', (done, total),
            (str(marked - 1), str(marked)))
        see.browser.has('the refused', self.client.value('failed'), 'MANY-%s' % OWN,
            'carl has entered the document')
        self.client.answer('Close')
        see.database.same('open holds', self.open_holds(), MANY - marked)
        see.database.same('releases in the journal', self.record.value(
                "select count(*) from cg_audit where action = 'release' and done_by = 'carl' "
                "and details like '%%MANY-%%'"), marked)

    def go_on_to_the_end(self):
        "What each view of the progress shows: how many are done, and of how many."
        steps = []
        while True:
            steps.append((self.client.value('done'), self.client.value('total')))
            print('   browser: progress: %s of %s' % steps[-1], flush=True)
            if self.client.has_button('Close'):
                return steps
            self.client.press('Go On')

    def filter(self, text):
        entry = self.client.driver.find_element('css selector',
            '#tabcontent > .tab-pane.active .filter-box input[type=text], '
            '#tabcontent > .tab-pane.active .filter-box input:not([type])')
        entry.clear()
        entry.send_keys(text, Keys.ENTER)
        self.client.settle()

    def mark_all(self):
        "The box above the rows, which first takes away the mark that is there; how many they are."
        def boxes():
            return self.client.driver.find_elements('css selector',
                '#tabcontent > .tab-pane.active table.tree tbody .selection-state input')
        for _ in range(3):
            self.client.driver.find_element('css selector',
                '#tabcontent > .tab-pane.active table.tree thead .selection-state input').click()
            self.client.settle()
            if all(box.is_selected() for box in boxes()):
                return len(boxes())
        raise LookupError('the box above the rows marks not all of them')

    def has_row(self, word):
        return any(word in row.text for row in self.client.driver.find_elements('css selector',
                '#tabcontent > .tab-pane.active table.tree > tbody > tr'))

    def open_holds(self):
        return self.record.value("select count(*) from cg_hold where state = 'open' and "
            "document_number like 'MANY-%%'")

    def timed(self, what):
        return _Timed(what)


class _Timed:
    def __init__(self, what):
        self.what = what

    def __enter__(self):
        self.began = time.monotonic()

    def __exit__(self, *_):
        print('   browser: %s in %.1f s' % (self.what, time.monotonic() - self.began), flush=True)


def main():
    parser = argparse.ArgumentParser(prog='worklist.py', description=__doc__)
    parser.add_argument('--url', required=True)
    parser.add_argument('--database', required=True)
    parser.add_argument('--database-port', required=True, type=int)
    parser.add_argument('--folder', required=True, type=Path)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    told = record.Record(asked.database_port, asked.database)
    with tempfile.TemporaryDirectory(prefix='creditgate-chromium-') as profile:
        with browser.opened(profile) as driver:
            web = client.WebClient(driver, asked.url, asked.database)
            try:
                Worklist(web, told).tell()
            except Exception as error:
                walk.tell_failure(web, asked.folder, error)
                return 1
    print('\nthe worklist is as it has to be, in the browser and in the database')
    return 0


if __name__ == '__main__':
    sys.exit(main())
