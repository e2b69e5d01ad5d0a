// SPDX-License-Identifier: Apache-2.0
#include "core/money/money.hpp"

#include <limits>

#include "core/money/wide.hpp"
#include "core/result/error.hpp"

namespace creditgate {
namespace {

void require_same_currency(const money& a, const money& b) {
    if (a.unit() == b.unit()) return;
    fail({fault::internal, "currency_mismatch", "", "",
          "amounts in " + std::string(a.unit().code()) + " and " + std::string(b.unit().code()) +
              " were put together without a rate",
          "report this with the request"});
}

[[noreturn]] void bad_amount(std::string_view code, std::string_view field, std::string_view value,
                             std::string message) {
    fail_field(code, field, value, std::move(message),
               "send the amount as decimal text such as \"1234.50\"");
}

struct decimal_parts {
    bool negative;
    std::string_view whole;
    std::string_view fraction;
};

bool all_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

decimal_parts split_decimal(std::string_view text, std::string_view field) {
    const bool negative = text.starts_with('-');
    const std::string_view rest = negative ? text.substr(1) : text;
    const auto point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
    const bool dangling_point = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || dangling_point || !all_digits(whole) || !all_digits(fraction)) {
        bad_amount("bad_amount", field, text,
                   "\"" + std::string(text) + "\" is not a decimal amount");
    }
    return {negative, whole, fraction};
}

std::string without_point(const money& value) {
    const wide magnitude = value.minor() < 0 ? -wide{value.minor()} : wide{value.minor()};
    std::string digits = wide_to_text(magnitude);
    const auto decimals = static_cast<std::size_t>(value.unit().digits());
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    return digits;
}

}  // namespace

money operator+(const money& a, const money& b) {
    require_same_currency(a, b);
    return {narrow_minor(wide{a.minor_} + wide{b.minor_}), a.unit_};
}

money operator-(const money& a, const money& b) {
    require_same_currency(a, b);
    return {narrow_minor(wide{a.minor_} - wide{b.minor_}), a.unit_};
}

std::strong_ordering operator<=>(const money& a, const money& b) {
    require_same_currency(a, b);
    return a.minor_ <=> b.minor_;
}

money share_of(const money& amount, basis_points share) {
    return {narrow_minor(wide{amount.minor()} * share.value / 10'000), amount.unit()};
}

std::int64_t ratio_in_basis_points(const money& part, const money& whole) {
    require_same_currency(part, whole);
    return narrow_minor(divide_half_away(wide{part.minor()} * 10'000, whole.minor()));
}

money parse_money(std::string_view amount, std::string_view currency_code, std::string_view field) {
    const auto unit = currency::find(currency_code);
    if (!unit) {
        fail_field("unknown_currency", std::string(field) + ".currency", currency_code,
                   "\"" + std::string(currency_code) + "\" is not an ISO 4217 currency",
                   "send a code such as \"EUR\"");
    }
    const std::string amount_field = std::string(field) + ".amount";
    const decimal_parts parts = split_decimal(amount, amount_field);
    const auto decimals = static_cast<std::size_t>(unit->digits());
    if (parts.fraction.size() > decimals) {
        bad_amount("too_many_decimals", amount_field, amount,
                   "found " + std::to_string(parts.fraction.size()) + " decimals, " +
                       std::string(unit->code()) + " has " + std::to_string(decimals));
    }
    // The magnitude, which may be one more on the negative side.
    const wide limit = wide{std::numeric_limits<std::int64_t>::max()} + (parts.negative ? 1 : 0);
    wide minor = 0;
    const auto take = [&](char digit) {
        minor = minor * 10 + (digit - '0');
        if (minor > limit) {
            bad_amount("amount_overflow", amount_field, amount,
                       "\"" + std::string(amount) + "\" is more than 64 bits of minor units hold");
        }
    };
    for (const char digit : parts.whole) take(digit);
    for (std::size_t i = 0; i < decimals; ++i) {
        take(i < parts.fraction.size() ? parts.fraction[i] : '0');
    }
    return {narrow_minor(parts.negative ? -minor : minor), *unit};
}

std::string format_amount(const money& value) {
    std::string text = without_point(value);
    const auto decimals = static_cast<std::size_t>(value.unit().digits());
    if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
    return value.is_negative() ? "-" + text : text;
}

std::string format_for_people(const money& value) {
    std::string text = without_point(value);
    const auto decimals = static_cast<std::size_t>(value.unit().digits());
    const std::size_t whole_digits = text.size() - decimals;
    if (decimals > 0) text.insert(whole_digits, 1, '.');
    for (std::size_t at = whole_digits; at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    if (value.is_negative()) text.insert(0, 1, '-');
    return text + " " + std::string(value.unit().code());
}

}  // namespace creditgate
