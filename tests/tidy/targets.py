# SPDX-License-Identifier: Apache-2.0
"""Every C++ file is compiled by some target: a file that nobody builds is never checked."""

import fnmatch
import re

RULE = "target"
RULES = (RULE,)
WORD = re.compile(r'"([^"\n]*)"|([^\s()"]+)')
VARIABLES = ("PROJECT_SOURCE_DIR", "CMAKE_SOURCE_DIR")


def _patterns(file):
    """Paths and globs of C++ files that a CMakeLists.txt names, from the root of the project."""
    text = re.sub(r"#[^\n]*", "", file.text)
    for quoted, plain in WORD.findall(text):
        for word in (quoted or plain).split(";"):
            if not word.endswith((".cpp", ".c", ".hpp", ".h")):
                continue
            here = "${CMAKE_CURRENT_SOURCE_DIR}/"
            if word.startswith(here):
                word = word[len(here):]
            for name in VARIABLES:
                if word.startswith("${" + name + "}/"):
                    yield word[len(name) + 4:]
                    break
            else:
                if not word.startswith("$"):
                    yield (file.folder + "/" if file.folder else "") + word


def _fits(path, pattern):
    # A star of CMake's GLOB stands within one folder.
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


def check(tree):
    lists = [each for each in tree if each.name == "CMakeLists.txt"]
    folders = set()
    for each in lists:
        folders |= set(re.findall(r"creditgate_folder\(\s*([\w/]+)", each.text))
    patterns = [pattern for each in lists for pattern in _patterns(each)]
    for file in tree:
        if file.extension in (".cpp", ".c"):
            built = file.folder in folders or any(_fits(file.path, each) for each in patterns)
            if not built:
                yield file.finding(1, RULE, "no target compiles it; name it in a CMakeLists.txt")
        elif file.is_cpp and not _has_user(tree, file):
            yield file.finding(1, RULE, "nobody includes it; use it or remove it")


def _has_user(tree, header):
    name = re.escape(header.name)
    for file in tree:
        if file is header or not file.is_cpp:
            continue
        if re.search(r'#\s*include\s*[<"](?:[^">]*/)?' + name + '[">]', file.text):
            return True
    return False
