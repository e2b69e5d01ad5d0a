// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backtest/history.hpp"
#include "core/backtest/tally.hpp"

namespace creditgate {

// How an invoice was paid, as of a day: the one rule of whatever looks back at payments.
enum class paid {
    open,     // not due yet, or nobody knows when, and not settled
    in_time,  // settled on its due date or before; who was told no day is not late either
    late,     // settled after it
    unpaid,   // due before the day and not settled: late, too
};

paid how_paid(const past_invoice& asked, date as_of);

// From its due date to its settlement, or to `as_of` where it is unpaid; 0 where it is not late.
int days_late(const past_invoice& asked, date as_of);

// Throws `failure` amount_overflow.
void add_to(tally& sum, const past_invoice& asked, date as_of);

}  // namespace creditgate
