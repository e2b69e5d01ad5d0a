// SPDX-License-Identifier: Apache-2.0
//
// Orders within the horizon and beyond it, buckets that do not count, and limits of their own. The
// customer of `order_of` has a limit of 5,000.00 EUR; the day is 2026-11-24, the horizon 30 days.
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

question order_to_ship(money whole, const char* ship_date) {
    question asked = order_of(whole);
    asked.event.ship_date = day(ship_date);
    asked.rules.buckets.horizon = day_count{30};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    return asked;
}

struct horizon_row {
    const char* ship_date;
    bool beyond_counts;
    const char* ends;
};

TEST(order_beyond_the_horizon, counts_as_the_policy_says) {
    const horizon_row rows[] = {
        {"2026-12-24", true, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"2026-12-25", true, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"2026-12-24", false, "hold [hold limit 5000.01 EUR > 5000.00 EUR]"},
        {"2026-12-25", false, "approve"},
    };
    for (const horizon_row& row : rows) {
        SCOPED_TRACE(row.ship_date);
        question asked = order_to_ship(eur("1000.01"), row.ship_date);
        asked.facts.lines = {orders(eur("4000.00"))};
        setting_of(asked.rules, bucket::open_order_beyond_horizon).included = row.beyond_counts;
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(order_beyond_the_horizon, leaves_room_for_one_within_it) {
    question asked = order_to_ship(eur("1000.00"), "2026-11-30");
    asked.facts.lines = {orders(eur("4000.00")), orders_to_ship(eur("9000.00"), "2026-12-25")};
    EXPECT_EQ(told(asked), "hold [hold limit 14000.00 EUR > 5000.00 EUR]");
    setting_of(asked.rules, bucket::open_order_beyond_horizon).included = false;
    EXPECT_EQ(told(asked), "approve");
}

TEST(order_that_is_held, may_be_shipped_later) {
    question asked = order_to_ship(eur("1000.01"), "2026-11-30");
    asked.facts.lines = {orders(eur("4000.00"))};
    const auto ship_from = [&] { return given::ways_of(asked, {}).ship_from; };
    EXPECT_FALSE(ship_from()) << "it would count then, too";
    setting_of(asked.rules, bucket::open_order_beyond_horizon).included = false;
    EXPECT_EQ(ship_from(), day("2026-12-25"));
    setting_of(asked.rules, bucket::open_order_beyond_horizon).limit = eur("1000.00");
    asked.rules.rules.push_back(given::rule_of(rule::bucket_limit, outcome::hold));
    EXPECT_FALSE(ship_from()) << "one cent above that bucket's limit";
    setting_of(asked.rules, bucket::open_order_beyond_horizon).limit = eur("1000.01");
    EXPECT_EQ(ship_from(), day("2026-12-25"));
    asked.facts.account.blocked = true;
    asked.rules.rules.push_back(given::rule_of(rule::account_blocked, outcome::reject));
    EXPECT_FALSE(ship_from()) << "what else stops it stays";
    asked.rules.rules.pop_back();
    asked.event.ship_date = day("2026-12-25");
    EXPECT_FALSE(ship_from()) << "it passes";
}

struct limit_row {
    const char* what;
    bucket which;
    std::vector<exposure_line> lines;
    const char* document;
    const char* ends;
};

question with_bucket_limit(bucket which, const money& limit) {
    question asked = order_of(eur("0.00"));
    asked.rules.rules = {given::rule_of(rule::bucket_limit, outcome::hold)};
    setting_of(asked.rules, which).limit = limit;
    return asked;
}

TEST(bucket_limit, holds_from_one_cent_above_it) {
    const limit_row rows[] = {
        {"the order fills its bucket",
         bucket::open_order,
         {orders(eur("60.00"))},
         "40.00",
         "approve"},
        {"and a cent more",
         bucket::open_order,
         {orders(eur("60.00"))},
         "40.01",
         "hold [hold bucket_limit open_order 100.01 EUR > 100.00 EUR]"},
        {"another bucket at its limit",
         bucket::open_item_overdue,
         {invoice(eur("100.00"), "2026-11-23")},
         "4000.00",
         "approve"},
        {"another bucket above it",
         bucket::open_item_overdue,
         {invoice(eur("100.01"), "2026-11-23")},
         "0.00",
         "hold [hold bucket_limit open_item_overdue 100.01 EUR > 100.00 EUR]"},
        {"payments reduce no other bucket",
         bucket::open_order,
         {given::line(exposure_source::payment, eur("-500.00"))},
         "100.01",
         "hold [hold bucket_limit open_order 100.01 EUR > 100.00 EUR]"},
    };
    for (const limit_row& row : rows) {
        SCOPED_TRACE(row.what);
        question asked = with_bucket_limit(row.which, eur("100.00"));
        asked.event.amount = eur(row.document);
        asked.facts.lines = row.lines;
        EXPECT_EQ(told(asked), row.ends);
    }
}

TEST(bucket_limit, is_that_of_a_bucket_that_does_not_count_too) {
    question asked = with_bucket_limit(bucket::open_order, eur("100.00"));
    setting_of(asked.rules, bucket::open_order).included = false;
    asked.rules.rules.push_back(given::limit_rule(outcome::hold));
    asked.event.amount = eur("9000.00");
    EXPECT_EQ(told(asked), "hold [hold bucket_limit open_order 9000.00 EUR > 100.00 EUR]");
}

TEST(bucket_limit, gives_a_reason_for_each_bucket) {
    question asked = with_bucket_limit(bucket::open_order, eur("100.00"));
    setting_of(asked.rules, bucket::open_item_overdue).limit = eur("0.00");
    asked.event.amount = eur("100.01");
    asked.facts.lines = {invoice(eur("7.00"), "2026-11-01")};
    EXPECT_EQ(told(asked),
              "hold [hold bucket_limit open_order 100.01 EUR > 100.00 EUR; "
              "hold bucket_limit open_item_overdue 7.00 EUR > 0.00 EUR]");
}

struct document_row {
    document_kind kind;
    const char* where;
};

TEST(document, is_in_the_bucket_that_it_goes_to) {
    const document_row rows[] = {
        {document_kind::order, "open_order"},
        {document_kind::shipment, "delivered_not_invoiced"},
        {document_kind::invoice, "open_item_not_due"},
    };
    for (const document_row& row : rows) {
        question asked = order_of(eur("10.00"));
        asked.event.document = {row.kind, 7};
        asked.rules.rules = {given::rule_of(rule::bucket_limit, outcome::hold)};
        for (bucket_setting& each : asked.rules.buckets.settings) each.limit = eur("9.99");
        EXPECT_EQ(told(asked),
                  std::string("hold [hold bucket_limit ") + row.where + " 10.00 EUR > 9.99 EUR]");
    }
}

// An invoice of what was delivered does not make the orders less.
TEST(invoice_of_an_order, takes_off_what_was_delivered_first) {
    constexpr document_key order_16{document_kind::order, 16};
    question asked = order_of(eur("80.00"));
    asked.event.document = {document_kind::invoice, 7};
    asked.event.sources = {{order_16, eur("80.00")}};
    asked.facts.lines = {given::line(exposure_source::delivered_not_invoiced, eur("60.00")),
                         orders_to_ship(eur("40.00"), "2027-01-31")};
    asked.facts.sources = {
        {order_16, eur("60.00"), exposure_source::delivered_not_invoiced},
        {order_16, eur("40.00"), exposure_source::open_order, day("2027-01-31")}};
    asked.rules.buckets.horizon = day_count{30};
    const decision made = answer(asked);
    EXPECT_EQ(told(made.before.in(bucket::delivered_not_invoiced)), "0.00 EUR (1)");
    EXPECT_EQ(told(made.before.in(bucket::open_order_beyond_horizon)), "20.00 EUR (1)");
    EXPECT_EQ(told(made.before.in(bucket::open_order)), "0.00 EUR (0)");
    setting_of(asked.rules, bucket::open_order_beyond_horizon).included = false;
    EXPECT_EQ(answer(asked).before.total, eur("0.00")) << "what did not count takes nothing off";
}

struct clear_row {
    const char* what;
    bucket which;
    std::vector<exposure_line> lines;
    const char* document;
    const char* ways;
};

TEST(clearing_of_a_bucket_limit, is_what_takes_the_bucket_down) {
    const std::vector<open_invoice> invoices = {{"INV-1", eur("70.00"), day("2026-11-01")},
                                                {"INV-2", eur("150.00"), day("2026-12-01")}};
    const std::vector<exposure_line> lines = {invoice(eur("70.00"), "2026-11-01"),
                                              invoice(eur("150.00"), "2026-12-01"),
                                              orders(eur("60.00"))};
    const clear_row rows[] = {
        {"a smaller order", bucket::open_order, lines, "40.01", "fits 40.00 EUR"},
        {"no order at all", bucket::open_order, {orders(eur("100.01"))}, "1.00", "fits 0.00 EUR"},
        {"payment of what is overdue", bucket::open_item_overdue, lines, "1.00", "nothing"},
        {"payment of what is not due, and of what is overdue before it", bucket::open_item_not_due,
         lines, "1.00", "pay 120.00 EUR for INV-1 INV-2, which suffices"},
    };
    for (const clear_row& row : rows) {
        SCOPED_TRACE(row.what);
        question asked = with_bucket_limit(row.which, eur("100.00"));
        asked.event.amount = eur(row.document);
        asked.facts.lines = row.lines;
        EXPECT_EQ(told(given::ways_of(asked, invoices)), row.ways);
    }
    question asked = with_bucket_limit(bucket::open_item_overdue, eur("50.00"));
    asked.facts.lines = lines;
    EXPECT_EQ(told(given::ways_of(asked, invoices)), "pay 20.00 EUR for INV-1, which suffices");
}

struct stale_row {
    const char* valid_from;
    const char* ends;
};

TEST(rate_stale_rule, holds_from_the_day_after_what_is_allowed) {
    const stale_row rows[] = {
        {"2026-11-24", "approve"},
        {"2026-11-17", "approve"},
        {"2026-11-16", "hold [hold rate_stale USD 8 days > 7 days]"},
    };
    for (const stale_row& row : rows) {
        SCOPED_TRACE(row.valid_from);
        question asked = order_of(amount("10.00", "USD"));
        asked.facts.rates = {rate("EUR", "1", "2001-01-01"), rate("USD", "2", row.valid_from)};
        asked.rules.rules = {given::rule_of(rule::rate_stale, outcome::hold)};
        asked.rules.rules[0].most_days = {7};
        EXPECT_EQ(told(asked), row.ends) << "the document's own currency";
        asked.event.amount = eur("10.00");
        EXPECT_EQ(told(asked), "approve") << "nothing is in dollars";
        asked.facts.lines = {orders(amount("1.00", "USD"))};
        EXPECT_EQ(told(asked), row.ends) << "something open is";
    }
}

TEST(rate_stale_rule, names_each_currency_and_nothing_that_money_clears) {
    question asked = order_of(amount("10.00", "USD"));
    asked.facts.lines = {orders(amount("180", "JPY"))};
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "2", "2026-11-20"),
                         rate("JPY", "180", "2026-10-25")};
    asked.rules.rules = {given::rule_of(rule::rate_stale, outcome::warn)};
    EXPECT_EQ(told(asked),
              "warn [warn rate_stale JPY 30 days > 0 days; "
              "warn rate_stale USD 4 days > 0 days]");
    EXPECT_EQ(told(given::ways_of(asked, {})), "nothing");
}

}  // namespace
}  // namespace creditgate
