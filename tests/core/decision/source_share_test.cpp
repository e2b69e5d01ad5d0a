// SPDX-License-Identifier: Apache-2.0
//
// One deal counts once on its way from order to delivery to invoice (complaint 5 of the field).
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::eur;
using given::order_of;
using given::orders;
using given::question;

constexpr document_key order_16{document_kind::order, 16};
constexpr document_key order_18{document_kind::order, 18};

// Invoice 7, with shares of what it comes from; order 16 is counted with 100.00 of 4,000.00 open.
question invoice_with(money whole, std::vector<source_share> shares) {
    question asked = order_of(whole);
    asked.event.where = checkpoint::invoice;
    asked.event.document = {document_kind::invoice, 7};
    asked.event.sources = std::move(shares);
    asked.facts.lines = {orders(eur("4000.00"))};
    asked.facts.sources = {{order_16, eur("100.00")}};
    return asked;
}

struct share_row {
    const char* what;
    const char* invoice;
    const char* share;
    const char* before;
};

TEST(invoice_of_an_order, takes_off_what_it_continues) {
    const share_row rows[] = {
        {"nothing of it", "40.00", "0.00", "4000.00"},
        {"40 of 100", "40.00", "40.00", "3960.00"},
        {"one cent less than all", "99.99", "99.99", "3900.01"},
        {"all of it", "100.00", "100.00", "3900.00"},
        {"more than the order shows", "100.01", "100.01", "3900.00"},
        {"far more than the order shows", "4000.00", "4000.00", "3900.00"},
    };
    for (const share_row& row : rows) {
        SCOPED_TRACE(row.what);
        const decision made = answer(invoice_with(eur(row.invoice), {{order_16, eur(row.share)}}));
        EXPECT_EQ(format_amount(made.before.total), row.before);
        const auto& open = made.before.buckets[static_cast<std::size_t>(bucket::open_order)];
        EXPECT_EQ(format_amount(open.amount), row.before);
        EXPECT_EQ(open.documents, 1);
    }
}

TEST(invoice_of_an_order, passes_a_limit_that_the_order_has_filled) {
    question asked = invoice_with(eur("40.00"), {{order_16, eur("40.00")}});
    asked.facts.account.limit = credit_limit::of(eur("4000.00"));
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    EXPECT_EQ(told(asked), "approve");
    asked.event.amount = eur("40.01");
    EXPECT_EQ(told(asked), "hold [hold limit 4000.01 EUR > 4000.00 EUR]");
    asked.event.amount = eur("40.00");
    asked.event.sources.clear();
    EXPECT_EQ(told(asked), "hold [hold limit 4040.00 EUR > 4000.00 EUR]");
}

struct odd_row {
    const char* what;
    std::vector<source_share> shares;
    const char* before;
};

TEST(source_shares, that_do_not_hold_hide_no_exposure) {
    const odd_row rows[] = {
        {"an order that is not open", {{order_18, eur("40.00")}}, "4000.00"},
        {"another kind with the same id",
         {{{document_kind::shipment, 16}, eur("40.00")}},
         "4000.00"},
        {"another currency", {{order_16, amount("40.00", "USD")}}, "4000.00"},
        {"the same order twice", {{order_16, eur("40.00")}, {order_16, eur("30.00")}}, "3930.00"},
        {"the same order twice, all",
         {{order_16, eur("40.00")}, {order_16, eur("60.00")}},
         "3900.00"},
        {"the same order twice, too much",
         {{order_16, eur("60.00")}, {order_16, eur("60.00")}},
         "3900.00"},
        {"the same order often",
         {{order_16, eur("100.00")}, {order_16, eur("100.00")}, {order_16, eur("100.00")}},
         "3900.00"},
    };
    for (const odd_row& row : rows) {
        SCOPED_TRACE(row.what);
        const decision made = answer(invoice_with(eur("40.00"), row.shares));
        EXPECT_EQ(format_amount(made.before.total), row.before);
    }
}

TEST(source_shares, of_two_orders_are_both_taken_off) {
    question asked =
        invoice_with(eur("90.00"), {{order_16, eur("40.00")}, {order_18, eur("50.00")}});
    asked.facts.sources.push_back({order_18, eur("70.00")});
    EXPECT_EQ(answer(asked).before.total, eur("3910.00"));
}

TEST(source_shares, of_an_order_that_shows_a_negative_rest_take_nothing_off) {
    question asked = invoice_with(eur("40.00"), {{order_16, eur("40.00")}});
    asked.facts.sources = {{order_16, eur("-5.00")}};
    EXPECT_EQ(answer(asked).before.total, eur("4000.00"));
}

}  // namespace
}  // namespace creditgate
