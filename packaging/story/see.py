# SPDX-License-Identifier: Apache-2.0
"""Tells what is seen, and compares it with what was to be seen."""


class Difference(Exception):
    "What was seen is not what was to be seen."


def step(title):
    print('\n== %s' % title, flush=True)


def text(who, shown):
    "A text of several lines, as a person reads it."
    print('   %s reads:' % who)
    for line in shown.splitlines():
        print('   | %s' % line)


class Eye:
    "Compares in one place: the browser, the database."

    def __init__(self, place):
        self.place = place

    def same(self, what, found, expected):
        self._tell(what, found)
        if found != expected:
            raise Difference('%s: %s: found %s, expected %s'
                % (self.place, what, _quoted(found), _quoted(expected)))

    def has(self, what, shown, *parts):
        for part in parts:
            if ' '.join(part.split()) not in ' '.join(shown.split()):
                raise Difference('%s: %s: found no %s in:\n%s'
                    % (self.place, what, _quoted(part), shown))
            self._tell(what, part)

    def has_not(self, what, shown, part):
        if part in shown:
            raise Difference('%s: %s: found %s, expected none in:\n%s'
                % (self.place, what, _quoted(part), shown))
        self._tell(what, 'no %s' % _quoted(part))

    def _tell(self, what, found):
        print('   %s: %s: %s' % (self.place, what, found), flush=True)


browser = Eye('browser')
database = Eye('database')


def _quoted(value):
    return '"%s"' % value if isinstance(value, str) else repr(value)
