// SPDX-License-Identifier: Apache-2.0
//
// Each rule alone, one step below its threshold, on it, and one step above. The customer of
// `order_of` has a limit of 5,000.00 EUR; the day is 2026-11-24.
#include "core/decision/rules.hpp"

#include <gtest/gtest.h>

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

struct limit_row {
    const char* open;
    const char* document;
    std::int32_t basis_points_of_limit;
    const char* ends;
};

TEST(limit_rule, holds_from_one_cent_above_the_share_of_the_limit) {
    const limit_row rows[] = {
        {"4000.00", "999.99", 10'000, "approve"},
        {"4000.00", "1000.00", 10'000, "approve"},
        {"4000.00", "1000.01", 10'000, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"0.00", "5000.00", 10'000, "approve"},
        {"0.00", "5000.01", 10'000, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"4000.00", "499.99", 9'000, "approve"},
        {"4000.00", "500.00", 9'000, "approve"},
        {"4000.00", "500.01", 9'000, "hold [hold limit 4500.01 EUR > 4500.00 EUR]"},
        {"4000.00", "2000.00", 12'000, "approve"},
        {"4000.00", "2000.01", 12'000, "hold [hold limit 6000.01 EUR > 6000.00 EUR]"},
        {"0.00", "0.00", 0, "approve"},
        {"0.00", "0.01", 0, "hold [hold limit 0.01 EUR > 0.00 EUR]"},
        {"5000.01", "0.00", 10'000, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"-100.00", "5100.00", 10'000, "approve"},
        {"-100.00", "5100.01", 10'000, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
    };
    for (const limit_row& row : rows) {
        SCOPED_TRACE(std::string(row.open) + " open and an order of " + row.document);
        question asked = order_of(eur(row.document));
        asked.facts.lines = {orders(eur(row.open))};
        asked.rules.rules = {given::limit_rule(outcome::hold, row.basis_points_of_limit)};
        EXPECT_EQ(told(asked), row.ends);
    }
}

// The D365 example of FIELD.md: of 10,000 at 90 %, a balance of 5,000 leaves 4,000.
TEST(limit_rule, leaves_what_the_field_says) {
    for (const auto& [document, ends] :
         {std::pair{"4000.00", "approve"},
          std::pair{"4000.01", "hold [hold limit 9000.01 EUR > 9000.00 EUR]"}}) {
        question asked = order_of(eur(document));
        asked.facts.account.limit = credit_limit::of(eur("10000.00"));
        asked.facts.lines = {invoice(eur("5000.00"), "2026-12-24")};
        asked.rules.rules = {given::limit_rule(outcome::hold, 9'000)};
        EXPECT_EQ(told(asked), ends);
    }
}

struct limit_state_row {
    const char* what;
    credit_limit limit;
    const char* document;
    const char* ends;
};

// Complaint 14 of the field: 0 flips between none and unlimited. Here they are three things.
TEST(limit_states, none_zero_an_amount_and_unlimited_are_four_answers) {
    const limit_state_row rows[] = {
        {"none", credit_limit::none(), "0.01", "hold [hold no_limit_set]"},
        {"none, nothing asked", credit_limit::none(), "0.00", "hold [hold no_limit_set]"},
        {"0 and nothing asked", credit_limit::of(eur("0.00")), "0.00", "approve"},
        {"0 is no credit", credit_limit::of(eur("0.00")), "0.01",
         "hold [hold limit 0.01 EUR > 0.00 EUR]"},
        {"an amount", credit_limit::of(eur("5000.00")), "5000.00", "approve"},
        {"unlimited", credit_limit::unlimited(), "92233720368547758.07", "approve"},
    };
    for (const limit_state_row& row : rows) {
        SCOPED_TRACE(row.what);
        question asked = order_of(eur(row.document));
        asked.facts.account.limit = row.limit;
        asked.rules.rules = {given::rule_of(rule::no_limit_set, outcome::hold),
                             given::limit_rule(outcome::hold)};
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(account_blocked_rule, holds_only_blocked_accounts) {
    question asked = order_of(eur("0.01"));
    asked.rules.rules = {given::rule_of(rule::account_blocked, outcome::reject)};
    EXPECT_EQ(told(asked), "approve");
    asked.facts.account.blocked = true;
    EXPECT_EQ(told(asked), "reject [reject account_blocked]");
}

struct overdue_row {
    const char* due_date;
    int grace;
    const char* ends;
};

TEST(days_overdue_rule, holds_from_the_day_after_the_grace) {
    const overdue_row rows[] = {
        {"2026-11-25", 0, "approve"},
        {"2026-11-24", 0, "approve"},
        {"2026-11-23", 0, "hold [hold days_overdue 1 days > 0 days]"},
        {"2026-11-20", 5, "approve"},
        {"2026-11-19", 5, "approve"},
        {"2026-11-18", 5, "hold [hold days_overdue 6 days > 5 days]"},
        {"2026-10-25", 30, "approve"},
        {"2026-10-24", 30, "hold [hold days_overdue 31 days > 30 days]"},
    };
    for (const overdue_row& row : rows) {
        SCOPED_TRACE(std::string("due ") + row.due_date);
        question asked = order_of(eur("0.01"));
        asked.facts.lines = {invoice(eur("0.01"), row.due_date),
                             invoice(eur("500.00"), "2026-12-24")};
        asked.rules.rules = {given::days_overdue_rule(outcome::hold, row.grace)};
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(days_overdue_rule, looks_at_the_oldest_invoice_and_at_invoices_only) {
    question asked = order_of(eur("0.01"));
    asked.facts.lines = {invoice(eur("1.00"), "2026-11-20"), invoice(eur("1.00"), "2026-11-10"),
                         invoice(eur("1.00"), "2026-11-15")};
    asked.rules.rules = {given::days_overdue_rule(outcome::hold, 5)};
    EXPECT_EQ(told(asked), "hold [hold days_overdue 14 days > 5 days]");

    exposure_line old_order = orders(eur("1.00"));
    old_order.day = given::day("2026-01-01");
    asked.facts.lines = {old_order};
    EXPECT_EQ(told(asked), "approve");
}

TEST(days_overdue_rule, needs_no_rate_to_see_that_an_invoice_is_late) {
    question asked = order_of(eur("0.01"));
    asked.facts.lines = {invoice(amount("1.00", "USD"), "2026-11-18")};
    asked.rules.rules = {given::days_overdue_rule(outcome::hold, 5)};
    EXPECT_EQ(told(asked), "hold [hold days_overdue 6 days > 5 days]");
}

struct amount_row {
    const char* amount;
    const char* ends;
};

TEST(overdue_amount_rule, holds_from_one_cent_above_the_threshold) {
    const amount_row rows[] = {
        {"99.99", "approve"},
        {"100.00", "approve"},
        {"100.01", "hold [hold overdue_amount 100.01 EUR > 100.00 EUR]"},
    };
    for (const amount_row& row : rows) {
        question asked = order_of(eur("1.00"));
        asked.facts.lines = {invoice(eur(row.amount), "2026-11-23"),
                             invoice(eur("700.00"), "2026-11-24")};
        asked.rules.rules = {given::overdue_amount_rule(outcome::hold, eur("100.00"))};
        EXPECT_EQ(told(asked), row.ends);
    }
}

// Together with a share of the limit, which is 5,000.00: both have to be exceeded.
TEST(overdue_amount_rule, minds_together_with_the_limit_where_that_is_said) {
    struct row {
        const char* overdue;
        const char* orders;
        credit_limit limit;
        const char* ends;
    };
    const credit_limit agreed = credit_limit::of(eur("5000.00"));
    const row rows[] = {
        {"100.01", "3898.98", agreed, "approve"},  // 3,999.99 with the order of 1.00
        {"100.01", "3898.99", agreed, "approve"},  // 4,000.00
        {"100.01", "3899.00", agreed, "hold [hold overdue_amount 100.01 EUR > 100.00 EUR]"},
        {"100.00", "4899.00", agreed, "approve"},
        {"100.01", "9000.00", credit_limit::unlimited(), "approve"},
        {"100.01", "0.00", credit_limit::none(),
         "hold [hold overdue_amount 100.01 EUR > 100.00 EUR]"},
        {"100.00", "0.00", credit_limit::none(), "approve"},
        {"100.01", "0.00", credit_limit::of(eur("0.00")),
         "hold [hold overdue_amount 100.01 EUR > 100.00 EUR]"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("1.00"));
        asked.facts.account.limit = each.limit;
        asked.facts.lines = {invoice(eur(each.overdue), "2026-11-23"), orders(eur(each.orders))};
        rule_setting line = given::overdue_amount_rule(outcome::hold, eur("100.00"));
        line.limit_used = basis_points{8'000};
        asked.rules.rules = {line};
        EXPECT_EQ(told(asked), each.ends) << each.overdue << " and orders of " << each.orders;
    }
}

TEST(due_date_missing_rule, holds_from_the_first_open_invoice_without_one) {
    question asked = order_of(eur("1.00"));
    asked.rules.rules = {given::rule_of(rule::due_date_missing, outcome::hold)};
    asked.facts.lines = {invoice(eur("10.00"), "2026-11-23")};
    EXPECT_EQ(told(asked), "approve");
    exposure_line undated = invoice(eur("10.00"), "2026-11-23");
    undated.day.reset();
    asked.facts.lines.push_back(undated);
    EXPECT_EQ(told(asked), "hold [hold due_date_missing]");
}

TEST(unallocated_cash_rule, holds_from_one_cent_above_the_threshold) {
    struct row {
        const char* payment;
        const char* credit_note;
        const char* ends;
    };
    const row rows[] = {
        {"0.00", "0.00", "approve"},
        {"-99.99", "0.00", "approve"},
        {"-100.00", "0.00", "approve"},
        {"-100.01", "0.00", "hold [hold unallocated_cash 100.01 EUR > 100.00 EUR]"},
        {"-60.00", "-40.00", "approve"},
        {"-60.00", "-40.01", "hold [hold unallocated_cash 100.01 EUR > 100.00 EUR]"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("1.00"));
        rule_setting line = given::rule_of(rule::unallocated_cash, outcome::hold);
        line.threshold_money = eur("100.00");
        asked.rules.rules = {line};
        asked.facts.lines = {given::line(exposure_source::payment, eur(each.payment)),
                             given::line(exposure_source::credit_note, eur(each.credit_note)),
                             orders(eur("4000.00"))};
        EXPECT_EQ(told(asked), each.ends) << each.payment << " and " << each.credit_note;
    }
}

// The day is 2026-11-24.
TEST(limit_expired_rule, holds_outside_of_the_days_of_the_limit) {
    struct row {
        const char* from;
        const char* to;
        const char* ends;
    };
    const char* const held = "hold [hold limit_expired]";
    const row rows[] = {
        {"", "", "approve"},      {"", "2026-11-24", "approve"},
        {"", "2026-11-23", held}, {"2026-11-24", "", "approve"},
        {"2026-11-25", "", held}, {"2026-11-24", "2026-11-24", "approve"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("1.00"));
        asked.rules.rules = {given::rule_of(rule::limit_expired, outcome::hold)};
        period& valid = asked.facts.account.terms.valid;
        if (each.from[0] != 0) valid.from = given::day(each.from);
        if (each.to[0] != 0) valid.to = given::day(each.to);
        EXPECT_EQ(told(asked), each.ends) << each.from << " to " << each.to;
    }
}

TEST(review_due_rule, holds_from_the_day_after_the_grace) {
    struct row {
        const char* review_on;
        int grace;
        const char* ends;
    };
    const row rows[] = {
        {"", 0, "approve"},
        {"2026-11-25", 0, "approve"},
        {"2026-11-24", 0, "approve"},
        {"2026-11-23", 0, "hold [hold review_due 1 days > 0 days]"},
        {"2026-11-23", 1, "approve"},
        {"2026-11-14", 10, "approve"},
        {"2026-11-13", 10, "hold [hold review_due 11 days > 10 days]"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("1.00"));
        rule_setting line = given::rule_of(rule::review_due, outcome::hold);
        line.most_days = day_count{each.grace};
        asked.rules.rules = {line};
        if (each.review_on[0] != 0)
            asked.facts.account.terms.review_on = given::day(each.review_on);
        EXPECT_EQ(told(asked), each.ends) << each.review_on << " and " << each.grace;
    }
}

TEST(bill_to_differs_rule, holds_what_another_party_orders) {
    question asked = order_of(eur("1.00"));
    asked.rules.rules = {given::rule_of(rule::bill_to_differs, outcome::hold)};
    EXPECT_EQ(told(asked), "approve");
    asked.event.ordering_party = asked.event.customer;
    EXPECT_EQ(told(asked), "approve");
    asked.event.ordering_party = customer_id{asked.event.customer.value + 1};
    EXPECT_EQ(told(asked), "hold [hold bill_to_differs]");
}

TEST(document_value_rule, holds_from_one_cent_above_the_threshold) {
    const amount_row rows[] = {
        {"999.99", "approve"},
        {"1000.00", "approve"},
        {"1000.01", "hold [hold document_value 1000.01 EUR > 1000.00 EUR]"},
    };
    for (const amount_row& row : rows) {
        question asked = order_of(eur(row.amount));
        asked.facts.lines = {orders(eur("4999.00"))};
        asked.rules.rules = {given::document_value_rule(outcome::hold, eur("1000.00"))};
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(threshold_in_another_currency, is_converted_into_the_accounts) {
    question asked = order_of(eur("100.01"));
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.1684")};
    asked.facts.lines = {invoice(eur("100.01"), "2026-11-20")};
    asked.rules.rules = {given::document_value_rule(outcome::hold, amount("116.84", "USD")),
                         given::overdue_amount_rule(outcome::warn, amount("116.84", "USD"))};
    EXPECT_EQ(told(asked),
              "hold [warn overdue_amount 100.01 EUR > 100.00 EUR; "
              "hold document_value 100.01 EUR > 100.00 EUR]");
    asked.event.amount = eur("100.00");
    asked.facts.lines = {invoice(eur("100.00"), "2026-11-20")};
    EXPECT_EQ(told(asked), "approve");
}

TEST(threshold_not_given, switches_the_rule_off) {
    question asked = order_of(eur("1000000.00"));
    asked.facts.lines = {invoice(eur("1000000.00"), "2026-01-01")};
    asked.rules.rules = {given::rule_of(rule::overdue_amount, outcome::hold),
                         given::rule_of(rule::document_value, outcome::hold)};
    EXPECT_EQ(told(asked), "approve");
}

TEST(rate_missing_rule, sees_the_document_the_open_items_and_the_thresholds) {
    question asked = order_of(amount("1.00", "USD"));
    asked.rules.rules = {given::rule_of(rule::rate_missing, outcome::hold)};
    EXPECT_EQ(told(asked), "hold [hold rate_missing]");
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.1684")};
    EXPECT_EQ(told(asked), "approve");

    asked.facts.lines = {orders(amount("1", "JPY"))};
    EXPECT_EQ(told(asked), "hold [hold rate_missing]");
    asked.facts.rates.push_back(rate("JPY", "186.75"));
    EXPECT_EQ(told(asked), "approve");

    // A rule that cannot be applied must not look like one that found nothing.
    asked.rules.rules.push_back(given::document_value_rule(outcome::hold, amount("1.00", "GBP")));
    EXPECT_EQ(told(asked), "hold [hold rate_missing]");
    EXPECT_EQ(answer(asked).before.currencies_without_rate,
              std::vector<currency>{given::unit("GBP")});
    asked.rules.rules.back() = given::document_value_rule(outcome::approve, amount("1.00", "GBP"));
    EXPECT_EQ(told(asked), "approve");
}

TEST(document_without_a_rate, is_not_measured_against_anything_in_money) {
    question asked = order_of(amount("99999999.00", "USD"));
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::document_value_rule(outcome::hold, eur("1.00")),
                         given::rule_of(rule::rate_missing, outcome::warn)};
    EXPECT_EQ(told(asked), "warn [warn rate_missing]");
    EXPECT_FALSE(answer(asked).document_amount);
}

struct foreign_row {
    const char* document;  // JPY, at 200 a euro
    const char* ends;
};

TEST(limit_rule, measures_a_foreign_document_in_the_accounts_currency) {
    const foreign_row rows[] = {
        {"199999", "approve"},
        {"200000", "approve"},
        {"200001", "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
    };
    for (const foreign_row& row : rows) {
        question asked = order_of(amount(row.document, "JPY"));
        asked.facts.lines = {orders(eur("4000.00"))};
        asked.facts.rates = {rate("EUR", "1"), rate("JPY", "200")};
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ(told(asked), row.ends);
    }
}

}  // namespace
}  // namespace creditgate
