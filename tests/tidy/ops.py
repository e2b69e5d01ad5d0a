# SPDX-License-Identifier: Apache-2.0
"""Every op has a schema of its request and of its answer, and a place in the README."""

import json
import re

RULE = "op"
CODE = "error-code"
RULES = (RULE, "schema", CODE)
TABLE = "plugin/ops/table.cpp"
README = "plugin/ops/README.md"
SCHEMAS = "plugin/schema"
CODES = SCHEMAS + "/common.json"
# The code is the first text of a failure.
_FAILS = re.compile(r'(?:fault::\w+,|fail_field\()\s*"([a-z_]+)"')


def _ops(table):
    for number, line in enumerate(table.lines, 1):
        for name in re.findall(r'named_op\{"(\w+)"', line):
            yield number, name


def _line_with(file, text):
    return next((n for n, line in enumerate(file.lines, 1) if text in line), 1)


def check(tree):
    table = tree.get(TABLE)
    if table is None:
        return
    readme = tree.get(README)
    names = set()
    for number, name in _ops(table):
        names.add(name)
        for half in ("request", "answer"):
            path = f"{SCHEMAS}/{name}.{half}.json"
            if tree.get(path) is None:
                yield table.finding(number, RULE, f'the op "{name}" has no {path}')
        if readme is None or f"`{name}`" not in readme.text:
            yield table.finding(number, RULE, f'the op "{name}" is not told in {README}')
    for file in tree:
        name, _, rest = file.name.partition(".")
        if file.folder == SCHEMAS and rest in ("request.json", "answer.json"):
            if name not in names:
                yield file.finding(1, RULE, f'{TABLE} has no op "{name}"')


def _walk(node):
    if isinstance(node, dict):
        yield node
        for each in node.values():
            yield from _walk(each)
    elif isinstance(node, list):
        for each in node:
            yield from _walk(each)


def check_codes(tree):
    """An answer with a code that its schema does not know is found by chance otherwise."""
    common = tree.get(CODES)
    if common is None:
        return
    for file in tree:
        if file.extension not in (".cpp", ".hpp") or file.folder.startswith("tests"):
            continue
        for match in _FAILS.finditer(file.text):
            if f'"{match[1]}"' not in common.text:
                number = file.text.count("\n", 0, match.start(1)) + 1
                yield file.finding(number, CODE, f'{CODES} has no "{match[1]}"')


def check_schemas(tree):
    for file in tree:
        if file.folder != SCHEMAS or file.extension != ".json":
            continue
        try:
            schema = json.loads(file.text)
        except ValueError as error:
            yield file.finding(getattr(error, "lineno", 1), "schema", f"not JSON: {error}")
            continue
        for node in _walk(schema):
            if node.get("type") == "number":
                text = "money is decimal text, counts are integers; found a number"
                yield file.finding(_line_with(file, '"number"'), "schema", text)
            if isinstance(node.get("properties"), dict) and node.get("type") == "object":
                if node.get("additionalProperties") is not False:
                    first = next(iter(node["properties"]), "properties")
                    text = f'the object with "{first}" lacks "additionalProperties": false'
                    yield file.finding(_line_with(file, f'"{first}"'), "schema", text)
