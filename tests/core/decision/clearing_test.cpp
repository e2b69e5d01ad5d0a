// SPDX-License-Identifier: Apache-2.0
//
// What would clear it. INV-1 to INV-4 are 100.00, 200.00, 300.00 and 400.00 EUR, due 2026-10-01
// (54 days ago), 2026-11-18 (6 days ago), 2026-11-20 (4 days ago) and 2026-12-24.
#include "core/decision/clearing.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::day;
using given::eur;
using given::order_of;
using given::orders;
using given::question;
using given::rate;
using given::told;
using given::ways_of;

std::vector<open_invoice> four_invoices() {
    return {{"INV-1", eur("100.00"), day("2026-10-01")},
            {"INV-2", eur("200.00"), day("2026-11-18")},
            {"INV-3", eur("300.00"), day("2026-11-20")},
            {"INV-4", eur("400.00"), day("2026-12-24")}};
}

question with_invoices(money document, const std::vector<open_invoice>& invoices) {
    question asked = order_of(document);
    for (const open_invoice& each : invoices) {
        asked.facts.lines.push_back({exposure_source::invoice, each.amount, each.due_date, 1});
    }
    return asked;
}

struct limit_row {
    const char* document;
    const char* ways;
};

// 1,000.00 is open and 5,000.00 the limit.
TEST(clearing_the_limit, asks_for_the_excess_from_the_oldest_invoice_on) {
    const limit_row rows[] = {
        {"4000.00", "nothing"},
        {"4000.01", "pay 0.01 EUR for INV-1, which suffices; fits 4000.00 EUR"},
        {"4099.99", "pay 99.99 EUR for INV-1, which suffices; fits 4000.00 EUR"},
        {"4100.00", "pay 100.00 EUR for INV-1, which suffices; fits 4000.00 EUR"},
        {"4100.01", "pay 100.01 EUR for INV-1 INV-2, which suffices; fits 4000.00 EUR"},
        {"4300.00", "pay 300.00 EUR for INV-1 INV-2, which suffices; fits 4000.00 EUR"},
        {"4300.01", "pay 300.01 EUR for INV-1 INV-2 INV-3, which suffices; fits 4000.00 EUR"},
        {"5000.00",
         "pay 1000.00 EUR for INV-1 INV-2 INV-3 INV-4, which suffices; fits 4000.00 EUR"},
        {"5000.01",  // the cent is paid in advance
         "pay 1000.01 EUR for INV-1 INV-2 INV-3 INV-4, which suffices; fits 4000.00 EUR"},
    };
    for (const limit_row& row : rows) {
        SCOPED_TRACE(row.document);
        question asked = with_invoices(eur(row.document), four_invoices());
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ(told(ways_of(asked, four_invoices())), row.ways);
    }
}

struct fits_row {
    const char* open;
    const char* ways;
};

TEST(what_fits, ends_at_nothing) {
    const fits_row rows[] = {
        {"4999.99", "pay 99.99 EUR, which suffices; fits 0.01 EUR"},
        {"5000.00", "pay 100.00 EUR, which suffices; fits 0.00 EUR"},
        {"5000.01", "pay 100.01 EUR, which suffices; fits 0.00 EUR"},
    };
    for (const fits_row& row : rows) {
        question asked = order_of(eur("100.00"));
        asked.facts.lines = {orders(eur(row.open))};
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ(told(ways_of(asked, {})), row.ways);
    }
}

