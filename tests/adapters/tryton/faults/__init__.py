# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults at every step between the event and the answer."""
