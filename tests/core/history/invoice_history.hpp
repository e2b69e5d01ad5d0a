// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/money/money.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// An invoice as it really went: when it was written, due and settled.
struct real_invoice {
    std::string customer;
    date invoiced;
    date due;
    date settled;
    money amount;
    [[nodiscard]] bool paid_late() const { return settled > due; }
};

// Path of a file below $CREDITGATE_DATA; nothing when the variable or the file is missing.
std::optional<std::string> data_file(const std::string& name);

// Reads ibm_receivables.csv (M/D/YYYY, amounts in USD), oldest invoice first.
std::vector<real_invoice> read_receivables(const std::string& path);

}  // namespace creditgate