TEST(what_fits, follows_the_share_of_the_limit_that_may_be_used) {
    question asked = order_of(eur("600.00"));
    asked.facts.lines = {orders(eur("4000.00"))};
    asked.rules.rules = {given::limit_rule(outcome::hold, 9'000)};
    EXPECT_EQ(told(ways_of(asked, {})), "pay 100.00 EUR, which suffices; fits 500.00 EUR");
}

struct days_row {
    int grace;
    const char* ways;
};

TEST(clearing_days_overdue, asks_for_every_invoice_beyond_the_grace) {
    const days_row rows[] = {
        {0, "pay 600.00 EUR for INV-1 INV-2 INV-3, which suffices"},
        {3, "pay 600.00 EUR for INV-1 INV-2 INV-3, which suffices"},
        {4, "pay 300.00 EUR for INV-1 INV-2, which suffices"},
        {5, "pay 300.00 EUR for INV-1 INV-2, which suffices"},
        {6, "pay 100.00 EUR for INV-1, which suffices"},
        {53, "pay 100.00 EUR for INV-1, which suffices"},
        {54, "nothing"},
    };
    for (const days_row& row : rows) {
        SCOPED_TRACE(row.grace);
        question asked = with_invoices(eur("1.00"), four_invoices());
        asked.rules.rules = {given::days_overdue_rule(outcome::hold, row.grace)};
        EXPECT_EQ(told(ways_of(asked, four_invoices())), row.ways);
    }
}

struct overdue_row {
    const char* threshold;
    const char* ways;
};

// 600.00 is overdue.
TEST(clearing_the_overdue_amount, asks_for_what_exceeds_the_threshold) {
    const overdue_row rows[] = {
        {"600.00", "nothing"},
        {"599.99", "pay 0.01 EUR for INV-1, which suffices"},
        {"500.00", "pay 100.00 EUR for INV-1, which suffices"},
        {"499.99", "pay 100.01 EUR for INV-1 INV-2, which suffices"},
        {"0.00", "pay 600.00 EUR for INV-1 INV-2 INV-3, which suffices"},
    };
    for (const overdue_row& row : rows) {
        question asked = with_invoices(eur("1.00"), four_invoices());
        asked.rules.rules = {given::overdue_amount_rule(outcome::hold, eur(row.threshold))};
        EXPECT_EQ(told(ways_of(asked, four_invoices())), row.ways);
    }
}

struct both_row {
    const char* document;
    int grace;
    const char* ways;
};

TEST(clearing_limit_and_days_together, asks_for_the_larger_of_the_two) {
    const both_row rows[] = {
        {"4000.00", 5, "pay 300.00 EUR for INV-1 INV-2, which suffices"},
        {"4000.01", 5, "pay 300.00 EUR for INV-1 INV-2, which suffices"},
        {"4300.00", 5, "pay 300.00 EUR for INV-1 INV-2, which suffices"},
        {"4300.01", 5, "pay 300.01 EUR for INV-1 INV-2 INV-3, which suffices"},
        {"4300.00", 54, "pay 300.00 EUR for INV-1 INV-2, which suffices; fits 4000.00 EUR"},
        {"4050.00", 6, "pay 100.00 EUR for INV-1, which suffices"},
    };
    for (const both_row& row : rows) {
        SCOPED_TRACE(std::string(row.document) + ", grace " + std::to_string(row.grace));
        question asked = with_invoices(eur(row.document), four_invoices());
        asked.rules.rules = {given::limit_rule(outcome::hold),
                             given::days_overdue_rule(outcome::hold, row.grace)};
        EXPECT_EQ(told(ways_of(asked, four_invoices())), row.ways);
    }
}

TEST(clearing_beside_a_reason_that_money_cannot_clear, says_that_paying_does_not_suffice) {
    question asked = with_invoices(eur("4100.00"), four_invoices());
    asked.facts.account.blocked = true;
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::rule_of(rule::account_blocked, outcome::hold)};
    EXPECT_EQ(told(ways_of(asked, four_invoices())),
              "pay 100.00 EUR for INV-1, which does not suffice");
    asked.facts.account.blocked = false;
    asked.rules.rules[1] = given::document_value_rule(outcome::hold, eur("1000.00"));
    EXPECT_EQ(told(ways_of(asked, four_invoices())),
              "pay 100.00 EUR for INV-1, which does not suffice; fits 1000.00 EUR");
}

// 100.00 is open, and 1,000.00 the limit: what is paid above the invoice would be on account.
TEST(clearing_the_limit, does_not_claim_that_a_payment_suffices_which_another_rule_minds) {
    const std::vector<open_invoice> one = {{"INV-1", eur("100.00"), day("2026-12-24")}};
    struct row {
        const char* on_account;
        const char* ways;
    };
    const row rows[] = {
        {"80.00", "pay 180.00 EUR for INV-1, which suffices; fits 900.00 EUR"},
        {"79.99", "pay 180.00 EUR for INV-1, which does not suffice; fits 900.00 EUR"},
    };
    for (const row& each : rows) {
        question asked = with_invoices(eur("1080.00"), one);
        asked.facts.account.limit = credit_limit::of(eur("1000.00"));
        rule_setting cash = given::rule_of(rule::unallocated_cash, outcome::hold);
        cash.threshold_money = eur(each.on_account);
        asked.rules.rules = {given::limit_rule(outcome::hold), cash};
        EXPECT_EQ(told(ways_of(asked, one)), each.ways) << each.on_account;
    }
}

// Beside a limit that leaves 300.00.
TEST(what_fits, minds_every_rule_about_the_amount_of_the_document) {
    struct row {
        const char* name;
        rule_setting line;
        const char* fits;
    };
    const row rows[] = {
        {"a value that is less", given::document_value_rule(outcome::hold, eur("50.00")), "50.00"},
        {"a value that is more", given::document_value_rule(outcome::hold, eur("300.01")),
         "300.00"},
        {"a rule of the firm",
         given::custom_line("Large",
                            {given::condition("document.amount", "at_least", eur("200.00"))}),
         "199.99"},
        {"a part of the limit",
         given::custom_line("Much",
                            {given::condition("exposure.total", "more_than", eur("0.00")),
                             given::condition("document.amount", "more_than", eur("70.00"))}),
         "70.00"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("350.00"));
        asked.facts.lines = {orders(eur("4700.00"))};
        asked.rules.rules = {given::limit_rule(outcome::hold), each.line};
        EXPECT_EQ(ways_of(asked, {}).fits, eur(each.fits)) << each.name;
    }
    question alone = order_of(eur("350.00"));
    alone.rules.rules = {given::document_value_rule(outcome::hold, eur("50.00"))};
    EXPECT_EQ(told(ways_of(alone, {})), "fits 50.00 EUR");
}

TEST(what_fits, is_what_an_exclusion_lets_pass) {
    question asked = order_of(eur("350.00"));
    asked.facts.lines = {orders(eur("4990.00"))};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    exclusion_setting small{.kind = exclusion::under_amount};
    small.amount = eur("40.00");
    small.at_checkpoint.fill(true);
    asked.rules.exclusions = {small};
    EXPECT_EQ(ways_of(asked, {}).fits, eur("39.99"));
}

TEST(clearing_a_hold, does_not_ask_to_pay_for_a_mere_warning) {
    question asked = with_invoices(eur("4100.00"), four_invoices());
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::days_overdue_rule(outcome::warn, 0),
                         given::document_value_rule(outcome::warn, eur("1.00"))};
    EXPECT_EQ(told(ways_of(asked, four_invoices())),
              "pay 100.00 EUR for INV-1, which suffices; fits 4000.00 EUR");
}

