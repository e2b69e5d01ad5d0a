#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The house rules, executed: prints every breach as path:line: rule: text; 1 when there is one."""

import argparse
import os
import sys

import bans
import catalogs
import clang_format
import form
import includes
import ops
import targets
from tree import Tree

MODULES = (includes, bans, form, targets, catalogs, ops, clang_format)
CHECKS = (
    includes.check,
    includes.check_needs,
    bans.check,
    form.check_length,
    form.check_licence,
    targets.check,
    catalogs.check,
    ops.check,
    ops.check_schemas,
    ops.check_codes,
    clang_format.check,
)


def findings(root):
    tree = Tree(root)
    return [each for check in CHECKS for each in check(tree)]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(here)))
    root = parser.parse_args().root
    found = findings(root)
    for each in found:
        print(each)
    print(f"tidy: {len(found)} findings in {len(Tree(root).files)} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
