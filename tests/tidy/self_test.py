#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds tidy a small bad tree for each rule and sees it name the file and the line."""

import os
import shutil
import sys
import tempfile
import unittest

import tidy

CPP = "// SPDX-License-Identifier: Apache-2.0\n"
HASH = "# SPDX-License-Identifier: Apache-2.0\n"
MESSAGES = '{\n  "a": "is {value}",\n  "b": "text"\n}\n'
OBJECT = '{\n  "type": "object",\n  "additionalProperties": false,\n  "properties": {"op": {}}\n}\n'
STYLE = "BasedOnStyle: Google\nIndentWidth: 4\nIncludeBlocks: Preserve\n"

GOOD = {
    ".clang-format": STYLE,
    "core/CMakeLists.txt": HASH
    + "creditgate_folder(core/result)\ncreditgate_folder(core/money NEEDS core_result)\n"
    + "creditgate_folder(core/limit NEEDS core_money)\n",
    "core/result/error.hpp": CPP + "#pragma once\n",
    "core/money/money.cpp": CPP + '#include "core/result/error.hpp"\n\n#include <chrono>\n',
    "plugin/CMakeLists.txt": HASH + "add_library(creditgate SHARED abi/door.cpp)\n",
    "plugin/abi/door.cpp": CPP + '#include "creditgate/creditgate.h"\n',
    "plugin/include/creditgate/creditgate.h": CPP + "#define CG_ABI_VERSION 1\n",
    "plugin/ops/table.cpp": CPP + 'named_op{"ping", op_ping};\n',
    "plugin/ops/CMakeLists.txt": HASH + "creditgate_folder(plugin/ops)\n",
    "plugin/session/CMakeLists.txt": HASH + "creditgate_folder(plugin/session)\n",
    "plugin/ops/README.md": "`ping` - answers\n",
    "plugin/schema/ping.request.json": OBJECT,
    "plugin/schema/ping.answer.json": OBJECT,
    "ui-forms/messages/en.json": MESSAGES,
    "ui-forms/messages/zh_CN.json": MESSAGES,
    "adapters/tryton/hook.py": "# SPDX-License-Identifier: GPL-3.0-or-later\n",
}


def lines_of(count):
    return CPP + "\n".join(f"int line_{i};" for i in range(count - 1)) + "\n"


def core(line):
    return {"core/money/fx.cpp": CPP + line + "\n"}


def door(line):
    return {"plugin/session/door.cpp": CPP + line + "\n"}


