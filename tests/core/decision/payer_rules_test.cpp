// SPDX-License-Identifier: Apache-2.0
//
// The rules about what is known of the payer besides his exposure, each one step below its
// threshold, on it, and one step above. The day is 2026-11-24.
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

TEST(oldest_open_item_rule, holds_from_the_day_after_its_age) {
    struct row {
        const char* dated;
        int most;
        const char* ends;
    };
    const row rows[] = {
        {"", 0, "approve"},
        {"2026-11-25", 0, "approve"},
        {"2026-11-24", 0, "approve"},
        {"2026-11-23", 0, "hold [hold oldest_open_item 1 days > 0 days]"},
        {"2026-08-27", 90, "approve"},
        {"2026-08-26", 90, "approve"},
        {"2026-08-25", 90, "hold [hold oldest_open_item 91 days > 90 days]"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::oldest_open_item, outcome::hold);
        line.most_days = {each.most};
        question asked = with_line(line);
        if (each.dated[0] != 0) asked.facts.payer.oldest_item = day(each.dated);
        EXPECT_EQ(told(asked), each.ends) << each.dated << " and " << each.most;
    }
}

// INV-2 is the oldest by its own date, and the last to be due.
TEST(oldest_open_item_rule, is_cleared_by_what_is_dated_too_early_however_late_it_is_due) {
    const std::vector<open_invoice> invoices = {
        {"INV-1", eur("100.00"), day("2026-10-20"), day("2026-09-20")},
        {"INV-3", eur("300.00"), day("2026-11-30"), day("2026-08-26")},
        {"INV-2", eur("200.00"), day("2026-12-24"), day("2026-08-25")}};
    struct row {
        int most;
        const char* ways;
    };
    const row rows[] = {
        {91, "nothing"},
        {90, "pay 200.00 EUR for INV-2, which suffices"},
        {89, "pay 500.00 EUR for INV-3 INV-2, which suffices"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::oldest_open_item, outcome::hold);
        line.most_days = {each.most};
        question asked = with_line(line);
        asked.facts.payer.oldest_item = day("2026-08-25");
        EXPECT_EQ(told(given::ways_of(asked, invoices)), each.ways) << each.most;
    }
}

// FIELD.md: (10 x 1,000 + 6 x 3,000) / 4,000 = 7.
TEST(payment_index_rule, is_weighted_by_amount_as_the_field_says) {
    struct row {
        int most;
        const char* ends;
    };
    const row rows[] = {
        {6, "hold [hold payment_index 7 days > 6 days]"},
        {7, "approve"},
        {8, "approve"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::payment_index, outcome::hold);
        line.most_days = {each.most};
        question asked = with_line(line);
        asked.facts.payer.settled = {{eur("4000.00"), 100'000 * 10 + 300'000 * 6}};
        EXPECT_EQ(told(asked), each.ends) << each.most;
    }
}

struct index_row {
    const char* what;
    std::vector<settled_sum> settled;
    std::optional<int> days;
};

