// SPDX-License-Identifier: Apache-2.0
//
// From findings to the outcome: precedence, checkpoints, returns, releases.
#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "core/result/error.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::eur;
using given::invoice;
using given::order_of;
using given::orders;
using given::question;
using given::rate;
using given::told;

// Everything is wrong with this order, and every rule says so.
question order_with_every_fault() {
    question asked = order_of(eur("2000.00"));
    asked.facts.account.blocked = true;
    asked.facts.lines = {orders(eur("4000.00")), invoice(eur("200.00"), "2026-11-01"),
                         orders(amount("1.00", "USD"))};
    asked.rules.rules = {given::document_value_rule(outcome::warn, eur("1000.00")),
                         given::overdue_amount_rule(outcome::warn, eur("100.00")),
                         given::days_overdue_rule(outcome::warn, 5),
                         given::limit_rule(outcome::warn),
                         given::rule_of(rule::no_limit_set, outcome::warn),
                         given::rule_of(rule::rate_missing, outcome::warn),
                         given::rule_of(rule::account_blocked, outcome::warn)};
    return asked;
}

TEST(reasons, come_in_the_order_of_the_rules_whatever_the_order_of_the_policy) {
    question asked = order_with_every_fault();
    const std::string expected =
        "warn [warn account_blocked; warn rate_missing; warn limit 6200.00 EUR > 5000.00 EUR; "
        "warn days_overdue 23 days > 5 days; warn overdue_amount 200.00 EUR > 100.00 EUR; "
        "warn document_value 2000.00 EUR > 1000.00 EUR]";
    EXPECT_EQ(told(asked), expected);
    std::reverse(asked.rules.rules.begin(), asked.rules.rules.end());
    EXPECT_EQ(told(asked), expected);

    asked.facts.account.limit = credit_limit::none();
    EXPECT_EQ(told(asked),
              "warn [warn account_blocked; warn rate_missing; warn no_limit_set; "
              "warn days_overdue 23 days > 5 days; warn overdue_amount 200.00 EUR > 100.00 EUR; "
              "warn document_value 2000.00 EUR > 1000.00 EUR]");
}

struct strength_row {
    outcome limit_says;
    outcome overdue_says;
    outcome ends;
};

TEST(outcome_of_two_reasons, is_the_stronger_one) {
    using enum outcome;
    const strength_row rows[] = {
        {approve, approve, approve}, {approve, warn, warn},     {warn, approve, warn},
        {warn, warn, warn},          {warn, hold, hold},        {hold, warn, hold},
        {hold, hold, hold},          {hold, reject, reject},    {reject, hold, reject},
        {warn, reject, reject},      {reject, approve, reject},
    };
    for (const strength_row& row : rows) {
        question asked = order_of(eur("5000.01"));
        asked.facts.lines = {invoice(eur("1.00"), "2026-11-23")};
        asked.rules.rules = {given::limit_rule(row.limit_says),
                             given::days_overdue_rule(row.overdue_says, 0)};
        const decision made = answer(asked);
        EXPECT_EQ(word(made.result), word(row.ends));
        const std::size_t switched_on =
            (row.limit_says != approve ? 1U : 0U) + (row.overdue_says != approve ? 1U : 0U);
        EXPECT_EQ(made.reasons.size(), switched_on);
    }
}

struct checkpoint_row {
    checkpoint where;
    const char* ends;
};

