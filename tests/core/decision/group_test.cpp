// SPDX-License-Identifier: Apache-2.0
//
// The limit that an account shares with the others of its group, one step below, on it, and one
// step above. The customer of `order_of` has a limit of 5,000.00 EUR of his own.
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::day;
using given::eur;
using given::invoice;
using given::order_of;
using given::orders;
using given::orders_to_ship;
using given::question;
using given::rate;
using given::setting_of;
using given::told;

rule_setting group_rule(std::int32_t basis_points_of_limit = 10'000) {
    rule_setting setting = given::rule_of(rule::group_limit, outcome::hold);
    setting.threshold_share = {basis_points_of_limit};
    return setting;
}

// The customer has `own` open, the others of his group `others`, all in EUR.
question member_of(credit_limit shared, const char* own, const char* others, const char* document) {
    question asked = order_of(eur(document));
    asked.facts.lines = {orders(eur(own))};
    asked.facts.groups = {
        {{7, group_kind::group, "Harbour", given::unit("EUR"), shared}, {orders(eur(others))}}};
    asked.rules.rules = {given::limit_rule(outcome::hold), group_rule()};
    return asked;
}

struct group_row {
    const char* own;
    const char* others;
    const char* document;
    std::int32_t basis_points_of_limit;
    const char* ends;
};

