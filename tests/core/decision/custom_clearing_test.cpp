// SPDX-License-Identifier: Apache-2.0
//
// What ends a custom rule, where that can be said: paid so much, or ordered so much, the document
// passes; by a cent less or more it does not. INV-1 of 300.00 is overdue by 23 days, INV-2 of
// 400.00 is not due; the order is of 1.00, the limit of 5,000.00; the day is 2026-11-24.
#include "core/decision/custom_clearing.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::condition;
using given::custom_line;
using given::day;
using given::eur;
using given::invoice;
using given::order_of;
using given::question;
using given::told;

const std::vector<open_invoice> invoices = {{"INV-1", eur("300.00"), day("2026-11-01")},
                                            {"INV-2", eur("400.00"), day("2026-12-24")}};

question asked_with(std::vector<custom_condition> when) {
    question asked = order_of(eur("1.00"));
    asked.event.payment_term = day_count{30};
    asked.facts.lines = {invoice(eur("300.00"), "2026-11-01"),
                         invoice(eur("400.00"), "2026-12-24")};
    asked.rules.rules = {custom_line("Ours", std::move(when))};
    return asked;
}

clearing ways_of(const question& asked) {
    const decision made = answer(asked);
    EXPECT_EQ(outcome::hold, made.result);
    return given::ways_of(asked, invoices);
}

outcome after_paying(question asked, const money& paid) {
    asked.facts.lines[0].amount = asked.facts.lines[0].amount - paid;
    return answer(asked).result;
}

outcome ordering(question asked, const money& amount) {
    asked.event.amount = amount;
    return answer(asked).result;
}

struct payment_row {
    const char* fact;
    const char* how;
    fact_value threshold;
    const char* ways;
};

TEST(custom_rule, is_ended_by_a_payment) {
    const payment_row rows[] = {
        {"exposure.overdue.amount", "more_than", eur("100.00"),
         "pay 200.00 EUR for INV-1, which suffices"},
        {"exposure.overdue.amount", "at_least", eur("100.00"),
         "pay 200.01 EUR for INV-1, which suffices"},
        {"exposure.open_item_overdue", "more_than", eur("100.00"),
         "pay 200.00 EUR for INV-1, which suffices"},
        {"exposure.total", "more_than", eur("100.00"),
         "pay 600.00 EUR for INV-1 INV-2, which suffices"},
        {"exposure.total", "at_least", eur("700.00"), "pay 0.01 EUR for INV-1, which suffices"},
        {"account.available", "less_than", eur("4500.00"),
         "pay 200.00 EUR for INV-1, which suffices"},
        {"account.available", "at_most", eur("4300.00"), "pay 0.01 EUR for INV-1, which suffices"},
        // 14 % of 5,000.00 are 700.00, and 13 % 650.00.
        {"utilisation", "at_least", ratio{14, 100}, "pay 0.01 EUR for INV-1, which suffices"},
        {"utilisation", "more_than", ratio{13, 100}, "pay 50.00 EUR for INV-1, which suffices"},
    };
    for (const payment_row& row : rows) {
        const question asked =
            asked_with({condition("document.payment_term_days", "at_least", day_count{0}),
                        condition(row.fact, row.how, row.threshold)});
        const clearing ways = ways_of(asked);
        EXPECT_EQ(told(ways), row.ways) << row.fact << " " << row.how;
        ASSERT_TRUE(ways.pay) << row.fact;
        EXPECT_EQ(outcome::approve, after_paying(asked, *ways.pay)) << row.fact << row.how;
        EXPECT_EQ(outcome::hold, after_paying(asked, *ways.pay - eur("0.01")))
            << row.fact << " " << row.how;
    }
}

TEST(custom_rule, is_ended_by_paying_what_is_overdue_for_so_long) {
    struct row {
        const char* how;
        int days;
        const char* ways;
    };
    const row rows[] = {
        {"more_than", 22, "pay 300.00 EUR for INV-1, which suffices"},
        {"at_least", 23, "pay 300.00 EUR for INV-1, which suffices"},
        {"at_least", 0, "nothing"},
        {"is", 23, "nothing"},
    };
    for (const row& each : rows) {
        const question asked =
            asked_with({condition("exposure.overdue.days", each.how, day_count{each.days})});
        EXPECT_EQ(told(ways_of(asked)), each.ways) << each.how << " " << each.days;
    }
    // Not to be paid: what is due on the day that is not late enough, and later.
    const auto due_before = [](const char* how, int days) {
        const question asked =
            asked_with({condition("exposure.overdue.days", how, day_count{days})});
        const decision made = answer(asked);
        return due_date_that_ends(made.reasons.at(0).conditions.at(0), made.before);
    };
    EXPECT_EQ(day("2026-11-02"), due_before("more_than", 22));
    EXPECT_EQ(day("2026-11-02"), due_before("at_least", 23));
}