TEST(payment_index_of, is_rounded_up_and_converts) {
    const index_row rows[] = {
        {"nothing", {}, std::nullopt},
        {"nothing of value", {{eur("0.00"), 0}}, std::nullopt},
        {"in time", {{eur("1.00"), 0}}, 0},
        {"exactly 7", {{eur("1.00"), 700}}, 7},
        {"a little more than 7", {{eur("1.00"), 701}}, 8},
        {"a little less than 7", {{eur("1.00"), 699}}, 7},
        // 2.00 USD are 1.00 EUR: (1.00 x 0 + 1.00 x 10) / 2.00.
        {"two currencies", {{eur("1.00"), 0}, {given::amount("2.00", "USD"), 2'000}}, 5},
        {"a currency without a rate", {{eur("1.00"), 300}, {given::amount("2", "JPY"), 200}}, 3},
    };
    const std::vector<fx_rate> rates = {given::rate("EUR", "1"), given::rate("USD", "2")};
    for (const index_row& each : rows) {
        const auto found = payment_index_of(each.settled, given::unit("EUR"), rates);
        EXPECT_EQ(found.has_value(), each.days.has_value()) << each.what;
        if (found && each.days) {
            EXPECT_EQ(found->days, *each.days) << each.what;
        }
    }
}

TEST(risk_class_in_rule, holds_who_is_in_a_class_that_is_named) {
    struct row {
        const char* own;
        const char* ends;
    };
    const row rows[] = {
        {"", "approve"},
        {"B", "approve"},
        {"C", "hold [hold risk_class_in C]"},
        {"D", "hold [hold risk_class_in D]"},
        {"c", "approve"},
        {"CC", "approve"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::risk_class_in, outcome::hold);
        line.names = {"C", "D"};
        question asked = with_line(line);
        asked.facts.account.risk_class = each.own;
        EXPECT_EQ(told(asked), each.ends) << each.own;
    }
}

TEST(new_customer_rule, holds_until_the_day_on_which_he_is_known_long_enough) {
    struct row {
        const char* since;
        int least;
        const char* ends;
    };
    const row rows[] = {
        {"", 0, "approve"},
        {"", 1, "hold [hold new_customer 0 days < 1 days]"},
        {"2026-08-25", 90, "approve"},
        {"2026-08-26", 90, "approve"},
        {"2026-08-27", 90, "hold [hold new_customer 89 days < 90 days]"},
        {"2026-11-24", 1, "hold [hold new_customer 0 days < 1 days]"},
        {"2026-11-25", 1, "hold [hold new_customer 0 days < 1 days]"},
        {"2026-11-25", 0, "approve"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::new_customer, outcome::hold);
        line.least_days = {each.least};
        question asked = with_line(line);
        if (each.since[0] != 0) asked.facts.payer.known_since = day(each.since);
        EXPECT_EQ(told(asked), each.ends) << each.since << " and " << each.least;
    }
}

TEST(payment_terms_better_rule, holds_from_the_day_after_what_is_agreed_and_the_grace) {
    struct row {
        std::optional<int> term;
        std::optional<int> agreed;
        int grace;
        const char* ends;
    };
    const row rows[] = {
        {std::nullopt, 30, 0, "approve"},
        {60, std::nullopt, 0, "approve"},
        {29, 30, 0, "approve"},
        {30, 30, 0, "approve"},
        {31, 30, 0, "hold [hold payment_terms_better 31 days > 30 days]"},
        {40, 30, 10, "approve"},
        {41, 30, 10, "hold [hold payment_terms_better 41 days > 40 days]"},
        {0, 0, 0, "approve"},
        {1, 0, 0, "hold [hold payment_terms_better 1 days > 0 days]"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::payment_terms_better, outcome::hold);
        line.most_days = {each.grace};
        question asked = with_line(line);
        if (each.term) asked.event.payment_term = day_count{*each.term};
        if (each.agreed) asked.event.agreed_term = day_count{*each.agreed};
        EXPECT_EQ(told(asked), each.ends)
            << each.term.value_or(-1) << " and " << each.agreed.value_or(-1);
    }
}

TEST(payment_method_rule, holds_what_is_named_or_all_others) {
    struct row {
        const char* method;
        bool all_but_names;
        const char* ends;
    };
    const row rows[] = {
        {"", false, "approve"},
        {"", true, "approve"},
        {"cheque", false, "hold [hold payment_method cheque]"},
        {"draft", false, "hold [hold payment_method draft]"},
        {"cash", false, "approve"},
        {"cheque", true, "approve"},
        {"cash", true, "hold [hold payment_method cash]"},
    };
    for (const row& each : rows) {
        rule_setting line = given::rule_of(rule::payment_method, outcome::hold);
        line.names = {"cheque", "draft"};
        line.all_but_names = each.all_but_names;
        question asked = with_line(line);
        asked.event.payment_method = each.method;
        EXPECT_EQ(told(asked), each.ends) << each.method;
    }
}

}  // namespace
}  // namespace creditgate