TEST(clearing_a_warning, tells_what_would_clear_the_warning) {
    question asked = with_invoices(eur("4100.00"), four_invoices());
    asked.rules.rules = {given::limit_rule(outcome::warn)};
    EXPECT_EQ(told(ways_of(asked, four_invoices())),
              "pay 100.00 EUR for INV-1, which suffices; fits 4000.00 EUR");
}

TEST(clearing_foreign_invoices, counts_them_in_the_accounts_currency) {
    const std::vector<open_invoice> invoices = {
        {"INV-1", amount("116.84", "USD"), day("2026-10-01")},
        {"INV-2", eur("50.00"), day("2026-12-01")}};
    question asked = with_invoices(eur("4950.00"), invoices);
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.1684")};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    EXPECT_EQ(told(ways_of(asked, invoices)),
              "pay 100.00 EUR for INV-1, which suffices; fits 4850.00 EUR");
    asked.event.amount = eur("4950.01");
    EXPECT_EQ(told(ways_of(asked, invoices)),
              "pay 100.01 EUR for INV-1 INV-2, which suffices; fits 4850.00 EUR");
}

// How much has to be paid for an invoice without a rate, nobody can say.
TEST(clearing_a_late_invoice_without_a_rate, does_not_claim_that_paying_the_others_suffices) {
    const std::vector<open_invoice> invoices = {
        {"INV-1", eur("100.00"), day("2026-10-01")},
        {"INV-2", amount("1.00", "USD"), day("2026-10-02")}};
    question asked = with_invoices(eur("1.00"), invoices);
    asked.rules.rules = {given::days_overdue_rule(outcome::hold, 5)};
    EXPECT_EQ(told(ways_of(asked, invoices)), "pay 100.00 EUR for INV-1, which does not suffice");
}

TEST(clearing_with_an_invoice_without_a_due_date, takes_it_last) {
    const std::vector<open_invoice> invoices = {{"INV-1", eur("100.00"), day("2026-10-01")},
                                                {"INV-2", eur("100.00"), std::nullopt}};
    question asked = with_invoices(eur("4900.00"), invoices);
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::days_overdue_rule(outcome::hold, 0)};
    EXPECT_EQ(told(ways_of(asked, invoices)), "pay 100.00 EUR for INV-1, which suffices");
    asked.event.amount = eur("4900.01");
    EXPECT_EQ(told(ways_of(asked, invoices)), "pay 100.01 EUR for INV-1 INV-2, which suffices");
}

}  // namespace
}  // namespace creditgate
