// SPDX-License-Identifier: Apache-2.0
//
// Generators of what a customer may have open, for statements that hold for all of it.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "tests/core/given.hpp"

namespace creditgate::any {

// Small numbers and the ends of 64 bits are as likely as the middle.
inline rc::Gen<std::int64_t> minor() {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-1'000, 1'000),
                          rc::gen::inRange<std::int64_t>(least, most),
                          rc::gen::element(least, least + 1, most - 1, most));
}

inline rc::Gen<currency> unit() {
    return rc::gen::map(rc::gen::element("EUR", "USD", "JPY", "BHD", "CNY", "KWD", "HUF"),
                        [](const char* code) { return given::unit(code); });
}

// Rates of every currency of `unit`, from 0.001 to 10,000 units for one euro.
inline rc::Gen<std::vector<fx_rate>> rates() {
    const auto scaled = rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1'000'000, 2'000'000'000),
                                       rc::gen::inRange<std::int64_t>(1, 10'000'000'000'000));
    return rc::gen::map(rc::gen::container<std::vector<std::int64_t>>(7, scaled),
                        [](const std::vector<std::int64_t>& values) {
                            std::vector<fx_rate> rates;
                            const char* codes[] = {"EUR", "USD", "JPY", "BHD", "CNY", "KWD", "HUF"};
                            for (std::size_t i = 0; i < values.size(); ++i) {
                                rates.push_back({given::unit(codes[i]),
                                                 std::max<std::int64_t>(values[i], 1'000'000),
                                                 given::day("2026-11-24")});
                            }
                            return rates;
                        });
}

// Up to about 100 million in the currency's units: hundreds of them stay within 64 bits.
inline rc::Gen<money> amount_in(currency of) {
    return rc::gen::map(rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 1'000),
                                       rc::gen::inRange<std::int64_t>(1, 10'000'000'000)),
                        [of](std::int64_t value) {
                            return money{value, of};
                        });
}

// A day within half a year of 2026-11-24, or none.
inline rc::Gen<std::optional<date>> due_date() {
    return rc::gen::map(rc::gen::inRange(-180, 200), [](int days) {
        if (days > 180) return std::optional<date>{};
        return std::optional<date>{given::day("2026-11-24") + std::chrono::days{days}};
    });
}

inline rc::Gen<exposure_line> line() {
    return rc::gen::exec([] {
        const auto source = static_cast<exposure_source>(*rc::gen::inRange(0, 8));
        money amount = *amount_in(*unit());
        const bool reduces =
            source == exposure_source::credit_note || source == exposure_source::payment;
        if (reduces) amount = money::zero(amount.unit()) - amount;
        exposure_line made{source, amount, std::nullopt, *rc::gen::inRange<std::int64_t>(1, 9)};
        if (source == exposure_source::invoice) made.day = *due_date();
        return made;
    });
}

inline rc::Gen<std::vector<exposure_line>> lines() {
    return rc::gen::container<std::vector<exposure_line>>(line());
}

// Open invoices in EUR, those due first in front, without a due date last.
inline rc::Gen<std::vector<open_invoice>> invoices() {
    return rc::gen::exec([] {
        std::vector<open_invoice> made;
        const int count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            made.push_back(
                {"INV-" + std::to_string(i), *amount_in(given::unit("EUR")), *due_date()});
        }
        const auto key = [](const open_invoice& each) {
            return each.due_date.value_or(given::day("9999-12-31"));
        };
        std::stable_sort(made.begin(), made.end(),
                         [&](const auto& a, const auto& b) { return key(a) < key(b); });
        return made;
    });
}

}  // namespace creditgate::any
