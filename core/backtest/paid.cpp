// SPDX-License-Identifier: Apache-2.0
#include "core/backtest/paid.hpp"

namespace creditgate {

paid how_paid(const past_invoice& asked, date as_of) {
    if (asked.settled) {
        return !asked.due || *asked.settled <= *asked.due ? paid::in_time : paid::late;
    }
    return asked.due && *asked.due < as_of ? paid::unpaid : paid::open;
}

int days_late(const past_invoice& asked, date as_of) {
    switch (how_paid(asked, as_of)) {
        case paid::open:
        case paid::in_time:
            return 0;
        case paid::late:
            return days_between(*asked.due, *asked.settled);
        case paid::unpaid:
            return days_between(*asked.due, as_of);
    }
    __builtin_unreachable();
}

void add_to(tally& sum, const past_invoice& asked, date as_of) {
    sum.all.add(asked.amount);
    switch (how_paid(asked, as_of)) {
        case paid::open:
            break;
        case paid::in_time:
            sum.in_time.add(asked.amount);
            break;
        case paid::unpaid:
            sum.unpaid.add(asked.amount);
            [[fallthrough]];
        case paid::late:
            sum.late.add(asked.amount);
            break;
    }
}

}  // namespace creditgate
