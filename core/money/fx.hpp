// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/money.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// Units of a currency for one unit of the ERP's base currency, scaled by 10^9, valid from a date
// on.
struct fx_rate {
    static constexpr std::int64_t scale = 1'000'000'000;
    currency unit;
    std::int64_t units_per_base_scaled;  // positive
    date valid_from;
};

// Decimal text such as "1.0845" (more than nine decimals are rounded half up); nothing when it is
// not a positive decimal number that fits.
std::optional<std::int64_t> parse_scaled_rate(std::string_view text);

// "1.0845", without zeros at the end.
std::string format_scaled_rate(std::int64_t scaled);

// The rate of `unit` among `rates`, or nothing.
const fx_rate* find_rate(const std::vector<fx_rate>& rates, currency unit);

// amount in `target`, rounded half away from zero to its minor unit; nothing when one of the two
// rates is missing. The same currency needs no rate. Source: amount x rate(target) / rate(source).
std::optional<money> convert(const money& amount, currency target,
                             const std::vector<fx_rate>& rates);

// What minor units of a currency are multiplied by to be put in one order with those of others.
struct currency_weight {
    currency unit;
    std::int64_t weight;  // positive
};

// Of each currency that has a rate, exact to six digits: good enough to sort by, and for nothing
// else. Throws `failure` amount_overflow for rates some 10^12 apart.
std::vector<currency_weight> weights_of(const std::vector<fx_rate>& rates);

}  // namespace creditgate
