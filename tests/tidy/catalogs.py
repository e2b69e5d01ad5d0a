# SPDX-License-Identifier: Apache-2.0
"""The texts for people: every language has the same keys with the same placeholders."""

import json
import re

RULE = "messages"
RULES = (RULE,)
FOLDER = "ui-forms/messages"
REFERENCE = FOLDER + "/en.json"


def _line_of(file, key):
    for number, line in enumerate(file.lines, 1):
        if json.dumps(key, ensure_ascii=False) in line:
            return number
    return 1


def _placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


def _load(file):
    """The texts, and findings of the file itself."""
    twice = []

    def members(pairs):
        seen = set()
        for key, _ in pairs:
            if key in seen:
                twice.append(key)
            seen.add(key)
        return dict(pairs)

    try:
        texts = json.loads(file.text, object_pairs_hook=members)
    except ValueError as error:
        return {}, [file.finding(getattr(error, "lineno", 1), RULE, f"not JSON: {error}")]
    found = [file.finding(_line_of(file, key), RULE, f'"{key}" stands twice') for key in twice]
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            found.append(file.finding(_line_of(file, key), RULE, f'"{key}" has no text'))
    return texts, found


def _compare(file, texts, reference):
    for key, text in texts.items():
        if key not in reference:
            yield file.finding(_line_of(file, key), RULE, f'"{key}" is not in {REFERENCE}')
        elif _placeholders(str(text)) != _placeholders(str(reference[key])):
            wanted = ", ".join(sorted(_placeholders(reference[key]))) or "none"
            found = ", ".join(sorted(_placeholders(str(text)))) or "none"
            text = f'"{key}" has the placeholders {found}, expected {wanted}'
            yield file.finding(_line_of(file, key), RULE, text)
    for key in reference:
        if key not in texts:
            yield file.finding(1, RULE, f'"{key}" of {REFERENCE} is missing')


def check(tree):
    english = tree.get(REFERENCE)
    if english is None:
        return
    reference, findings = _load(english)
    yield from findings
    for file in tree:
        if file.folder == FOLDER and file.extension == ".json" and file is not english:
            texts, findings = _load(file)
            yield from findings
            if texts:
                yield from _compare(file, texts, reference)
