# SPDX-License-Identifier: Apache-2.0
"""Words that must not stand in code: clock, locale, floating point, exit, other libraries."""

import re
from typing import Callable, NamedTuple

from tree import code_lines


class Ban(NamedTuple):
    rule: str
    where: Callable
    words: re.Pattern
    why: str


def _cpp_in(*folders, but=()):
    return lambda file: file.is_cpp and file.inside(*folders) and not (but and file.inside(*but))


CLOCK = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|file_clock|current_zone|"
    r"localtime(_r)?|gmtime(_r)?|mktime|clock_gettime|gettimeofday|timespec_get|"
    r"LocalDateTime|Poco::(Timestamp|DateTime))\b|(?<![\w.>])time\s*\(\s*(nullptr|NULL|0|&)"
)
LOCALE = re.compile(r"\b(std::locale|setlocale|uselocale|newlocale|imbue)\b")
FLOAT = re.compile(
    r"\b(float|double|stof|stod|stold|strtof|strtod|strtold|atof|"
    r"get_number_float|number_float_t|is_number_float|floor|ceil|lround|llround)\b(?!<)"
)
SQL_FLOAT = re.compile(r"\b(float[48]?|double\s+precision|real)\b", re.IGNORECASE)
PYTHON_FLOAT = re.compile(r"(?<![\w.])float\s*\(|\bfields\.Float\b")
EXIT = re.compile(
    r"(?<![\w.>])(std::|::)?(exit|_exit|_Exit|quick_exit|abort|terminate|assert)\s*\("
)
LIBRARIES = re.compile(r"\b(soci|Poco|nlohmann|json)\b")
ENVIRONMENT = re.compile(r"(?<![\w.>])(setenv|unsetenv|putenv|signal|sigaction)\s*\(")

BANS = (
    Ban("clock", _cpp_in("core", "sql", "plugin", but=("plugin/clock", "plugin/command")), CLOCK,
        "dates come from the ERP and moments from plugin/clock"),
    Ban("locale", _cpp_in("core", "sql", "plugin"), LOCALE,
        "the locale is the host's; numbers and dates are written by our own code"),
    Ban("floating-point", _cpp_in("core", "sql", "plugin", "adapters"), FLOAT,
        "money is a whole number of minor units; shares are basis points"),
    Ban("floating-point", lambda file: file.extension == ".sql", SQL_FLOAT,
        "money is a whole number of minor units: bigint"),
    Ban("floating-point", lambda file: file.extension == ".py" and file.inside("adapters"),
        PYTHON_FLOAT, "money is Decimal in Python and text in JSON"),
    Ban("exit", _cpp_in("core", "sql", "plugin"), EXIT,
        "the library lives in the host's process and never ends it"),
    Ban("environment", _cpp_in("core", "sql", "plugin"), ENVIRONMENT,
        "environment and signals of the process belong to the host"),
    Ban("other-libraries", lambda file: file.is_cpp and
        file.inside("core", "plugin/include"), LIBRARIES,
        "the core and the C interface know no SOCI, Poco or JSON"),
)

RULES = tuple({each.rule for each in BANS})


def check(tree):
    for file in tree:
        bans = [each for each in BANS if each.where(file)]
        if not bans:
            continue
        for number, line in enumerate(code_lines(file), 1):
            if line.lstrip().startswith("#include"):
                continue  # includes.py judges it
            for ban in bans:
                found = ban.words.search(line)
                if found:
                    text = f'found "{found.group(0).strip()}"; {ban.why}'
                    yield file.finding(number, ban.rule, text)
