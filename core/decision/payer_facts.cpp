// SPDX-License-Identifier: Apache-2.0
#include "core/decision/payer_facts.hpp"

#include "core/money/wide.hpp"

namespace creditgate {

std::optional<day_count> payment_index_of(const std::vector<settled_sum>& settled, currency unit,
                                          const std::vector<fx_rate>& rates) {
    wide amount = 0;
    wide minor_days = 0;
    for (const settled_sum& each : settled) {
        const auto part = convert(each.amount, unit, rates);
        const auto late = convert(money(each.minor_days, each.amount.unit()), unit, rates);
        if (!part || !late) continue;
        amount += part->minor();
        minor_days += late->minor();
    }
    if (amount <= 0) return std::nullopt;
    return day_count{static_cast<int>((minor_days + amount - 1) / amount)};
}

}  // namespace creditgate
