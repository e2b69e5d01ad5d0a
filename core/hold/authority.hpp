// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/hold/hold.hpp"
#include "core/policy/policy.hpp"

namespace creditgate {

// What a release comes to, as an authority is measured.
struct release_size {
    money amount;                 // of the document, with the deviation that the release allows
    std::optional<money> excess;  // over the credit limit, with it; nothing: nobody knows
    day_count overdue;            // of the oldest unpaid invoice
};

// Throws `failure` beyond_authority when each of the person's roles that may release has lines in
// the policy's release_authority and none of them reaches so far, naming what is too much and up to
// what the person may release. A bound in a currency without a rate reaches nothing, and none
// reaches what nobody knows.
void require_authority(const policy& rules, const person& who, const release_size& size,
                       const std::vector<fx_rate>& rates);

}  // namespace creditgate
