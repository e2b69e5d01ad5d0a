// SPDX-License-Identifier: Apache-2.0
//
// What ends a condition of a custom rule; nothing where that way is not open. Amounts are in the
// account's currency.
#pragma once

#include <optional>

#include "core/decision/decision.hpp"

namespace creditgate {

// Whether a payment makes the exposure less, to whichever invoice it goes.
bool payments_count(const exposure& before);

// How much has to be paid, of the oldest invoices first.
std::optional<money> payment_that_ends(const condition_found& found, const exposure& before);

// Everything due before this day has to be paid.
std::optional<date> due_date_that_ends(const condition_found& found, const exposure& before);

}  // namespace creditgate
