// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backtest/history.hpp"
#include "core/backtest/tally.hpp"

namespace creditgate {

// How an invoice was paid, as of a day: the one rule of whatever looks back at payments
// (core/backtest/tally.hpp).
inline payment_course how_paid(const past_invoice& asked, date as_of) {
    return how_paid({asked.due, asked.settled}, as_of);
}

// From its due date to its settlement, or to `as_of` where it is unpaid; 0 where it is not late.
int days_late(const past_invoice& asked, date as_of);

}  // namespace creditgate