TEST(rule, has_an_outcome_of_its_own_at_each_checkpoint) {
    rule_setting setting{rule::limit};
    setting.at_checkpoint = {outcome::warn,   outcome::hold, outcome::reject, outcome::approve,
                             outcome::reject, outcome::warn, outcome::approve};
    const checkpoint_row rows[] = {
        {checkpoint::quote, "warn [warn limit 5000.01 EUR > 5000.00 EUR]"},
        {checkpoint::confirm, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {checkpoint::process, "reject [reject limit 5000.01 EUR > 5000.00 EUR]"},
        {checkpoint::pick, "approve"},
        {checkpoint::ship, "reject [reject limit 5000.01 EUR > 5000.00 EUR]"},
        {checkpoint::invoice, "warn [warn limit 5000.01 EUR > 5000.00 EUR]"},
        {checkpoint::payment, "approve"},
    };
    for (const checkpoint_row& row : rows) {
        question asked = order_of(eur("5000.01"));
        asked.event.where = row.where;
        asked.rules.rules = {setting};
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(rule, set_twice_gives_both_reasons_in_the_order_of_the_policy) {
    question asked = order_of(eur("4600.00"));
    asked.rules.rules = {given::limit_rule(outcome::warn, 8'000),
                         given::limit_rule(outcome::hold, 9'000)};
    EXPECT_EQ(told(asked),
              "hold [warn limit 4600.00 EUR > 4000.00 EUR; hold limit 4600.00 EUR > 4500.00 EUR]");
    asked.event.amount = eur("4500.00");
    EXPECT_EQ(told(asked), "warn [warn limit 4500.00 EUR > 4000.00 EUR]");
}

TEST(policy_without_rules, approves) {
    question asked = order_with_every_fault();
    asked.rules.rules.clear();
    EXPECT_EQ(told(asked), "approve");
}

// Complaint 12 of the field: returns and refunds are blocked.
TEST(returns, are_never_held) {
    question asked = order_with_every_fault();
    for (rule_setting& each : asked.rules.rules) each.at_checkpoint.fill(outcome::reject);
    asked.event.way = direction::returned;
    EXPECT_EQ(told(asked), "approve");
    EXPECT_EQ(answer(asked).before.total, eur("4200.00"));
    asked.event.way = direction::sale;
    EXPECT_EQ(answer(asked).result, outcome::reject);
}

struct release_row {
    const char* what;
    const char* document;
    const char* ends;
};

// Complaint 10 of the field: released, then blocked again.
TEST(release, lets_the_document_pass_up_to_its_amount) {
    const release_row rows[] = {
        {"one cent below", "5999.99",
         "approve by release of hold 3 [hold limit 5999.99 EUR > 5000.00 EUR]"},
        {"the same", "6000.00",
         "approve by release of hold 3 [hold limit 6000.00 EUR > 5000.00 EUR]"},
        {"one cent above", "6000.01", "hold [hold limit 6000.01 EUR > 5000.00 EUR]"},
        {"not needed", "5000.00", "approve"},
    };
    for (const release_row& row : rows) {
        SCOPED_TRACE(row.what);
        question asked = order_of(eur(row.document));
        asked.facts.release = usable_release{3, eur("6000.00"), "carl"};
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(release, does_not_override_a_reject_and_leaves_a_warning_as_it_is) {
    question asked = order_of(eur("6000.00"));
    asked.facts.release = usable_release{3, eur("6000.00"), "carl"};
    asked.facts.account.blocked = true;
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::rule_of(rule::account_blocked, outcome::reject)};
    EXPECT_EQ(told(asked), "reject [reject account_blocked; hold limit 6000.00 EUR > 5000.00 EUR]");
    asked.rules.rules = {given::limit_rule(outcome::warn)};
    EXPECT_EQ(told(asked), "warn [warn limit 6000.00 EUR > 5000.00 EUR]");
}

TEST(release, in_another_currency_is_worth_nothing) {
    question asked = order_of(amount("6000.00", "USD"));
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1")};
    asked.facts.release = usable_release{3, eur("6000.00"), "carl"};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    EXPECT_EQ(told(asked), "hold [hold limit 6000.00 EUR > 5000.00 EUR]");
    asked.facts.release = usable_release{3, amount("6000.00", "USD"), "carl"};
    EXPECT_EQ(told(asked), "approve by release of hold 3 [hold limit 6000.00 EUR > 5000.00 EUR]");
}

TEST(decision, keeps_what_it_was_made_of) {
    question asked = order_of(amount("116.84", "USD"));
    asked.facts.lines = {orders(eur("40.00"))};
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.1684")};
    const decision made = answer(asked);
    EXPECT_EQ(made.document_amount, eur("100.00"));
    EXPECT_EQ(made.before.total, eur("40.00"));
    EXPECT_EQ(made.before.as_of, asked.event.business_date);
}

TEST(decision, on_more_than_64_bits_is_a_failure_and_not_an_approval) {
    question asked = order_of(eur("92233720368547758.07"));
    asked.facts.lines = {orders(eur("0.01"))};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    EXPECT_EQ(given::failure_code([&] { answer(asked); }), "amount_overflow");
}

}  // namespace
}  // namespace creditgate
