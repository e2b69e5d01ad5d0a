# SPDX-License-Identifier: Apache-2.0
"""Walks the story in a real browser. Ends with 0 when everything was as it has to be."""
import argparse
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import browser
import client
import hold_tale
import limit_tale
import pilot_tale
import record
import see
import tale


def arguments():
    parser = argparse.ArgumentParser(prog='walk.py', description=__doc__)
    parser.add_argument('--url', required=True, help='of the web client')
    parser.add_argument('--database', required=True)
    parser.add_argument('--database-port', required=True, type=int)
    parser.add_argument('--folder', required=True, type=Path,
        help='gets a screenshot and the text of the page when something differs')
    parser.add_argument('--next-day', action='store_true',
        help='what happens on the day after the rest, which has happened')
    parser.add_argument('--picture', type=Path, help='a screenshot of the held order')
    return parser.parse_args()


def main():
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    told = record.Record(asked.database_port, asked.database)
    with tempfile.TemporaryDirectory(prefix='creditgate-chromium-') as profile:
        with browser.opened(profile) as driver:
            web = client.WebClient(driver, asked.url, asked.database)
            try:
                if asked.next_day:
                    hold_tale.NextDay(web, told).tell()
                else:
                    tale.Tale(web, told, asked.picture).tell()
                    limit_tale.LimitTale(web, told).tell()
                    hold_tale.HoldTale(web, told).tell()
                    pilot_tale.PilotTale(web, told).tell()
            except Exception as error:
                tell_failure(web, asked.folder, error)
                return 1
    print('\neverything is as it has to be, in the browser and in the database')
    return 0


def tell_failure(web, folder, error):
    # Without what a browser's error says of the browser's own code.
    said = getattr(error, 'msg', None) or error
    print('\nthe story went wrong: %s\n%s' % (said, lines_of_the_story(error)), file=sys.stderr)
    picture, page = folder / 'failure.png', folder / 'failure.txt'
    try:
        web.driver.save_screenshot(str(picture))
        said = [each['message'] for each in web.driver.get_log('browser')]
        page.write_text('\n'.join([web.text(), '', 'The browser has said:', *said, '']))
        print('the page is in %s and %s' % (picture, page), file=sys.stderr)
    except Exception as second:
        print('the page could not be saved: %s' % second, file=sys.stderr)


def lines_of_the_story(error):
    here = Path(__file__).resolve().parent
    return '\n'.join('  %s, line %d: %s' % (Path(frame.filename).name, frame.lineno, frame.line)
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve().parent == here)


if __name__ == '__main__':
    sys.exit(main())
