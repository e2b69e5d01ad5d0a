// SPDX-License-Identifier: Apache-2.0
#include "core/money/fx.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "core/result/error.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::failure_code;
using given::rate;
using given::unit;

struct rate_text {
    const char* text;
    std::int64_t scaled;  // 0: not a rate
};

TEST(fx_rate, is_read_from_decimal_text_to_nine_decimals) {
    const rate_text rows[] = {
        {"1", 1'000'000'000},
        {"1.0", 1'000'000'000},
        {"1.1684", 1'168'400'000},
        {"186.75", 186'750'000'000},
        {"0.000000001", 1},
        {"0.0000000004", 0},
        {"0.0000000005", 1},
        {"0.0000000014", 1},
        {"0.0000000015", 2},
        {"0.9999999994", 999'999'999},
        {"0.9999999995", 1'000'000'000},
        {"999999999.999999999", 999'999'999'999'999'999},
        {"999999999.9999999995", 1'000'000'000'000'000'000},
        {"1000000000", 0},
        {"0", 0},
        {"0.000", 0},
        {"", 0},
        {".", 0},
        {".5", 0},
        {"-1.5", 0},
        {"+1.5", 0},
        {"1,5", 0},
        {"1.5.1", 0},
        {"1e3", 0},
        {"N/A", 0},
        {" 1", 0},
    };
    for (const rate_text& row : rows) {
        SCOPED_TRACE(std::string("\"") + row.text + "\"");
        EXPECT_EQ(parse_scaled_rate(row.text).value_or(0), row.scaled);
    }
}

struct conversion {
    const char* what;
    const char* from;
    const char* from_unit;
    const char* to;
    const char* to_unit;
};

// Base EUR. USD, JPY, GBP and PLN: the European Central Bank's rates of 2026-04-13. BHD, KWD and
// the round ones are chosen to meet a boundary.
const std::vector<fx_rate>& some_rates() {
    static const std::vector<fx_rate> rates = {
        rate("EUR", "1"),      rate("USD", "1.1684"), rate("JPY", "186.75"), rate("GBP", "0.87058"),
        rate("PLN", "4.2543"), rate("BHD", "0.44"),   rate("CHF", "2"),      rate("SEK", "8"),
        rate("KRW", "2000"),   rate("KWD", "0.5"),
    };
    return rates;
}

TEST(fx_conversion, rounds_half_away_from_zero_to_the_minor_unit) {
    const conversion rows[] = {
        {"same currency needs no rate", "12.34", "AUD", "12.34", "AUD"},
        {"from the base", "100.00", "EUR", "116.84", "USD"},
        {"to the base", "116.84", "USD", "100.00", "EUR"},
        {"through the base", "100.00", "USD", "74.51", "GBP"},
        {"through the base, back", "74.51", "GBP", "100.00", "USD"},
        {"exactly half a cent", "0.01", "CHF", "0.01", "EUR"},
        {"exactly half a cent, negative", "-0.01", "CHF", "-0.01", "EUR"},
        {"three eighths of a cent", "0.03", "SEK", "0.00", "EUR"},
        {"four eighths of a cent", "0.04", "SEK", "0.01", "EUR"},
        {"five eighths of a cent", "0.05", "SEK", "0.01", "EUR"},
        {"three eighths, negative", "-0.03", "SEK", "0.00", "EUR"},
        {"four eighths, negative", "-0.04", "SEK", "-0.01", "EUR"},
        {"two decimals to none", "1.00", "EUR", "187", "JPY"},
        {"two decimals to none, negative", "-1.00", "EUR", "-187", "JPY"},
        {"none to two decimals", "187", "JPY", "1.00", "EUR"},
        {"none to two decimals, small", "1", "JPY", "0.01", "EUR"},
        {"none to two decimals, too small", "9", "KRW", "0.00", "EUR"},
        {"none to two decimals, half", "10", "KRW", "0.01", "EUR"},
        {"two decimals to three", "1.00", "EUR", "0.440", "BHD"},
        {"three decimals to two", "0.440", "BHD", "1.00", "EUR"},
        {"three decimals to two, half", "0.005", "KWD", "0.01", "EUR"},
        {"three decimals to two, below half", "0.002", "KWD", "0.00", "EUR"},
        {"three decimals to none", "0.440", "BHD", "187", "JPY"},
        {"none to three decimals", "187", "JPY", "0.441", "BHD"},
        {"zero", "0", "USD", "0.00", "EUR"},
    };
    for (const conversion& row : rows) {
        SCOPED_TRACE(row.what);
        const auto converted =
            convert(amount(row.from, row.from_unit), unit(row.to_unit), some_rates());
        ASSERT_TRUE(converted);
        EXPECT_EQ(format_amount(*converted), row.to);
        EXPECT_EQ(converted->unit().code(), row.to_unit);
    }
}

TEST(fx_conversion, without_one_of_the_two_rates_gives_nothing) {
    const std::vector<fx_rate> base_only = {rate("EUR", "1")};
    EXPECT_FALSE(convert(amount("1.00", "USD"), unit("EUR"), base_only));
    EXPECT_FALSE(convert(amount("1.00", "EUR"), unit("USD"), base_only));
    EXPECT_FALSE(convert(amount("1.00", "USD"), unit("EUR"), {rate("USD", "1.1684")}));
    EXPECT_FALSE(convert(amount("0.00", "USD"), unit("EUR"), {}));
    EXPECT_EQ(convert(amount("1.00", "USD"), unit("USD"), {}), amount("1.00", "USD"));
}

TEST(fx_conversion, of_huge_amounts_is_exact_or_an_overflow) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const auto minor_of = [&](std::int64_t minor, const char* from, const char* to) {
        return convert(money{minor, unit(from)}, unit(to), some_rates()).value().minor();
    };
    EXPECT_EQ(minor_of(most, "CHF", "EUR"), 4'611'686'018'427'387'904);
    EXPECT_EQ(minor_of(most / 2, "EUR", "CHF"), most - 1);
    EXPECT_EQ(failure_code([&] { minor_of(most / 2 + 1, "EUR", "CHF"); }), "amount_overflow");
    EXPECT_EQ(minor_of(-(most / 2) - 1, "EUR", "CHF"), -most - 1);
    EXPECT_EQ(failure_code([&] { minor_of(-(most / 2) - 2, "EUR", "CHF"); }), "amount_overflow");
    // More decimals: 1 JPY is 2.356 fils.
    EXPECT_EQ(failure_code([&] { minor_of(most, "JPY", "BHD"); }), "amount_overflow");
    EXPECT_EQ(minor_of(most, "BHD", "JPY"), 3'914'692'563'369'612'232);
}

TEST(fx_conversion, at_the_largest_and_smallest_rates_is_an_overflow_and_not_a_wrap) {
    const std::vector<fx_rate> rates = {rate("JPY", "0.000000001"),
                                        rate("BHD", "999999999.999999999")};
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(failure_code([&] {
                  convert(money{most, unit("JPY")}, unit("BHD"), rates);
              }),
              "amount_overflow");
    EXPECT_EQ(convert(money{most, unit("BHD")}, unit("JPY"), rates)->minor(), 0);
}

TEST(fx_rates, are_found_by_currency) {
    EXPECT_EQ(find_rate(some_rates(), unit("USD"))->units_per_base_scaled, 1'168'400'000);
    EXPECT_EQ(find_rate(some_rates(), unit("AUD")), nullptr);
}

struct worth_row {
    money larger;
    money smaller;
};

TEST(currency_weight, puts_amounts_of_several_currencies_in_one_order) {
    const std::vector<fx_rate> rates = {rate("EUR", "1"), rate("JPY", "160"), rate("KWD", "0.32"),
                                        rate("IDR", "18000.5")};
    const worth_row rows[] = {
        {amount("0.02", "EUR"), amount("3", "JPY")},
        {amount("4", "JPY"), amount("0.02", "EUR")},
        {amount("0.004", "KWD"), amount("0.01", "EUR")},
        {amount("0.01", "EUR"), amount("0.003", "KWD")},
        {amount("18001.00", "IDR"), amount("1.00", "EUR")},
        {amount("1.00", "EUR"), amount("18000.00", "IDR")},
        {amount("100000.00", "EUR"), amount("15999900", "JPY")},
        {amount("16000100", "JPY"), amount("100000.00", "EUR")},
    };
    const std::vector<currency_weight> weights = weights_of(rates);
    ASSERT_EQ(rates.size(), weights.size());
    const auto weighed = [&](const money& each) {
        for (const currency_weight& one : weights) {
            if (one.unit == each.unit()) return each.minor() * one.weight;
        }
        return std::int64_t{0};
    };
    for (const worth_row& row : rows) {
        EXPECT_GT(weighed(row.larger), weighed(row.smaller))
            << format_for_people(row.larger) << ", " << format_for_people(row.smaller);
    }
    EXPECT_TRUE(weights_of({}).empty());
}

}  // namespace
}  // namespace creditgate
