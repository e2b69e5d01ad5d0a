// SPDX-License-Identifier: Apache-2.0
//
// The rules about how far the customer was reminded, his rating grade, and the credit term that is
// agreed with his limit. The day is 2026-11-24.
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;
using given::order_of;
using given::question;
using given::told;

question with_line(const rule_setting& line) {
    question asked = order_of(eur("1.00"));
    asked.rules.rules = {line};
    return asked;
}

TEST(dunning_level_rule, holds_above_its_level_who_is_known_to_be_reminded) {
    struct row {
        std::optional<int> told_by_host;
        int most;
        const char* ends;
    };
    const row rows[] = {
        {std::nullopt, 0, "approve"},
        {0, 0, "approve"},
        {1, 0, "hold [hold dunning_level level 1 > level 0]"},
        {1, 1, "approve"},
        {2, 1, "hold [hold dunning_level level 2 > level 1]"},
        {2, 2, "approve"},
        {99, 98, "hold [hold dunning_level level 99 > level 98]"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::dunning_level, outcome::hold);
        line.most_level = {each.most};
        question asked = with_line(line);
        if (each.told_by_host) asked.event.dunning = dunning_level{*each.told_by_host};
        EXPECT_EQ(told(asked), each.ends) << each.told_by_host.value_or(-1) << " " << each.most;
    }
}

TEST(dunning_level_rule, is_not_known_to_be_cleared_by_money) {
    rule_setting line = given::rule_of(rule::dunning_level, outcome::hold);
    question asked = with_line(line);
    asked.event.dunning = dunning_level{1};
    const std::vector<open_invoice> invoices = {
        {"INV-1", eur("100.00"), day("2026-10-20"), day("2026-09-20")}};
    EXPECT_EQ(told(given::ways_of(asked, invoices)), "nothing");
}

TEST(rating_rule, holds_below_the_worst_grade_and_who_has_none_where_it_says_so) {
    struct row {
        const char* own;
        bool none_too;
        const char* ends;
    };
    const row rows[] = {
        {"A", false, "approve"},
        {"B", false, "approve"},
        {"C", false, "hold [hold rating C]"},
        {"D", true, "hold [hold rating D]"},
        {"b", false, "hold [hold rating b]"},
        {"", false, "approve"},
        {"", true, "hold [hold rating]"},
        {"B", true, "approve"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::rating, outcome::hold);
        line.names = {"A", "B"};
        line.none_too = each.none_too;
        question asked = with_line(line);
        asked.facts.account.rating_grade = each.own;
        EXPECT_EQ(told(asked), each.ends) << each.own << " " << each.none_too;
    }
}

TEST(payment_terms_better_rule, goes_by_the_credit_term_on_the_days_of_the_limit) {
    struct row {
        int term;
        std::optional<int> of_the_erp;
        std::optional<int> of_the_limit;
        const char* limit_to;
        const char* ends;
    };
    const row rows[] = {
        {30, 30, 20, "", "hold [hold payment_terms_better 30 days > 20 days]"},
        {20, 30, 20, "", "approve"},
        {21, 30, 20, "", "hold [hold payment_terms_better 21 days > 20 days]"},
        {60, 30, 60, "", "approve"},
        {1, std::nullopt, 0, "", "hold [hold payment_terms_better 1 days > 0 days]"},
        {0, std::nullopt, 0, "", "approve"},
        {90, std::nullopt, std::nullopt, "", "approve"},
        {60, 30, 60, "2026-11-24", "approve"},
        {60, 30, 60, "2026-11-23", "hold [hold payment_terms_better 60 days > 30 days]"},
    };
    for (const row& each : rows) {
        question asked = with_line(given::rule_of(rule::payment_terms_better, outcome::hold));
        asked.event.payment_term = day_count{each.term};
        if (each.of_the_erp) asked.event.agreed_term = day_count{*each.of_the_erp};
        limit_terms& terms = asked.facts.account.terms;
        if (each.of_the_limit) terms.credit_days = day_count{*each.of_the_limit};
        if (each.limit_to[0] != 0) terms.valid.to = day(each.limit_to);
        EXPECT_EQ(told(asked), each.ends)
            << each.term << " " << each.of_the_limit.value_or(-1) << " " << each.limit_to;
    }
}

}  // namespace
}  // namespace creditgate
