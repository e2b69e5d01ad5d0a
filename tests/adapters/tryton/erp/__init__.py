# SPDX-License-Identifier: GPL-3.0-or-later
"""A private Tryton on a private PostgreSQL, and people who use it over RPC."""
