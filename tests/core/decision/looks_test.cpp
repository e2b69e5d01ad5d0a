// SPDX-License-Identifier: Apache-2.0
//
// What a rule looks at where it looks at several things, or at nothing, or minds less than it sees.
// Each rule with something to find, and one step before: tests/plugin/given/decisions_suite.hpp.
#include "core/decision/looks.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;
using given::order_of;
using given::question;

std::string figure_text(const figure& value) {
    if (const auto* amount = std::get_if<money>(&value)) return format_amount(*amount);
    if (const auto* count = std::get_if<day_count>(&value)) return std::to_string(count->days);
    return "-";
}

std::string about_text(const subject& about) {
    if (const auto* which = std::get_if<bucket>(&about)) return std::string(word(*which)) + " ";
    if (const auto* unit = std::get_if<currency>(&about)) return std::string(unit->code()) + " ";
    if (const auto* name = std::get_if<std::string>(&about)) return *name + " ";
    return "";
}

// "limit 5000.00 of 5000.00 content", one line each.
std::string looks(const question& asked) {
    std::string text;
    for (const rule_look& each : decide_and_tell(asked.event, asked.facts, asked.rules).looks) {
        text += std::string(word(each.line.kind)) + " " + about_text(each.what.about) +
                figure_text(each.what.value) + " of " + figure_text(each.what.threshold) + " " +
                std::string(word(each.result)) + "\n";
    }
    return text;
}

TEST(looks, at_a_limit_that_there_is_not_compare_nothing) {
    question asked = order_of(eur("10.00"));
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    EXPECT_EQ("limit 10.00 of 5000.00 content\n", looks(asked));
    asked.facts.account.limit = credit_limit::none();
    EXPECT_EQ("limit - of - nothing_to_compare\n", looks(asked));
    asked.facts.account.limit = credit_limit::unlimited();
    EXPECT_EQ("limit - of - nothing_to_compare\n", looks(asked));
}

TEST(looks, at_what_is_overdue_are_content_while_less_of_the_limit_is_used) {
    question asked = order_of(eur("10.00"));
    asked.facts.lines = {given::invoice(eur("490.00"), "2026-11-23")};
    rule_setting line = given::overdue_amount_rule(outcome::hold, eur("100.00"));
    line.limit_used = basis_points{1'000};  // 500.00
    asked.rules.rules = {line};
    EXPECT_EQ("overdue_amount 490.00 of 100.00 content\n", looks(asked));
    asked.event.amount = eur("10.01");
    EXPECT_EQ("overdue_amount 490.00 of 100.00 found\n", looks(asked));
}

TEST(looks, at_rates_tell_each_that_was_used_the_oldest_first) {
    question asked = order_of(eur("10.00"));
    asked.facts.lines = {given::orders(given::amount("5.00", "USD")),
                         given::orders(given::amount("5.00", "GBP"))};
    asked.facts.rates = {given::rate("EUR", "1"), given::rate("USD", "1.1", "2026-11-17"),
                         given::rate("GBP", "0.9", "2026-11-16")};
    rule_setting line = given::rule_of(rule::rate_stale, outcome::warn);
    line.most_days = {7};
    asked.rules.rules = {line};
    EXPECT_EQ("rate_stale GBP 8 of 7 found\nrate_stale USD 7 of 7 content\n", looks(asked));
}

TEST(looks, at_buckets_tell_each_that_has_a_limit) {
    question asked = order_of(eur("10.00"));
    given::setting_of(asked.rules, bucket::open_order).limit = eur("9.99");
    given::setting_of(asked.rules, bucket::open_item_overdue).limit = eur("0.00");
    asked.rules.rules = {given::rule_of(rule::bucket_limit, outcome::hold)};
    EXPECT_EQ(
        "bucket_limit open_order 10.00 of 9.99 found\n"
        "bucket_limit open_item_overdue 0.00 of 0.00 content\n",
        looks(asked));
}

TEST(looks, at_a_review_that_is_to_come_count_no_day) {
    question asked = order_of(eur("10.00"));
    asked.rules.rules = {given::rule_of(rule::review_due, outcome::hold)};
    EXPECT_EQ("review_due - of - nothing_to_compare\n", looks(asked));
    asked.facts.account.terms.review_on = given::day("2026-12-24");
    EXPECT_EQ("review_due 0 of 0 content\n", looks(asked));
    asked.facts.account.terms.review_on = given::day("2026-11-23");
    EXPECT_EQ("review_due 1 of 0 found\n", looks(asked));
}

TEST(looks, come_in_the_order_of_the_rules_and_none_of_those_that_are_off) {
    question asked = order_of(eur("10.00"));
    rule_setting off = given::rule_of(rule::account_blocked, outcome::hold);
    off.at_checkpoint[static_cast<std::size_t>(asked.event.where)] = outcome::approve;
    asked.rules.rules = {given::document_value_rule(outcome::hold, eur("10.00")), off,
                         given::limit_rule(outcome::hold)};
    EXPECT_EQ(
        "limit 10.00 of 5000.00 content\n"
        "document_value 10.00 of 10.00 content\n",
        looks(asked));
}

TEST(looks, at_a_return_are_left_out) {
    question asked = order_of(eur("10.00"));
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    asked.event.way = direction::returned;
    EXPECT_EQ("limit - of - left_out\n", looks(asked));
}

}  // namespace
}  // namespace creditgate
