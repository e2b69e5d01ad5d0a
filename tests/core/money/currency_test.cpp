// SPDX-License-Identifier: Apache-2.0
#include "core/money/currency.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace creditgate {
namespace {

struct known {
    const char* code;
    int digits;
};

TEST(currency, has_the_decimals_of_iso_4217) {
    const known rows[] = {
        {"EUR", 2}, {"USD", 2}, {"CNY", 2}, {"GBP", 2}, {"CHF", 2}, {"AED", 2}, {"ZWG", 2},
        {"HUF", 2}, {"TWD", 2}, {"IDR", 2}, {"JPY", 0}, {"KRW", 0}, {"VND", 0}, {"BIF", 0},
        {"CLP", 0}, {"ISK", 0}, {"XPF", 0}, {"BHD", 3}, {"KWD", 3}, {"TND", 3}, {"IQD", 3},
    };
    for (const known& row : rows) {
        SCOPED_TRACE(row.code);
        const auto found = currency::find(row.code);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->code(), row.code);
        EXPECT_EQ(found->digits(), row.digits);
    }
}

TEST(currency, that_nobody_is_invoiced_in_is_unknown) {
    const char* codes[] = {
        "",     "E",   "EU",  "EURO", "eur", "Eur", " EU", "EU ", "EUR ",
        "R US", "ABC", "DEM", "FRF",  "HRK", "SLL", "ZWL", "CUC",  // no longer in use
        "XAU",  "XAG", "XTS", "XXX",  "XDR", "CLF", "UYI", "USN"   // metals, tests, funds
    };
    for (const char* code : codes) EXPECT_FALSE(currency::find(code)) << '"' << code << '"';
    EXPECT_FALSE(currency::find(std::string_view("EU\0", 3)));
}

// A code in two groups, or one that the look-up cannot reach, would show here.
TEST(currency, there_are_157_and_each_is_found_once) {
    std::set<std::string> found;
    for (char a = 'A'; a <= 'Z'; ++a) {
        for (char b = 'A'; b <= 'Z'; ++b) {
            for (char c = 'A'; c <= 'Z'; ++c) {
                const std::string code{a, b, c};
                if (currency::find(code)) found.insert(code);
            }
        }
    }
    EXPECT_EQ(found.size(), 157U);
}

}  // namespace
}  // namespace creditgate
