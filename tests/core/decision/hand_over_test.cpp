// SPDX-License-Identifier: Apache-2.0
//
// A deal goes from bucket to bucket, and counts once: ordered for 100.00, delivered in two parts,
// invoiced in two parts, paid. What each step finds is what the steps before have left.
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;
using given::order_of;
using given::question;

constexpr document_key order_16{document_kind::order, 16};
constexpr document_key shipment_8{document_kind::shipment, 8};

struct step_row {
    const char* what;
    document_kind kind;
    const char* amount;
    const char* ordered;    // of order 16, still open
    const char* delivered;  // of order 16, not invoiced
    const char* with_it;    // the exposure with the document
    const char* left_ordered;
    const char* left_delivered;
};

question step(const step_row& row) {
    question asked = order_of(eur(row.amount));
    asked.event.document = {row.kind, 7};
    asked.event.sources = {{order_16, eur(row.amount)}};
    for (const auto& [amount, source] :
         {std::pair{row.delivered, exposure_source::delivered_not_invoiced},
          std::pair{row.ordered, exposure_source::open_order}}) {
        // A shipment takes over what is ordered, not what has been delivered before.
        const bool is_taken =
            row.kind == document_kind::invoice || source == exposure_source::open_order;
        asked.facts.lines.push_back(given::line(source, eur(amount)));
        if (is_taken) asked.facts.sources.push_back({order_16, eur(amount), source});
    }
    return asked;
}

TEST(deal, counts_once_on_its_way_from_bucket_to_bucket) {
    using enum document_kind;
    const step_row rows[] = {
        {"a part is delivered", shipment, "40.00", "100.00", "0.00", "100.00", "60.00", "0.00"},
        {"a cent less than the rest", shipment, "59.99", "60.00", "40.00", "100.00", "0.01",
         "40.00"},
        {"the rest", shipment, "60.00", "60.00", "40.00", "100.00", "0.00", "40.00"},
        {"a cent more than the rest", shipment, "60.01", "60.00", "40.00", "100.01", "0.00",
         "40.00"},
        {"a part is invoiced", invoice, "40.00", "0.00", "100.00", "100.00", "0.00", "60.00"},
        {"all that is delivered", invoice, "40.00", "60.00", "40.00", "100.00", "60.00", "0.00"},
        {"a cent more than is delivered", invoice, "40.01", "60.00", "40.00", "100.00", "59.99",
         "0.00"},
        {"more than is delivered and ordered", invoice, "100.01", "60.00", "40.00", "100.01",
         "0.00", "0.00"},
    };
    for (const step_row& row : rows) {
        question asked = step(row);
        const exposure before = answer(asked).before;
        EXPECT_EQ(row.left_ordered, format_amount(before.in(bucket::open_order).amount))
            << row.what;
        EXPECT_EQ(row.left_delivered,
                  format_amount(before.in(bucket::delivered_not_invoiced).amount))
            << row.what;
        EXPECT_EQ(row.with_it, format_amount(before.total + asked.event.amount)) << row.what;
        // A limit that the whole deal fills lets each step pass, and not a cent more.
        asked.facts.account.limit = credit_limit::of(eur(row.with_it));
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ("approve", told(asked)) << row.what;
        asked.facts.account.limit = credit_limit::of(eur(row.with_it) - eur("0.01"));
        EXPECT_EQ(outcome::hold, answer(asked).result) << row.what;
    }
}

// An invoice becomes an open item, is due, is overdue, and its payment is allocated.
TEST(deal, stays_the_same_exposure_until_it_is_paid) {
    struct row {
        const char* as_of;
        bucket where;
    };
    const exposure_line line = given::invoice(eur("100.00"), "2026-11-30");
    for (const row& each : {row{"2026-11-29", bucket::open_item_not_due},
                            row{"2026-11-30", bucket::open_item_not_due},
                            row{"2026-12-01", bucket::open_item_overdue}}) {
        const exposure found =
            sum_exposure({line}, given::unit("EUR"), {}, day(each.as_of), bucket_terms{});
        EXPECT_EQ("100.00 EUR (1)", given::told(found.in(each.where))) << each.as_of;
        EXPECT_EQ(eur("100.00"), found.total) << each.as_of;
        const exposure paid =
            sum_exposure({line, given::line(exposure_source::payment, eur("-100.00"))},
                         given::unit("EUR"), {}, day(each.as_of), bucket_terms{});
        EXPECT_EQ(eur("0.00"), paid.total) << "not allocated yet, " << each.as_of;
    }
}

// What is taken from another document than the one that is open takes nothing off.
TEST(deal, is_taken_over_from_its_own_document_only) {
    question asked = step({"", document_kind::invoice, "40.00", "0.00", "40.00", "", "", ""});
    EXPECT_EQ(eur("0.00"), answer(asked).before.total);
    asked.event.sources = {{shipment_8, eur("40.00")}};
    EXPECT_EQ(eur("40.00"), answer(asked).before.total);
}

}  // namespace
}  // namespace creditgate
