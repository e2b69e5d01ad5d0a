// SPDX-License-Identifier: Apache-2.0
#include "core/limit/by_percent.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::eur;

TEST(by_percent, goes_in_steps_half_a_step_up) {
    struct row {
        const char* before;
        std::int32_t share;
        const char* step;
        const char* after;
    };
    const row rows[] = {
        {"5000.00", 11'000, "100.00", "5500.00"},
        {"5045.45", 11'000, "100.00", "5500.00"},
        {"5045.46", 11'000, "100.00", "5600.00"},
        {"5000.00", 10'099, "100.00", "5000.00"},
        {"5000.00", 10'100, "100.00", "5100.00"},
        {"5000.00", 9'000, "0.01", "4500.00"},
        {"0.05", 11'000, "0.01", "0.06"},
        {"0.04", 11'000, "0.01", "0.04"},
        {"0.00", 11'000, "100.00", "0.00"},
        {"49.99", 10'000, "100.00", "0.00"},
        {"50.00", 10'000, "100.00", "100.00"},
        {"5000.00", 0, "100.00", "0.00"},
        {"92233720368547758.07", 10'000, "0.01", "92233720368547758.07"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(eur(each.after),
                  by_percent(eur(each.before), basis_points{each.share}, eur(each.step)))
            << each.before << " x " << each.share << " in steps of " << each.step;
    }
    EXPECT_EQ(amount("1100", "JPY"),
              by_percent(amount("999", "JPY"), basis_points{11'000}, amount("100", "JPY")));
    EXPECT_THROW(by_percent(eur("92233720368547758.07"), basis_points{10'001}, eur("0.01")),
                 failure);
    EXPECT_THROW(by_percent(eur("92233720368547758.07"), basis_points{10'000}, eur("100.00")),
                 failure);
}

}  // namespace
}  // namespace creditgate
