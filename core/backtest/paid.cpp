// SPDX-License-Identifier: Apache-2.0
#include "core/backtest/paid.hpp"

namespace creditgate {

int days_late(const past_invoice& asked, date as_of) {
    switch (how_paid(asked, as_of)) {
        case payment_course::in_time:
        case payment_course::open:
            return 0;
        case payment_course::late:
            return days_between(*asked.due, *asked.settled);
        case payment_course::unpaid:
            return days_between(*asked.due, as_of);
    }
    __builtin_unreachable();
}

}  // namespace creditgate