TEST(group_limit_rule, holds_from_one_cent_above_what_all_members_may_have_together) {
    const group_row rows[] = {
        {"0.00", "0.00", "0.00", 10'000, "approve"},
        {"1000.00", "6000.00", "999.99", 10'000, "approve"},
        {"1000.00", "6000.00", "1000.00", 10'000, "approve"},
        {"1000.00", "6000.00", "1000.01", 10'000,
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
        {"0.00", "8000.00", "0.00", 10'000, "approve"},
        {"0.00", "8000.00", "0.01", 10'000,
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
        {"1000.00", "5000.00", "1200.00", 9'000, "approve"},
        {"1000.00", "5000.00", "1200.01", 9'000,
         "hold [hold group_limit Harbour 7200.01 EUR > 7200.00 EUR]"},
        {"1000.00", "-1000.00", "4000.00", 10'000, "approve"},
        {"1000.00", "-1000.00", "4000.01", 10'000, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"4000.00", "3000.00", "1000.01", 10'000,
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR; hold limit 5000.01 EUR > "
         "5000.00 EUR]"},
    };
    for (const group_row& row : rows) {
        SCOPED_TRACE(std::string(row.own) + " and " + row.others + " open, an order of " +
                     row.document);
        question asked =
            member_of(credit_limit::of(eur("8000.00")), row.own, row.others, row.document);
        asked.rules.rules[1] = group_rule(row.basis_points_of_limit);
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(group_limit_rule, none_zero_and_unlimited_are_three_answers) {
    struct row {
        const char* what;
        credit_limit shared;
        const char* ends;
    };
    for (const row& each : {row{"none: nothing is shared", credit_limit::none(), "approve"},
                            row{"unlimited", credit_limit::unlimited(), "approve"},
                            row{"0", credit_limit::of(eur("0.00")),
                                "hold [hold group_limit Harbour 6000.01 EUR > 0.00 EUR]"}}) {
        SCOPED_TRACE(each.what);
        EXPECT_EQ(told(member_of(each.shared, "0.00", "6000.00", "0.01")), each.ends);
    }
}

TEST(group_limit_rule, says_nothing_of_a_customer_in_no_group_and_of_a_return) {
    question asked = member_of(credit_limit::of(eur("1.00")), "0.00", "6000.00", "1.00");
    asked.event.way = direction::returned;
    EXPECT_EQ(told(asked), "approve");
    asked.event.way = direction::sale;
    asked.facts.groups.clear();
    EXPECT_EQ(told(asked), "approve");
}

TEST(group_limit_rule, counts_a_deal_once_that_the_document_takes_over) {
    question asked = member_of(credit_limit::of(eur("8000.00")), "1000.00", "6000.00", "2000.00");
    asked.event.sources = {{{document_kind::order, 16}, eur("1000.00")}};
    asked.facts.sources = {{{document_kind::order, 16}, eur("1000.00")}};
    EXPECT_EQ(told(asked), "approve");
    asked.event.amount = eur("2000.01");
    EXPECT_EQ(told(asked), "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]");
}

// A dollar is 0.80 EUR: the group's 10,000.00 USD are 8,000.00 EUR.
question member_of_dollar_group(const char* document) {
    question asked =
        member_of(credit_limit::of(amount("10000.00", "USD")), "1000.00", "6000.00", document);
    asked.facts.groups[0].group.unit = given::unit("USD");
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.25")};
    return asked;
}

TEST(group_limit_rule, compares_in_the_currency_of_the_group) {
    EXPECT_EQ(told(member_of_dollar_group("1000.00")), "approve");
    EXPECT_EQ(told(member_of_dollar_group("1000.01")),
              "hold [hold group_limit Harbour 10000.01 USD > 10000.00 USD]");
}

TEST(group_limit_rule, names_the_currency_that_has_no_rate) {
    struct row {
        const char* what;
        std::vector<fx_rate> rates;
        const char* missing;
    };
    for (const row& each :
         {row{"the group's own", {rate("EUR", "1"), rate("JPY", "160")}, "USD"},
          row{"another member's", {rate("EUR", "1"), rate("USD", "1.25")}, "JPY"}}) {
        SCOPED_TRACE(each.what);
        question asked = member_of_dollar_group("1000.00");
        asked.facts.groups[0].others.push_back(orders(amount("1", "JPY")));
        asked.facts.rates = each.rates;
        asked.rules.rules.push_back(given::rule_of(rule::rate_missing, outcome::hold));
        const decision made = given::answer(asked);
        EXPECT_EQ(told(made), "hold [hold rate_missing]");
        ASSERT_EQ(made.before.currencies_without_rate.size(), 1U);
        EXPECT_EQ(made.before.currencies_without_rate[0].code(), each.missing);
        asked.facts.groups[0].group.limit = credit_limit::none();
        EXPECT_EQ(told(asked), "approve") << "nothing is tested";
    }
}

TEST(group_limit_rule, is_compared_at_rates_that_are_told_when_they_are_stale) {
    question asked = member_of_dollar_group("1000.00");
    asked.rules.rules.push_back(given::rule_of(rule::rate_stale, outcome::hold));
    asked.rules.rules.back().most_days = {7};
    asked.facts.rates = {rate("EUR", "1", "2020-01-01"), rate("USD", "1.25", "2026-11-17")};
    EXPECT_EQ(told(asked), "approve");
    asked.facts.rates[1] = rate("USD", "1.25", "2026-11-16");
    EXPECT_EQ(told(asked), "hold [hold rate_stale USD 8 days > 7 days]");
    asked.facts.groups[0].group.limit = credit_limit::none();
    EXPECT_EQ(told(asked), "approve") << "nothing is compared";
}

// The others have 6,000.00 in orders, 500.00 in orders beyond the horizon, 300.00 overdue and
// 200.00 not due; the day is 2026-11-24, the horizon 30 days.
question member_beside_all_buckets(const char* document, const char* ship_date) {
    question asked = member_of(credit_limit::of(eur("8000.00")), "1000.00", "6000.00", document);
    asked.event.ship_date = day(ship_date);
    asked.rules.buckets.horizon = day_count{30};
    for (const exposure_line& more :
         {orders_to_ship(eur("500.00"), "2026-12-25"), invoice(eur("300.00"), "2026-11-23"),
          invoice(eur("200.00"), "2026-11-24")}) {
        asked.facts.groups[0].others.push_back(more);
    }
    return asked;
}

struct counting_row {
    const char* what;
    std::vector<bucket> left_out;
    const char* document;
    const char* ship_date;
    const char* ends;
};

TEST(group_limit_rule, counts_of_all_members_what_the_policy_counts) {
    const counting_row rows[] = {
        {"all", {}, "0.00", "2026-12-24", "approve"},
        {"all",
         {},
         "0.01",
         "2026-12-25",
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
        {"nothing beyond the horizon",
         {bucket::open_order_beyond_horizon},
         "500.00",
         "2026-12-24",
         "approve"},
        {"nothing beyond the horizon",
         {bucket::open_order_beyond_horizon},
         "500.01",
         "2026-12-24",
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
        {"nothing beyond the horizon, where the document goes",
         {bucket::open_order_beyond_horizon},
         "500.01",
         "2026-12-25",
         "approve"},
        {"nothing overdue",
         {bucket::open_item_overdue},
         "300.01",
         "2026-12-24",
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
        {"nothing that is not due",
         {bucket::open_item_not_due},
         "200.01",
         "2026-12-24",
         "hold [hold group_limit Harbour 8000.01 EUR > 8000.00 EUR]"},
    };
    for (const counting_row& row : rows) {
        SCOPED_TRACE(std::string(row.what) + ", an order of " + row.document);
        question asked = member_beside_all_buckets(row.document, row.ship_date);
        for (const bucket each : row.left_out) setting_of(asked.rules, each).included = false;
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(group_limit_clearing, tells_the_ship_date_and_no_payment_that_would_not_count) {
    question asked = member_beside_all_buckets("500.01", "2026-11-30");
    setting_of(asked.rules, bucket::open_order_beyond_horizon).included = false;
    EXPECT_EQ(told(given::ways_of(asked, {})),
              "pay 0.01 EUR, which suffices; ship from 2026-12-25; fits 500.00 EUR");
    setting_of(asked.rules, bucket::unallocated).included = false;
    EXPECT_EQ(told(given::ways_of(asked, {})),
              "pay 0.01 EUR, which does not suffice; ship from 2026-12-25; fits 500.00 EUR");
}

struct clearing_row {
    const char* own;
    const char* others;
    const char* document;
    const char* ways;
};

TEST(group_limit_clearing, asks_for_what_is_too_much_and_tells_the_smaller_of_both_rooms) {
    const clearing_row rows[] = {
        {"1000.00", "6000.00", "1000.01", "pay 0.01 EUR, which suffices; fits 1000.00 EUR"},
        {"1000.00", "6900.00", "300.00", "pay 200.00 EUR, which suffices; fits 100.00 EUR"},
        {"1000.00", "9000.00", "300.00", "pay 2300.00 EUR, which suffices; fits 0.00 EUR"},
        {"4000.00", "3500.00", "1100.00", "pay 600.00 EUR, which suffices; fits 500.00 EUR"},
        {"4000.00", "2500.00", "2000.00", "pay 1000.00 EUR, which suffices; fits 1000.00 EUR"},
    };
    for (const clearing_row& row : rows) {
        SCOPED_TRACE(std::string(row.own) + " and " + row.others + " open, an order of " +
                     row.document);
        const question asked =
            member_of(credit_limit::of(eur("8000.00")), row.own, row.others, row.document);
        EXPECT_EQ(told(given::ways_of(asked, {})), row.ways);
    }
}

// A cent of a dollar is less than a cent of a euro: what is asked for has to suffice, and what is
// said to fit has to fit.
TEST(group_limit_clearing, in_another_currency_a_payment_suffices_and_a_document_fits) {
    for (const char* document : {"1000.01", "1000.02", "1000.03", "1234.56", "4999.99"}) {
        SCOPED_TRACE(document);
        const question asked = member_of_dollar_group(document);
        const clearing ways = given::ways_of(asked, {});
        ASSERT_TRUE(ways.pay && ways.fits);
        question paid = asked;
        paid.facts.lines.push_back(given::line(exposure_source::payment, eur("0.00") - *ways.pay));
        EXPECT_EQ(told(paid), "approve");
        question smaller = asked;
        smaller.event.amount = *ways.fits;
        EXPECT_EQ(told(smaller), "approve");
        smaller.event.amount = *ways.fits + eur("0.01");
        EXPECT_EQ(given::answer(smaller).result, outcome::hold);
    }
}

}  // namespace
}  // namespace creditgate
