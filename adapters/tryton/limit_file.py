# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of credit limits: comma or semicolon between the columns, their names in the first line.

    customer;amount         customer: the party's id; code: its code in the place of it
    17;6000.00              amount, or percent: by how much the limit changes
"""
import csv

from trytond.i18n import gettext
from trytond.pool import Pool

from .exceptions import CreditOperationError

_WHO = ('customer', 'code')
_COLUMNS = (*_WHO, 'amount', 'percent')


def limit_lines(file):
    "The `lines` of propose_limits; what is not said of one is not in it."
    rows = [(number, [cell.strip() for cell in row])
        for number, row in _rows(_text(file)) if any(cell.strip() for cell in row)]
    if not rows:
        _fail(1, 'columns', '', ', '.join(_COLUMNS))
    (first, columns), *rows = rows
    _check_columns(first, columns)
    for number, row in rows:
        if len(row) != len(columns):
            _fail(number, 'columns', len(row), len(columns))
    lines = [(number, dict(zip(columns, row))) for number, row in rows]
    customers = _customers(lines)
    return [dict({name: value for name, value in cells.items() if value and name not in _WHO},
            line=number, customer=customers[number]) for number, cells in lines]


def _text(file):
    try:
        return bytes(file or b'').decode('utf-8-sig')
    except UnicodeDecodeError as error:
        _fail(bytes(file)[:error.start].count(b'\n') + 1, 'text', bytes(file)[
                error.start:error.end].hex(), 'UTF-8')


def _rows(text):
    lines = text.splitlines()
    named = next((line for line in lines if line.strip()), '')
    reader = csv.reader(lines, delimiter=';' if ';' in named else ',')
    return [(reader.line_num, row) for row in reader]


def _check_columns(line, columns):
    for each in columns:
        if each not in _COLUMNS or columns.count(each) > 1:
            _fail(line, 'column', each, ', '.join(_COLUMNS))
    if len(set(_WHO) & set(columns)) != 1:
        _fail(line, 'columns', ', '.join(columns), ' / '.join(_WHO))


def _customers(lines):
    "The party's id, by the number of the line."
    codes = {cells['code'] for _, cells in lines if 'code' in cells}
    by_code = {party.code: party.id
        for party in Pool().get('party.party').search([('code', 'in', list(codes))])}
    found = {}
    for number, cells in lines:
        if 'code' in cells:
            found[number] = by_code.get(cells['code'])
            if not found[number]:
                _fail(number, 'code', cells['code'], gettext('creditgate.msg_limit_file_code'))
            continue
        written = cells['customer']
        found[number] = int(written) if written.isascii() and written.isdigit() else 0
        if not 0 < found[number] < 2 ** 31:
            _fail(number, 'customer', written, gettext('creditgate.msg_limit_file_id'))
    return found


def _fail(line, field, found, expected):
    raise CreditOperationError(gettext('creditgate.msg_limit_file', line=line, field=field,
            found=found, expected=expected))
