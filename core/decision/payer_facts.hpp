// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/money/fx.hpp"
#include "core/party/identity.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// So many of them are named.
inline constexpr std::size_t most_like_customers = 5;

// Invoices in one currency that were settled in some time: what they came to, and the sum of amount
// x days late, in minor units x days. One that was paid early or in time is 0 days late.
struct settled_sum {
    money amount;
    std::int64_t minor_days = 0;
};

// FIELD.md: sum(days late x amount) / sum(amount), in whole days, rounded up: so it is more than a
// number of days as soon as the exact figure is. Nothing where nothing was settled. What is in a
// currency without a rate is left out. Throws `failure` amount_overflow.
std::optional<day_count> payment_index_of(const std::vector<settled_sum>& settled, currency unit,
                                          const std::vector<fx_rate>& rates);

// What only some rules look at. Nothing of it is read, and all of it is absent, where the policy
// has no such rule for the payer at the checkpoint.
struct payer_facts {
    // Of the oldest invoice that is open, the document in question left out.
    std::optional<date> oldest_item{};
    // Since when the ERP has had him, or his first invoice if that is earlier.
    std::optional<date> known_since{};
    // What the rule payment_index looks at, a sum a currency.
    std::vector<settled_sum> settled{};
    // Other customers with the same name or the same identifier, of whom nobody has noted that they
    // are others; by id, not more than most_like_customers and one.
    std::vector<like_customer> like{};
};

}  // namespace creditgate
