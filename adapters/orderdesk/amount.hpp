// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace creditgate::orderdesk {

// orderdesk trades in currencies with two decimals.
struct amount {
    std::int64_t minor = 0;
    std::string currency;

    friend bool operator==(const amount&, const amount&) = default;
};

// "1234.50", as creditgate's messages have it.
std::string decimal_text(std::int64_t minor);

// The reverse; throws std::invalid_argument for anything else.
std::int64_t minor_units(const std::string& decimal);

}  // namespace creditgate::orderdesk
