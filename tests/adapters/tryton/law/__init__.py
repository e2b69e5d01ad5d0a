# SPDX-License-Identifier: GPL-3.0-or-later
"""Random walks through a real Tryton, and what a customer must owe after each step."""
