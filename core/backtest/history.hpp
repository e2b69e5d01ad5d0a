// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/decision/decision.hpp"

namespace creditgate {

// An invoice as it went: when it was written, due and settled. One that is open has what is left of
// it as its amount.
struct past_invoice {
    company_id company{};
    customer_id customer{};
    std::int64_t invoice_id = 0;
    money amount;
    date written{};
    std::optional<date> due{};
    std::optional<date> settled{};
};

// Some of the history in its order, and the rates of each of its days where there is more than one
// currency.
struct stretch_of_history {
    std::vector<past_invoice> invoices;
    std::map<date, std::vector<fx_rate>> rates;
};

}  // namespace creditgate
