// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/time/date.hpp"

namespace creditgate {

// What only some rules look at. Nothing of it is read, and all of it is absent, where the policy
// has no such rule for the payer at the checkpoint.
struct payer_facts {
    // Of the oldest invoice that is open, the document in question left out.
    std::optional<date> oldest_item{};
    // Since when the ERP has had him, or his first invoice if that is earlier.
    std::optional<date> known_since{};
};

}  // namespace creditgate
