# SPDX-License-Identifier: GPL-3.0-or-later
"""Two records of one customer that become one: the approvals of his documents go with them (the
view cg_erp_merged). What cannot go is refused in words, before the commit."""
from trytond.pool import PoolMeta

from . import guard


class Replace(metaclass=PoolMeta):
    __name__ = 'party.replace'

    def transition_replace(self):
        guard.ask_before_commit()
        return super().transition_replace()
