// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/money/currency.hpp"

namespace creditgate {

// An amount in whole minor units (cents) of one currency. Never floating point. Arithmetic that
// leaves 64 bits, or mixes currencies, throws `failure` and changes nothing.
class money {
  public:
    money(std::int64_t minor, creditgate::currency unit) : minor_(minor), unit_(unit) {}
    static money zero(creditgate::currency unit) { return {0, unit}; }

    [[nodiscard]] std::int64_t minor() const noexcept { return minor_; }
    [[nodiscard]] creditgate::currency unit() const noexcept { return unit_; }
    [[nodiscard]] bool is_positive() const noexcept { return minor_ > 0; }
    [[nodiscard]] bool is_negative() const noexcept { return minor_ < 0; }

    friend money operator+(const money& a, const money& b);
    friend money operator-(const money& a, const money& b);
    money& operator+=(const money& other) { return *this = *this + other; }
    // Comparing two currencies is a fault of the caller and throws.
    friend std::strong_ordering operator<=>(const money& a, const money& b);
    friend bool operator==(const money& a, const money& b) = default;

  private:
    std::int64_t minor_;
    creditgate::currency unit_;
};

// A share in hundredths of a percent: 9000 is 90 %. Range 0 to 1,000,000 (10,000 %).
struct basis_points {
    std::int32_t value = 10'000;
    friend auto operator<=>(const basis_points&, const basis_points&) = default;
};

// amount x share, rounded towards zero, so that a threshold is never more than it says.
money share_of(const money& amount, basis_points share);

// part / whole in basis points, half away from zero; whole must be positive.
std::int64_t ratio_in_basis_points(const money& part, const money& whole);

// "1234.50" in the currency's decimals; throws `failure` naming `field` for anything else: a sign
// other than a leading '-', too many decimals, more than 64 bits, letters, an empty text.
money parse_money(std::string_view amount, std::string_view currency_code, std::string_view field);

// "1234.50": the decimals of the currency, no grouping. The form of every JSON message.
std::string format_amount(const money& value);

// "1,234.50 EUR": for people.
std::string format_for_people(const money& value);

}  // namespace creditgate
