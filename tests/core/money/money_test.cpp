// SPDX-License-Identifier: Apache-2.0
#include "core/money/money.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "core/result/error.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::eur;
using given::failure_code;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

struct written_amount {
    const char* text;
    const char* currency;
    std::int64_t minor;
    const char* written;  // by format_amount
};

TEST(money, is_read_and_written_in_the_decimals_of_its_currency) {
    const written_amount rows[] = {
        {"0", "EUR", 0, "0.00"},          {"0.01", "EUR", 1, "0.01"},
        {"0.1", "EUR", 10, "0.10"},       {"-0.01", "EUR", -1, "-0.01"},
        {"-0", "EUR", 0, "0.00"},         {"1234.5", "EUR", 123'450, "1234.50"},
        {"0001.00", "EUR", 100, "1.00"},  {"99.99", "CNY", 9'999, "99.99"},
        {"100", "JPY", 100, "100"},       {"-7", "JPY", -7, "-7"},
        {"1.234", "BHD", 1'234, "1.234"}, {"0.001", "KWD", 1, "0.001"},
        {"1", "TND", 1'000, "1.000"},
    };
    for (const written_amount& row : rows) {
        SCOPED_TRACE(std::string(row.text) + " " + row.currency);
        const money read = amount(row.text, row.currency);
        EXPECT_EQ(read.minor(), row.minor);
        EXPECT_EQ(read.unit().code(), row.currency);
        EXPECT_EQ(format_amount(read), row.written);
    }
}

struct end_of_64_bits {
    const char* text;
    const char* currency;
    std::int64_t minor;
    const char* failure;
};

TEST(money, reaches_to_both_ends_of_64_bits_and_not_one_minor_unit_further) {
    const end_of_64_bits rows[] = {
        {"92233720368547758.06", "EUR", most - 1, ""},
        {"92233720368547758.07", "EUR", most, ""},
        {"92233720368547758.08", "EUR", 0, "amount_overflow"},
        {"-92233720368547758.07", "EUR", least + 1, ""},
        {"-92233720368547758.08", "EUR", least, ""},
        {"-92233720368547758.09", "EUR", 0, "amount_overflow"},
        {"9223372036854775807", "JPY", most, ""},
        {"9223372036854775808", "JPY", 0, "amount_overflow"},
        {"9223372036854775.807", "BHD", most, ""},
        {"9223372036854775.808", "BHD", 0, "amount_overflow"},
        {"92233720368547759", "EUR", 0, "amount_overflow"},
        {"99999999999999999999999999999999999999999999999999", "EUR", 0, "amount_overflow"},
    };
    for (const end_of_64_bits& row : rows) {
        SCOPED_TRACE(std::string(row.text) + " " + row.currency);
        std::int64_t minor = 0;
        const auto read = [&] { minor = amount(row.text, row.currency).minor(); };
        EXPECT_EQ(failure_code(read), row.failure);
        EXPECT_EQ(minor, row.minor);
    }
}

struct unreadable {
    const char* text;
    const char* currency;
    const char* failure;
    const char* field;
};

TEST(money, that_cannot_be_read_names_the_field_and_the_value) {
    const unreadable rows[] = {
        {"", "EUR", "bad_amount", "document.amount.amount"},
        {"-", "EUR", "bad_amount", "document.amount.amount"},
        {"+1", "EUR", "bad_amount", "document.amount.amount"},
        {"--1", "EUR", "bad_amount", "document.amount.amount"},
        {"1.", "EUR", "bad_amount", "document.amount.amount"},
        {".5", "EUR", "bad_amount", "document.amount.amount"},
        {"1.2.3", "EUR", "bad_amount", "document.amount.amount"},
        {"1,000.00", "EUR", "bad_amount", "document.amount.amount"},
        {"1e3", "EUR", "bad_amount", "document.amount.amount"},
        {" 1", "EUR", "bad_amount", "document.amount.amount"},
        {"1 ", "EUR", "bad_amount", "document.amount.amount"},
        {"NaN", "EUR", "bad_amount", "document.amount.amount"},
        {"\xd9\xa1", "EUR", "bad_amount", "document.amount.amount"},  // an Arabic digit
        {"1.001", "EUR", "too_many_decimals", "document.amount.amount"},
        {"1.000", "EUR", "too_many_decimals", "document.amount.amount"},
        {"1.0", "JPY", "too_many_decimals", "document.amount.amount"},
        {"1.0001", "BHD", "too_many_decimals", "document.amount.amount"},
        {"1.00", "EURO", "unknown_currency", "document.amount.currency"},
        {"1.00", "eur", "unknown_currency", "document.amount.currency"},
        {"1.00", "", "unknown_currency", "document.amount.currency"},
    };
    for (const unreadable& row : rows) {
        SCOPED_TRACE(std::string("\"") + row.text + "\" " + row.currency);
        try {
            parse_money(row.text, row.currency, "document.amount");
            ADD_FAILURE() << "was read";
        } catch (const failure& thrown) {
            EXPECT_EQ(thrown.detail().code, row.failure);
            EXPECT_EQ(thrown.detail().field, row.field);
            const bool unit_is_bad = thrown.detail().code == "unknown_currency";
            EXPECT_EQ(thrown.detail().value, unit_is_bad ? row.currency : row.text);
            EXPECT_EQ(thrown.detail().whose, fault::request);
            EXPECT_FALSE(thrown.detail().next.empty());
        }
    }
}

TEST(money, tells_found_and_expected_decimals) {
    try {
        parse_money("1.2345", "EUR", "limit");
        ADD_FAILURE() << "was read";
    } catch (const failure& thrown) {
        EXPECT_EQ(thrown.detail().message, "found 4 decimals, EUR has 2");
    }
}

TEST(money, sums_stop_at_the_ends_of_64_bits) {
    const money top{most, given::unit("EUR")};
    const money bottom{least, given::unit("EUR")};
    const money cent = eur("0.01");
    EXPECT_EQ((top - cent + cent).minor(), most);
    EXPECT_EQ((bottom + cent - cent).minor(), least);
    EXPECT_EQ((top + bottom).minor(), -1);
    EXPECT_EQ(failure_code([&] { top + cent; }), "amount_overflow");
    EXPECT_EQ(failure_code([&] { bottom - cent; }), "amount_overflow");
    EXPECT_EQ(failure_code([&] { money::zero(bottom.unit()) - bottom; }), "amount_overflow");
}

TEST(money, a_sum_that_overflows_changes_nothing) {
    money total{most, given::unit("EUR")};
    EXPECT_EQ(failure_code([&] { total += eur("0.01"); }), "amount_overflow");
    EXPECT_EQ(total.minor(), most);
}

TEST(money, of_two_currencies_never_adds_or_compares) {
    const money euro = eur("1.00");
    const money dollar = amount("1.00", "USD");
    EXPECT_EQ(failure_code([&] { euro + dollar; }), "currency_mismatch");
    EXPECT_EQ(failure_code([&] { euro - dollar; }), "currency_mismatch");
    EXPECT_EQ(failure_code([&] { static_cast<void>(euro < dollar); }), "currency_mismatch");
    EXPECT_FALSE(euro == dollar);
}

struct people_amount {
    const char* text;
    const char* currency;
    const char* shown;
};

TEST(money, for_people_groups_thousands) {
    const people_amount rows[] = {
        {"0", "EUR", "0.00 EUR"},
        {"999.99", "EUR", "999.99 EUR"},
        {"1000.00", "EUR", "1,000.00 EUR"},
        {"-1000.00", "EUR", "-1,000.00 EUR"},
        {"-999.00", "EUR", "-999.00 EUR"},
        {"999999.99", "EUR", "999,999.99 EUR"},
        {"1000000", "JPY", "1,000,000 JPY"},
        {"1234.567", "BHD", "1,234.567 BHD"},
        {"-92233720368547758.08", "EUR", "-92,233,720,368,547,758.08 EUR"},
    };
    for (const people_amount& row : rows) {
        EXPECT_EQ(format_for_people(amount(row.text, row.currency)), row.shown);
    }
}

struct share_row {
    const char* amount;
    std::int32_t basis_points;
    const char* share;
};

// FIELD.md: "limit used" of 10,000 at 90 % is 9,000, and a balance of 5,000 leaves 4,000.
TEST(money, a_share_is_rounded_towards_zero) {
    const share_row rows[] = {
        {"10000.00", 9'000, "9000.00"},   {"10000.00", 0, "0.00"},
        {"10000.00", 10'000, "10000.00"}, {"10000.00", 12'550, "12550.00"},
        {"0.01", 9'999, "0.00"},          {"0.01", 10'000, "0.01"},
        {"0.03", 5'000, "0.01"},          {"-0.03", 5'000, "-0.01"},
        {"1.00", 1'000'000, "100.00"},    {"0.00", 9'000, "0.00"},
    };
    for (const share_row& row : rows) {
        SCOPED_TRACE(std::string(row.amount) + " x " + std::to_string(row.basis_points));
        EXPECT_EQ(format_amount(share_of(eur(row.amount), {row.basis_points})), row.share);
    }
    EXPECT_EQ(share_of(eur("10000.00"), {9'000}) - eur("5000.00"), eur("4000.00"));
}

TEST(money, a_share_of_the_largest_amount_does_not_overflow_on_the_way) {
    const money top{most, given::unit("EUR")};
    EXPECT_EQ(share_of(top, {9'999}).minor(), 9'222'449'699'651'090'329);
    EXPECT_EQ(share_of(top, {10'000}).minor(), most);
    EXPECT_EQ(failure_code([&] { share_of(top, {10'001}); }), "amount_overflow");
}

struct ratio_row {
    const char* part;
    const char* whole;
    std::int64_t basis_points;
};

TEST(money, a_ratio_is_rounded_half_away_from_zero) {
    const ratio_row rows[] = {
        {"42.00", "50.00", 8'400},  {"0.00", "50.00", 0},   {"1.00", "3.00", 3'333},
        {"2.00", "3.00", 6'667},    {"1.00", "200.00", 50}, {"0.01", "200.00", 1},
        {"-0.01", "200.00", -1},    {"0.01", "200.01", 0},  {"60.00", "50.00", 12'000},
        {"-5.00", "50.00", -1'000},
    };
    for (const ratio_row& row : rows) {
        SCOPED_TRACE(std::string(row.part) + " / " + row.whole);
        EXPECT_EQ(ratio_in_basis_points(eur(row.part), eur(row.whole)), row.basis_points);
    }
}

}  // namespace
}  // namespace creditgate
