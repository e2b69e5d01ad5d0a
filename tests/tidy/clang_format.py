# SPDX-License-Identifier: Apache-2.0
"""clang-format agrees with every C++ file."""

import os
import re
import shutil
import subprocess

from tree import Finding

RULE = "clang-format"
RULES = (RULE,)
LINE = re.compile(r"^(.*?):(\d+):\d+: (?:error|warning): ")


def check(tree):
    files = [each for each in tree if each.is_cpp]
    if not files or tree.get(".clang-format") is None:
        return
    program = shutil.which("clang-format")
    if program is None:
        yield Finding(".clang-format", 1, RULE, "clang-format is missing: install clang-format")
        return
    done = subprocess.run(
        [program, "--dry-run", "-Werror", "--ferror-limit=0"] + [each.path for each in files],
        cwd=tree.root, capture_output=True, text=True, check=False,
    )
    seen = set()
    for line in done.stderr.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        place = (os.path.normpath(found.group(1)), int(found.group(2)))
        if place not in seen:
            seen.add(place)
            yield Finding(*place, RULE, f"run: clang-format -i {place[0]}")
    if done.returncode != 0 and not seen:
        yield Finding(".clang-format", 1, RULE, done.stderr.strip() or "clang-format failed")
