# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sessions at once, in two trytond processes, never pass together beyond the limit."""
import os
import unittest

from erp.case import shared_erp
from race.figures import see_a_fault, tell, wrong
from race.rounds import Race
from race.two_servers import TwoServers


class RaceTest(unittest.TestCase):

    def test_no_round_ends_over_the_limit_and_a_fault_would_be_seen(self):
        servers = TwoServers(shared_erp()['host'])
        self.addCleanup(servers.stop)
        servers.start()
        race = Race(servers, seed=1)
        race.run(500 if os.environ.get('CREDITGATE_FULL') == '1' else 30)
        tell(race.counts)
        self.assertEqual(wrong(race.counts), {})
        self.assertTrue(see_a_fault(servers, seed=1))
