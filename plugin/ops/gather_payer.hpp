// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"

namespace creditgate {

// What the rules look at that the policy has for this payer at the event's checkpoint, and no more:
// without such a rule nothing is asked of the database. `facts` has all the rest.
payer_facts gather_payer(unit_of_work& unit, const check_facts& facts, const check_event& event,
                         const policy& whole);

}  // namespace creditgate
