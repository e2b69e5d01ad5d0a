// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/amount.hpp"

#include <charconv>
#include <stdexcept>

namespace creditgate::orderdesk {

std::string decimal_text(std::int64_t minor) {
    const std::int64_t size = minor < 0 ? -minor : minor;
    const std::string cents = std::to_string(size % 100);
    return (minor < 0 ? "-" : "") + std::to_string(size / 100) + (cents.size() < 2 ? ".0" : ".") +
           cents;
}

std::int64_t minor_units(const std::string& decimal) {
    const std::size_t point = decimal.find('.');
    std::string digits = decimal;
    if (point == std::string::npos) {
        digits += "00";
    } else if (point + 3 == decimal.size()) {
        digits.erase(point, 1);
    } else {
        digits.clear();
    }
    std::int64_t result = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error == std::errc() && end == digits.data() + digits.size()) return result;
    throw std::invalid_argument("found the amount \"" + decimal + "\", expected 12 or 12.34");
}

}  // namespace creditgate::orderdesk