TEST(custom_rule, is_ended_by_a_smaller_document) {
    const payment_row rows[] = {
        {"document.amount", "more_than", eur("0.50"), "fits 0.50 EUR"},
        {"document.amount", "at_least", eur("0.50"), "fits 0.49 EUR"},
        // 14 % of 5,000.00 are the 700.00 before it.
        {"limit_used", "more_than", ratio{14, 100},
         "pay 1.00 EUR for INV-1, which suffices; fits 0.00 EUR"},
    };
    for (const payment_row& row : rows) {
        const question asked = asked_with({condition(row.fact, row.how, row.threshold)});
        const clearing ways = ways_of(asked);
        EXPECT_EQ(told(ways), row.ways) << row.fact << " " << row.how;
        ASSERT_TRUE(ways.fits) << row.fact;
        EXPECT_EQ(outcome::approve, ordering(asked, *ways.fits)) << row.fact << row.how;
        EXPECT_EQ(outcome::hold, ordering(asked, *ways.fits + eur("0.01")))
            << row.fact << " " << row.how;
    }
}

// One way is enough: the largest document is the one that ends any of the conditions.
TEST(custom_rule, is_ended_by_the_condition_that_leaves_the_most_room) {
    question asked = asked_with({condition("document.amount", "more_than", eur("0.50")),
                                 condition("limit_used", "more_than", ratio{15, 100})});
    asked.event.amount = eur("60.00");
    EXPECT_EQ(told(ways_of(asked)), "pay 10.00 EUR for INV-1, which suffices; fits 50.00 EUR");
    EXPECT_EQ(outcome::approve, ordering(asked, eur("50.00")));
    EXPECT_EQ(outcome::hold, ordering(asked, eur("50.01")));
    // A limit beside it has the last word.
    asked.rules.rules.push_back(given::limit_rule(outcome::hold, 1'450));
    EXPECT_EQ(told(ways_of(asked)), "pay 35.00 EUR for INV-1, which suffices; fits 25.00 EUR");
}

TEST(custom_rule, is_not_ended_by_money_where_nobody_can_say_so) {
    const payment_row rows[] = {
        {"exposure.overdue.amount", "at_least", eur("0.00"), "nothing"},
        {"exposure.overdue.amount", "is", eur("300.00"), "nothing"},
        {"exposure.total", "less_than", eur("1000.00"), "nothing"},
        {"exposure.overdue.items", "at_least", item_count{1}, "nothing"},
        {"account.available", "more_than", eur("10.00"), "nothing"},
        {"business_date", "at_least", day("2026-11-01"), "nothing"},
        {"document.kind", "is", std::vector<std::string>{"order"}, "nothing"},
    };
    for (const payment_row& row : rows) {
        EXPECT_EQ(told(ways_of(asked_with({condition(row.fact, row.how, row.threshold)}))),
                  row.ways)
            << row.fact << " " << row.how;
    }
    // Payments that do not count in the exposure do not lower it.
    question asked = asked_with({condition("exposure.total", "more_than", eur("100.00"))});
    given::setting_of(asked.rules, bucket::unallocated).included = false;
    EXPECT_EQ(told(ways_of(asked)), "nothing");
}

TEST(custom_rule, about_a_limit_of_nothing_is_ended_when_nothing_is_open) {
    question asked = asked_with({condition("utilisation", "more_than", ratio{50, 100})});
    asked.facts.account.limit = credit_limit::of(eur("0.00"));
    const clearing ways = ways_of(asked);
    EXPECT_EQ(told(ways), "pay 700.00 EUR for INV-1 INV-2, which suffices");
    EXPECT_EQ(outcome::hold, after_paying(asked, eur("699.99")));
    EXPECT_EQ(outcome::approve, after_paying(asked, eur("700.00")));
}

}  // namespace
}  // namespace creditgate
