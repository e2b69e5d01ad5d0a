// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/limit/limit_terms.hpp"

namespace creditgate {

// A limit that is to be another one. Amounts are in `unit`.
struct limit_change {
    currency unit;
    credit_limit before;
    credit_limit after;
    // It would count on days on which the present one does not, or leave more days to pay in.
    bool on_more_days = false;
};

// Whether all days of the one are among those of the other.
inline bool is_within(const period& inner, const period& outer) {
    const bool from = !outer.from || (inner.from && *outer.from <= *inner.from);
    const bool to = !outer.to || (inner.to && *inner.to <= *outer.to);
    return from && to;
}

// Whether there may be more days to pay in. Where none are agreed with the limit, it is as many as
// the ERP says, which nobody knows here: any other number may be more.
inline bool may_be_longer(const std::optional<day_count>& after,
                          const std::optional<day_count>& before) {
    return after != before && (!after || !before || *before < *after);
}

// False where nobody risks more than before: a lower limit, or none.
inline bool raises(const limit_change& change) {
    if (change.after.state() == limit_state::none) return false;
    if (change.on_more_days || change.before.state() == limit_state::none) return true;
    if (change.before.state() == limit_state::unlimited) return false;
    return !change.after.amount() || *change.before.amount() < *change.after.amount();
}

}  // namespace creditgate
