# SPDX-License-Identifier: Apache-2.0
"""The form of a source file: its length, its lines, its licence."""

RULES = ("file-length", "line-length", "licence")
MOST_LINES = 400
LONGEST_LINE = 100
HEAD_LINES = 5
GPL_FOLDERS = ("adapters/tryton", "ui-forms/tryton", "tests/adapters/tryton")
TAG = "SPDX-License-Identifier:"


def licence_of(file):
    return "GPL-3.0-or-later" if file.inside(*GPL_FOLDERS) else "Apache-2.0"


def check_length(tree):
    for file in tree:
        if not file.is_source:
            continue
        if len(file.lines) > MOST_LINES:
            text = f"found {len(file.lines)} lines, at most {MOST_LINES}: split it by subject"
            yield file.finding(MOST_LINES + 1, "file-length", text)
        for number, line in enumerate(file.lines, 1):
            if len(line) > LONGEST_LINE:
                text = f"found {len(line)} characters, at most {LONGEST_LINE}"
                yield file.finding(number, "line-length", text)


def check_licence(tree):
    for file in tree:
        if not (file.is_source or _is_form(file)):
            continue
        wanted = licence_of(file)
        for number, line in enumerate(file.lines[:HEAD_LINES], 1):
            if TAG in line:
                found = line.split(TAG, 1)[1].split()[0].rstrip("*-/>")
                if found != wanted:
                    yield file.finding(number, "licence", f"found {found}, expected {wanted}")
                break
        else:
            text = f'no "{TAG} {wanted}" in the first {HEAD_LINES} lines'
            yield file.finding(1, "licence", text)


def _is_form(file):
    return file.inside("ui-forms") and file.extension == ".xml"
