// SPDX-License-Identifier: Apache-2.0
#include "core/money/fx.hpp"

#include <algorithm>
#include <limits>

#include "core/money/wide.hpp"

namespace creditgate {
namespace {

wide power_of_ten(int exponent) {
    wide value = 1;
    for (int i = 0; i < exponent; ++i) value *= 10;
    return value;
}

}  // namespace

std::optional<std::int64_t> parse_scaled_rate(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const auto digits_only = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (whole.empty() || whole.size() > 9 || !digits_only(whole) || !digits_only(fraction)) {
        return std::nullopt;
    }
    std::int64_t scaled = 0;
    for (const char digit : whole) scaled = scaled * 10 + (digit - '0');
    for (std::size_t i = 0; i < 9; ++i) {
        scaled = scaled * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    }
    if (fraction.size() > 9 && fraction[9] >= '5') ++scaled;
    if (scaled <= 0) return std::nullopt;
    return scaled;
}

std::string format_scaled_rate(std::int64_t scaled) {
    std::string fraction = std::to_string(scaled % fx_rate::scale);
    fraction.insert(0, 9 - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    const std::string whole = std::to_string(scaled / fx_rate::scale);
    return fraction.empty() ? whole : whole + "." + fraction;
}

const fx_rate* find_rate(const std::vector<fx_rate>& rates, currency unit) {
    for (const fx_rate& rate : rates) {
        if (rate.unit == unit) return &rate;
    }
    return nullptr;
}

std::optional<money> convert(const money& amount, currency target,
                             const std::vector<fx_rate>& rates) {
    if (amount.unit() == target) return amount;
    const fx_rate* from = find_rate(rates, amount.unit());
    const fx_rate* to = find_rate(rates, target);
    if (from == nullptr || to == nullptr) return std::nullopt;
    const int shift = target.digits() - amount.unit().digits();
    wide numerator = wide{amount.minor()} * to->units_per_base_scaled;
    wide denominator = from->units_per_base_scaled;
    if (shift > 0) {
        // The product of two 64-bit numbers leaves one bit of 128: more digits could overflow.
        const wide largest = wide{std::numeric_limits<std::int64_t>::max()} << 63;
        const wide headroom = largest / power_of_ten(shift);
        if (numerator > headroom || numerator < -headroom) narrow_minor(largest);
        numerator *= power_of_ten(shift);
    } else {
        denominator *= power_of_ten(-shift);
    }
    return money{narrow_minor(divide_half_away(numerator, denominator)), target};
}

std::vector<currency_weight> weights_of(const std::vector<fx_rate>& rates) {
    constexpr std::int64_t whole = 1'000'000;
    const auto minor_units_per_base = [](const fx_rate& rate) {
        return wide{rate.units_per_base_scaled} * power_of_ten(rate.unit.digits());
    };
    // In the minor unit that is worth least no weight is less than `whole`.
    const auto least =
        std::max_element(rates.begin(), rates.end(), [&](const fx_rate& a, const fx_rate& b) {
            return minor_units_per_base(a) < minor_units_per_base(b);
        });
    std::vector<currency_weight> weights;
    for (const fx_rate& each : rates) {
        const money as_least = convert(money(whole, each.unit), least->unit, rates).value();
        weights.push_back({each.unit, as_least.minor()});
    }
    return weights;
}

}  // namespace creditgate
