// SPDX-License-Identifier: Apache-2.0
#include "core/limit/limit_terms.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

const credit_limit agreed = credit_limit::of(eur("5000.00"));

std::string told(const credit_limit& limit) {
    switch (limit.state()) {
        case limit_state::none:
            return "none";
        case limit_state::unlimited:
            return "unlimited";
        case limit_state::amount:
            return limit.amount()->is_positive() ? format_for_people(*limit.amount()) : "0";
    }
    return "";
}

TEST(limit_on_a_day, is_there_within_its_days_both_included) {
    const limit_terms year{{day("2026-01-01"), day("2026-12-31")}, {}, {}};
    const limit_terms until{{{}, day("2026-12-31")}, {}, {}};
    const limit_terms since{{day("2026-01-01"), {}}, {}, {}};
    struct row {
        const limit_terms* terms;
        const char* on;
        const char* limit;
    };
    const limit_terms none{};
    const row rows[] = {
        {&none, "1999-01-01", "5,000.00 EUR"},  {&year, "2025-12-31", "none"},
        {&year, "2026-01-01", "5,000.00 EUR"},  {&year, "2026-12-31", "5,000.00 EUR"},
        {&year, "2027-01-01", "none"},          {&until, "1999-01-01", "5,000.00 EUR"},
        {&until, "2026-12-31", "5,000.00 EUR"}, {&until, "2027-01-01", "none"},
        {&since, "2025-12-31", "none"},         {&since, "2026-01-01", "5,000.00 EUR"},
        {&since, "2099-01-01", "5,000.00 EUR"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.limit, told(limit_on(agreed, *each.terms, day(each.on)))) << each.on;
    }
}

TEST(limit_on_a_day, has_the_temporary_amount_on_top_within_its_days) {
    const temporary_limit december{eur("1000.00"), {day("2026-12-01"), day("2026-12-31")}};
    const limit_terms with{{}, december, {}};
    const limit_terms expired{{{}, day("2026-11-30")}, december, {}};
    struct row {
        credit_limit limit;
        const limit_terms* terms;
        const char* on;
        const char* counts;
    };
    const row rows[] = {
        {agreed, &with, "2026-11-30", "5,000.00 EUR"},
        {agreed, &with, "2026-12-01", "6,000.00 EUR"},
        {agreed, &with, "2026-12-31", "6,000.00 EUR"},
        {agreed, &with, "2027-01-01", "5,000.00 EUR"},
        {credit_limit::of(eur("0.00")), &with, "2026-12-01", "1,000.00 EUR"},
        {credit_limit::of(eur("0.00")), &with, "2027-01-01", "0"},
        {credit_limit::none(), &with, "2026-12-01", "1,000.00 EUR"},
        {credit_limit::none(), &with, "2027-01-01", "none"},
        {credit_limit::unlimited(), &with, "2026-12-01", "unlimited"},
        {agreed, &expired, "2026-11-30", "5,000.00 EUR"},
        {agreed, &expired, "2026-12-01", "1,000.00 EUR"},
        {agreed, &expired, "2027-01-01", "none"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.counts, told(limit_on(each.limit, *each.terms, day(each.on)))) << each.on;
    }
}

}  // namespace
}  // namespace creditgate
