# SPDX-License-Identifier: Apache-2.0
"""Which folder may include what: the table of ARCHITECTURE.md, executed."""

import re
from typing import NamedTuple

RULES = ("include-direction", "include-needs")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
OURS = ("core/", "sql/", "plugin/", "adapters/", "tests/")
C_INTERFACE = "creditgate/creditgate.h"
# The core does no input, no output, asks no clock, knows no threads and no languages.
NOT_IN_CORE = frozenset(
    "cstdio ctime cmath cfenv clocale codecvt condition_variable filesystem fstream future iomanip "
    "iostream istream locale mutex ostream random shared_mutex sstream stop_token syncstream "
    "thread csignal complex valarray".split()
)
ODBC = ("sql.h", "sqlext.h", "sqltypes.h", "sqlucode.h", "odbcinst.h")


class Allowed(NamedTuple):
    ours: tuple
    others: tuple = ()  # beginnings of third-party headers
    system: bool = True  # POSIX headers such as <unistd.h>


# The longest folder that fits decides.
TABLE = {
    "core": Allowed(("core/",), system=False),
    "core/result": Allowed(("core/result/",), system=False),
    "sql": Allowed(("core/", "sql/")),
    "sql/odbc": Allowed(("core/result/", "sql/odbc/"), ("soci/",) + ODBC),
    "sql/schema": Allowed(
        ("core/money/", "core/result/", "core/time/", "sql/odbc/", "sql/schema/")),
    "plugin/include": Allowed((), system=False),
    "plugin/clock": Allowed(("core/time/", "plugin/clock/"), ("Poco/",)),
    "plugin/json": Allowed(("core/", "plugin/json/"), ("nlohmann/",)),
    "plugin/messages": Allowed(("core/", "plugin/json/", "plugin/messages/"), ("nlohmann/",)),
    "plugin/digest": Allowed(("plugin/digest/",), ("Poco/",)),
    "plugin/grant": Allowed(("core/", "plugin/digest/", "plugin/grant/"), ("Poco/",)),
    "plugin/configuration": Allowed(
        ("core/", "plugin/json/", "plugin/configuration/"), ("Poco/",)
    ),
    "plugin/ops": Allowed(("core/", "sql/schema/", "sql/store/", "plugin/"), ("nlohmann/",)),
    "plugin/session": Allowed(("core/", "sql/odbc/", "sql/store/", "plugin/")),
    "plugin/abi": Allowed(("core/", "plugin/", C_INTERFACE)),
    "plugin/command": Allowed(("plugin/command/", C_INTERFACE), ("nlohmann/", "CLI/")),
    "plugin": Allowed(("core/", "sql/", "plugin/", C_INTERFACE), ("nlohmann/", "Poco/")),
}


def _row(file):
    """The folder of TABLE that holds the file, and what it may include."""
    parts = file.folder.split("/")
    if parts[0] == "adapters" and len(parts) > 1:
        own = "/".join(parts[:2])
        return own, Allowed((own + "/", C_INTERFACE), ("",))
    for length in range(len(parts), 0, -1):
        folder = "/".join(parts[:length])
        if folder in TABLE:
            return folder, TABLE[folder]
    return None, None


def _permits(folder, allowed, bracket, header):
    if header == C_INTERFACE:
        return C_INTERFACE in allowed.ours
    if bracket == '"' or header.startswith(OURS):
        return header.startswith(allowed.ours)
    if header.startswith(allowed.others) and allowed.others:
        return True
    if "/" in header or header in ODBC:
        return header.startswith("sys/") and allowed.system
    if "." in header:
        return allowed.system
    return not (folder.startswith("core") and header in NOT_IN_CORE)


def _what(allowed):
    ours = [each.rstrip("/") for each in allowed.ours]
    others = [each.rstrip("/") or "libraries of its host" for each in allowed.others]
    return ", ".join(ours + others + ["the standard library"])


def check(tree):
    for file in tree:
        if not file.is_cpp:
            continue
        folder, allowed = _row(file)
        if not folder:
            continue
        for number, line in enumerate(file.lines, 1):
            found = INCLUDE.match(line)
            if found and not _permits(folder, allowed, *found.groups()):
                text = f"{folder} includes {found.group(2)}; it may include {_what(allowed)}"
                yield file.finding(number, "include-direction", text)


def _needs(tree):
    """creditgate_folder(core/money NEEDS core_result ...) of every CMakeLists.txt."""
    needs = {}
    for file in tree:
        if file.name != "CMakeLists.txt" or not file.inside("core", "sql", "plugin"):
            continue
        for call in re.finditer(r"creditgate_folder\(\s*([\w/]+)([^)]*)\)", file.text):
            words = call.group(2).split()
            start = words.index("NEEDS") + 1 if "NEEDS" in words else len(words)
            end = words.index("PRIVATE") if "PRIVATE" in words else len(words)
            needs[call.group(1)] = [each for each in words[start:end] if "::" not in each]
    return needs


def _reachable(needs):
    names = {folder.replace("/", "_"): folder for folder in needs}
    reach = {}

    def visit(folder):
        if folder not in reach:
            reach[folder] = {folder}
            for name in needs[folder]:
                if name in names:
                    reach[folder] |= visit(names[name])
        return reach[folder]

    for folder in needs:
        visit(folder)
    return reach


def check_needs(tree):
    """A folder includes only folders that its target names, or that those name."""
    reach = _reachable(_needs(tree))
    for file in tree:
        if not file.is_cpp or file.folder not in reach:
            continue
        for number, line in enumerate(file.lines, 1):
            found = INCLUDE.match(line)
            if not found or not found.group(2).startswith(OURS):
                continue
            if not _permits(*_row(file), *found.groups()):
                continue  # told already
            wanted = found.group(2).rpartition("/")[0]
            if wanted not in reach[file.folder]:
                text = f"{file.folder} includes {wanted}, which its target does not need"
                yield file.finding(number, "include-needs", text + " (CMakeLists.txt, NEEDS)")
