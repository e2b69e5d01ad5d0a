# SPDX-License-Identifier: GPL-3.0-or-later
"""Tryton's own test suites, unchanged, in databases that have creditgate."""
