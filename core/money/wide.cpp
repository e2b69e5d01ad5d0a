// SPDX-License-Identifier: Apache-2.0
#include "core/money/wide.hpp"

#include <algorithm>
#include <limits>

#include "core/result/error.hpp"

namespace creditgate {

std::int64_t narrow_minor(wide value) {
    if (value > std::numeric_limits<std::int64_t>::max() ||
        value < std::numeric_limits<std::int64_t>::min()) {
        fail({fault::request, "amount_overflow", "", "",
              "the sum of amounts is more than 64 bits of minor units hold",
              "check the amounts of this customer's documents"});
    }
    return static_cast<std::int64_t>(value);
}

wide divide_half_away(wide numerator, wide denominator) {
    const bool negative = (numerator < 0) != (denominator < 0);
    const wide top = numerator < 0 ? -numerator : numerator;
    const wide bottom = denominator < 0 ? -denominator : denominator;
    const wide quotient = top / bottom + (top % bottom >= bottom - top % bottom ? 1 : 0);
    return negative ? -quotient : quotient;
}

std::string wide_to_text(wide value) {
    std::string text;
    do {
        text += static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value > 0);
    std::reverse(text.begin(), text.end());
    return text;
}

}  // namespace creditgate
