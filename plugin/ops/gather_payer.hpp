// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"

namespace creditgate {

// What the rules look at that the policy has for this payer at the event's checkpoint, and no more:
// without such a rule nothing is asked of the database. `facts` has all the rest.
payer_facts gather_payer(unit_of_work& unit, const check_facts& facts, const check_event& event,
                         const policy& whole);

// What a rule looks at in this check and was not read on its day. It is read before the account is
// locked again, because it takes as long as the customer's history, or as there are customers.
// Not of a check: gather_payer reads it where it is missing.
struct payer_to_read {
    std::optional<day_count> settled{};  // of these last days
    bool customers = false;              // who all of them are

    [[nodiscard]] bool anything() const { return settled || customers; }
};
payer_to_read what_to_read(unit_of_work& unit, const reading& read, const check_event& event,
                           const policy& whole);

}  // namespace creditgate
