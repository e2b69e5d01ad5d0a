# SPDX-License-Identifier: Apache-2.0
"""The files of the project as the rules see them."""

import os
import re
from typing import NamedTuple

TOP_FOLDERS = ("core", "sql", "plugin", "adapters", "ui-forms", "tests", "packaging")
CPP = (".cpp", ".hpp", ".h", ".c")
SOURCES = CPP + (".py", ".sql", ".cmake", ".sh")
SKIPPED_FOLDERS = ("__pycache__", "build")


class Finding(NamedTuple):
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


class File:
    """A file with its path from the root of the project, written with slashes."""

    def __init__(self, root, path):
        self.root = root
        self.path = path
        self.folder, _, self.name = path.rpartition("/")
        self.extension = os.path.splitext(self.name)[1]
        with open(os.path.join(root, path), "rb") as file:
            self.bytes = file.read()
        self.text = self.bytes.decode("utf-8", errors="replace")
        self.lines = self.text.splitlines()

    @property
    def is_cpp(self):
        return self.extension in CPP

    @property
    def is_source(self):
        return (
            self.extension in SOURCES
            or self.name == "CMakeLists.txt"
            or self.bytes.startswith(b"#!")
        )

    def inside(self, *folders):
        return any(self.path.startswith(each + "/") for each in folders)

    def finding(self, line, rule, text):
        return Finding(self.path, line, rule, text)


class Tree:
    def __init__(self, root):
        self.root = root
        self.files = [File(root, path) for path in sorted(_paths(root))]
        self._by_path = {each.path: each for each in self.files}

    def get(self, path):
        return self._by_path.get(path)

    def __iter__(self):
        return iter(self.files)


def _paths(root):
    for name in os.listdir(root):
        if os.path.isfile(os.path.join(root, name)):
            yield name
    for top in TOP_FOLDERS:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = [
                each
                for each in folders
                if each not in SKIPPED_FOLDERS and not each.startswith(".")
            ]
            for name in names:
                if not name.endswith(".pyc"):
                    path = os.path.relpath(os.path.join(folder, name), root)
                    yield path.replace(os.sep, "/")


_CPP_TOKEN = re.compile(
    r"""//[^\n]*                          # comment to the end of the line
      | /\*.*?\*/                         # comment in stars
      | (?<![0-9A-Za-z])'(?:\\.|[^'\\\n])'   # a character; not the ' of 1'000
      | R"([^(\s]*)\(.*?\)\1"             # raw text
      | "(?:\\.|[^"\\\n])*"               # text
    """,
    re.VERBOSE | re.DOTALL,
)
_HASH_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|#[^\n]*', re.DOTALL
)
_SQL_TOKEN = re.compile(r"--[^\n]*|'(?:''|[^'])*'", re.DOTALL)


def _blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def code_lines(file):
    """The lines without comments and texts, so that a ban finds only what is executed."""
    token = _CPP_TOKEN if file.is_cpp else _SQL_TOKEN if file.extension == ".sql" else _HASH_TOKEN
    return token.sub(_blank, file.text).splitlines()