# name: (files that replace or join the good ones; None removes), place, rule
BAD = {
    "core includes sql": (
        core('#include "sql/odbc/pool.hpp"'), "core/money/fx.cpp:2", "include-direction"),
    "core includes a third party": (
        core("#include <nlohmann/json.hpp>"), "core/money/fx.cpp:2", "include-direction"),
    "core does output": (
        core("#include <iostream>"), "core/money/fx.cpp:2", "include-direction"),
    "core includes POSIX": (
        core("#include <unistd.h>"), "core/money/fx.cpp:2", "include-direction"),
    "sql includes plugin": (
        {"sql/store/holds.cpp": CPP + '#include "plugin/json/values.hpp"\n',
         "sql/CMakeLists.txt": HASH + "creditgate_folder(sql/store)\n"},
        "sql/store/holds.cpp:2", "include-direction"),
    "the store sees SOCI": (
        {"sql/store/holds.cpp": CPP + "\n#include <soci/soci.h>\n",
         "sql/CMakeLists.txt": HASH + "creditgate_folder(sql/store)\n"},
        "sql/store/holds.cpp:3", "include-direction"),
    "an adapter sees the core": (
        {"adapters/desk/order.cpp": CPP + '#include "core/result/error.hpp"\n',
         "adapters/desk/CMakeLists.txt": HASH + "add_executable(desk order.cpp)\n"},
        "adapters/desk/order.cpp:2", "include-direction"),
    "the C interface includes JSON": (
        {"plugin/include/creditgate/creditgate.h": CPP + "#include <nlohmann/json.hpp>\n"},
        "plugin/include/creditgate/creditgate.h:2", "include-direction"),
    "a folder includes one its target does not need": (
        {"core/money/fx.cpp": CPP + '#include "core/limit/limit.hpp"\n',
         "core/limit/limit.hpp": CPP},
        "core/money/fx.cpp:2", "include-needs"),
    "core asks the clock": (
        core("auto now = std::chrono::system_clock::now();"), "core/money/fx.cpp:2", "clock"),
    "an op asks the C clock": (
        door("auto now = time(nullptr);"), "plugin/session/door.cpp:2", "clock"),
    "core uses the locale": (core("std::locale here;"), "core/money/fx.cpp:2", "locale"),
    "core computes in double": (
        core("double rate;"), "core/money/fx.cpp:2", "floating-point"),
    "plugin reads a float from text": (
        door("auto rate = std::stod(text);"), "plugin/session/door.cpp:2", "floating-point"),
    "a view casts to double precision": (
        {"adapters/desk/views.sql": "-- SPDX-License-Identifier: Apache-2.0\n"
                                    "select cast(a as double precision);\n"},
        "adapters/desk/views.sql:2", "floating-point"),
    "an adapter computes in Python's float": (
        {"adapters/tryton/hook.py": GOOD["adapters/tryton/hook.py"] + "x = float(amount)\n"},
        "adapters/tryton/hook.py:2", "floating-point"),
    "plugin ends the process": (door("std::exit(1);"), "plugin/session/door.cpp:2", "exit"),
    "plugin aborts": (door("abort();"), "plugin/session/door.cpp:2", "exit"),
    "plugin changes the environment": (
        door('setenv("A", "b", 1);'), "plugin/session/door.cpp:2", "environment"),
    "core names a library": (core("soci::session s;"), "core/money/fx.cpp:2", "other-libraries"),
    "a long file": ({"core/money/fx.cpp": lines_of(401)}, "core/money/fx.cpp:401",
                    "file-length"),
    "a long line": (core("// " + "x" * 98), "core/money/fx.cpp:2", "line-length"),
    "no licence": ({"core/money/fx.cpp": "int a;\n"}, "core/money/fx.cpp:1", "licence"),
    "the wrong licence in the Tryton module": (
        {"adapters/tryton/hook.py": HASH}, "adapters/tryton/hook.py:1", "licence"),
    "the wrong licence in a form": (
        {"ui-forms/tryton/sale.xml": "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"},
        "ui-forms/tryton/sale.xml:1", "licence"),
    "a script without a licence": (
        {"packaging/demo": "#!/bin/sh\nexit 0\n"}, "packaging/demo:1", "licence"),
    "a source nobody compiles": (
        {"plugin/abi/other.cpp": CPP}, "plugin/abi/other.cpp:1", "target"),
    "a header nobody includes": (
        {"plugin/abi/other.hpp": CPP}, "plugin/abi/other.hpp:1", "target"),
    "a key is missing in Chinese": (
        {"ui-forms/messages/zh_CN.json": '{\n  "a": "{value}"\n}\n'},
        "ui-forms/messages/zh_CN.json:1", "messages"),
    "a key is not in English": (
        {"ui-forms/messages/en.json": '{\n  "a": "{value}"\n}\n'},
        "ui-forms/messages/zh_CN.json:3", "messages"),
    "a placeholder differs": (
        {"ui-forms/messages/zh_CN.json": '{\n  "a": "{amount}",\n  "b": "text"\n}\n'},
        "ui-forms/messages/zh_CN.json:2", "messages"),
    "a key stands twice": (
        {"ui-forms/messages/zh_CN.json": '{\n  "a": "{value}",\n  "b": "x",\n  "b": "y"\n}\n'},
        "ui-forms/messages/zh_CN.json:3", "messages"),
    "an op without a schema": (
        {"plugin/schema/ping.answer.json": None}, "plugin/ops/table.cpp:2", "op"),
    "an op that is not told": ({"plugin/ops/README.md": "ping\n"}, "plugin/ops/table.cpp:2", "op"),
    "a schema without an op": (
        {"plugin/schema/pong.request.json": OBJECT}, "plugin/schema/pong.request.json:1", "op"),
    "a schema that lets more in": (
        {"plugin/schema/ping.request.json": OBJECT.replace("false", "true")},
        "plugin/schema/ping.request.json:4", "schema"),
    "a schema with a number": (
        {"plugin/schema/ping.request.json": OBJECT.replace("{}", '{"type": "number"}')},
        "plugin/schema/ping.request.json:4", "schema"),
    "a failure with a code of its own": (
        dict(door('fail({fault::refused, "lost"});'),
             **{"plugin/schema/common.json": OBJECT}),
        "plugin/session/door.cpp:2", "error-code"),
    "a file that is not formatted": (
        core("int  a;"), "core/money/fx.cpp:2", "clang-format"),
}

# What looks like a breach and is none.
INNOCENT = {
    "a word in a comment": core("// double, time(nullptr) and std::exit(1) are banned"),
    "a word in a text": core('const char* text = "double abort() soci";'),
    "a digit separator": core("int many = 1'000;\nint more = 2'000;"),
    "a name that holds a word": door("int op_abort();\nint double_entry;"),
    "a method of that name": door("int code = app.exit(error);"),
}


class SelfTest(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="tidy-")
        self.addCleanup(shutil.rmtree, self.root)

    def found(self, changes):
        for path, text in {**GOOD, **changes}.items():
            if text is None:
                continue
            full = os.path.join(self.root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return tidy.findings(self.root)

    def test_good_tree(self):
        self.assertEqual([], [str(each) for each in self.found({})])


def expect_one(name, changes, place, rule):
    def test(self):
        found = [(f"{each.path}:{each.line}", each.rule) for each in self.found(changes)]
        # What breaks one rule must not be blamed on others.
        self.assertEqual([(place, rule)], found)

    setattr(SelfTest, "test_red: " + name, test)


def expect_none(name, changes):
    def test(self):
        self.assertEqual([], [str(each) for each in self.found(changes)])

    setattr(SelfTest, "test_green: " + name, test)


for each_name, (each_files, each_place, each_rule) in BAD.items():
    expect_one(each_name, each_files, each_place, each_rule)
for each_name, each_files in INNOCENT.items():
    expect_none(each_name, each_files)


class EveryRule(unittest.TestCase):
    def test_has_a_bad_tree(self):
        """A rule that was never seen red is not believed."""
        written = {rule for module in tidy.MODULES for rule in module.RULES}
        self.assertEqual(written, {rule for _, _, rule in BAD.values()})


if __name__ == "__main__":
    if not shutil.which("clang-format"):
        sys.exit("tidy_self_test: clang-format is missing: install clang-format")
    unittest.main()
