// SPDX-License-Identifier: Apache-2.0
//
// How what was let pass was paid, as of 2026-12-31, where what is unpaid for more than 90 days is
// lost.
#include "core/overrides/outcome.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "core/backtest/paid.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

const looking_back how{day("2026-12-31"), {90}};

past_invoice invoice(std::int64_t id, std::string_view amount, std::string_view due,
                     std::string_view settled = "") {
    past_invoice made{.amount = eur(amount)};
    made.company = {1};
    made.customer = {42};
    made.invoice_id = id;
    made.written = day("2026-01-01");
    if (!due.empty()) made.due = day(due);
    if (!settled.empty()) made.settled = day(settled);
    return made;
}

overridden_document order(std::int64_t id, std::string_view amount, std::vector<rule> rules,
                          std::vector<past_invoice> invoices) {
    const document_key key{document_kind::order, id};
    return {key, "SO", eur(amount), std::move(rules), std::move(invoices)};
}

credit_override release(std::string by, std::string reason,
                        std::vector<overridden_document> documents) {
    credit_override made;
    made.by = std::move(by);
    made.reason = std::move(reason);
    made.documents = std::move(documents);
    return made;
}

std::string told(const sum_of_documents& sum) {
    std::string text = std::to_string(sum.documents);
    for (const money& each : sum.amounts) text += " " + format_for_people(each);
    return text;
}

std::string told(const std::optional<ratio>& share) {
    if (!share) return "none";
    return std::to_string(share->part) + "/" + std::to_string(share->whole);
}

override_outcome outcome_of_one(const past_invoice& came) {
    const credit_override one = release("carl", "", {order(1, "100.00", {rule::limit}, {came})});
    return outcome_of({&one}, how);
}

TEST(override_outcomes, tell_how_an_invoice_was_paid) {
    struct row {
        const char* name;
        const char* due;
        const char* settled;
        const char* found;
        const char* late_rate;
        const char* loss_rate;
        int days_late;
    };
    const row rows[] = {
        {"paid on the day", "2026-11-30", "2026-11-30", "in time", "0/1", "0/1", 0},
        {"paid a day later", "2026-11-30", "2026-12-01", "late", "1/1", "0/1", 1},
        {"due today", "2026-12-31", "", "open", "none", "none", 0},
        {"due yesterday", "2026-12-30", "", "unpaid", "1/1", "0/1", 1},
        {"unpaid for 90 days", "2026-10-02", "", "unpaid", "1/1", "0/1", 90},
        {"unpaid for 91 days", "2026-10-01", "", "lost", "1/1", "1/1", 91},
        {"paid after 91 days", "2026-09-01", "2026-12-01", "late", "1/1", "0/1", 91},
        {"due on no day", "", "", "open", "none", "none", 0},
        {"due on no day, and paid", "", "2026-12-01", "in time", "0/1", "0/1", 0},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        const auto found = outcome_of_one(invoice(1, "50.00", each.due, each.settled));
        const std::string is = each.found;
        const auto expected = [&](bool there) { return there ? "1 50.00 EUR" : "0"; };
        EXPECT_EQ(told(found.invoices.all), "1 50.00 EUR");
        EXPECT_EQ(told(found.invoices.in_time), expected(is == "in time"));
        EXPECT_EQ(told(found.invoices.late),
                  expected(is == "late" || is == "unpaid" || is == "lost"));
        EXPECT_EQ(told(found.invoices.unpaid), expected(is == "unpaid" || is == "lost"));
        EXPECT_EQ(told(found.lost), expected(is == "lost"));
        EXPECT_EQ(told(found.open), expected(is == "open"));
        EXPECT_EQ(told(rate_of(found, found.invoices.late)), each.late_rate);
        EXPECT_EQ(told(rate_of(found, found.lost)), each.loss_rate);
        EXPECT_EQ(found.most_days_late, each.days_late);
    }
}

TEST(override_outcomes, have_rates_by_number_and_by_amount_in_each_currency) {
    past_invoice in_dollars = invoice(4, "70.00", "2026-11-30", "2026-12-01");
    in_dollars.amount = given::amount("70.00", "USD");
    const credit_override one = release(
        "carl", "",
        {order(1, "300.00", {rule::limit},
               {invoice(1, "60.00", "2026-11-30", "2026-11-30"), invoice(2, "30.00", "2026-12-30"),
                invoice(3, "900.00", "2027-01-31"), in_dollars})});
    const auto found = outcome_of({&one}, how);
    EXPECT_EQ(told(rate_of(found, found.invoices.late)), "2/3");
    EXPECT_EQ(told(rate_of(found, found.invoices.late, given::unit("EUR"))), "3000/9000");
    EXPECT_EQ(told(rate_of(found, found.invoices.late, given::unit("USD"))), "7000/7000");
    EXPECT_EQ(told(rate_of(found, found.invoices.late, given::unit("JPY"))), "none");
}

// "release carl: 2 overrides, 2 documents 150.00 EUR, 1 without invoice, 3 invoices, 1 late",
// one line a group.
std::string told(const std::vector<credit_override>& all, override_key by) {
    std::string text;
    for (const override_group& each : grouped(all, by, how)) {
        const override_outcome& found = each.outcome;
        std::string name = each.name;
        if (by == override_key::rule) {
            name = each.stopped_by ? std::string(word(*each.stopped_by)) : "unknown";
        }
        text += std::string(word(each.kind)) + " " + name + ": " + std::to_string(found.overrides) +
                " overrides, " + told(found.documents) + ", " +
                std::to_string(found.documents_without_invoice) + " without invoice, " +
                told(found.invoices.all) + ", late " + told(found.invoices.late) + "\n";
    }
    return text;
}

TEST(override_outcomes, are_counted_by_approver_reason_and_rule) {
    credit_override warned = release("ann", "", {order(4, "40.00", {rule::rate_stale}, {})});
    warned.kind = override_kind::warning;
    const std::vector<credit_override> all{
        release("carl", "paid by cheque",
                {order(1, "100.00", {rule::limit, rule::days_overdue},
                       {invoice(1, "100.00", "2026-11-30", "2026-12-05")})}),
        release(
            "carl", "old customer",
            {order(2, "20.00", {rule::limit}, {invoice(2, "20.00", "2026-11-30", "2026-11-30")})}),
        release("mia", "old customer",
                {order(3, "30.00", {}, {invoice(3, "30.00", "2026-12-01")})}),
        warned,
    };
    EXPECT_EQ(told(all, override_key::approver),
              "release carl: 2 overrides, 2 120.00 EUR, 0 without invoice, 2 120.00 EUR, "
              "late 1 100.00 EUR\n"
              "release mia: 1 overrides, 1 30.00 EUR, 0 without invoice, 1 30.00 EUR, "
              "late 1 30.00 EUR\n"
              "warning ann: 1 overrides, 1 40.00 EUR, 1 without invoice, 0, late 0\n");
    EXPECT_EQ(told(all, override_key::reason),
              "release old customer: 2 overrides, 2 50.00 EUR, 0 without invoice, 2 50.00 EUR, "
              "late 1 30.00 EUR\n"
              "release paid by cheque: 1 overrides, 1 100.00 EUR, 0 without invoice, 1 100.00 EUR, "
              "late 1 100.00 EUR\n"
              "warning : 1 overrides, 1 40.00 EUR, 1 without invoice, 0, late 0\n");
    EXPECT_EQ(told(all, override_key::rule),
              "release unknown: 1 overrides, 1 30.00 EUR, 0 without invoice, 1 30.00 EUR, "
              "late 1 30.00 EUR\n"
              "release limit: 2 overrides, 2 120.00 EUR, 0 without invoice, 2 120.00 EUR, "
              "late 1 100.00 EUR\n"
              "release days_overdue: 1 overrides, 1 100.00 EUR, 0 without invoice, 1 100.00 EUR, "
              "late 1 100.00 EUR\n"
              "warning rate_stale: 1 overrides, 1 40.00 EUR, 1 without invoice, 0, late 0\n");
}

// Once at confirm and once more at ship, or as the order and as its shipment.
TEST(override_outcomes, count_a_document_and_an_invoice_once_in_a_group) {
    overridden_document shipment =
        order(9, "100.00", {rule::limit}, {invoice(1, "80.00", "2026-12-01")});
    shipment.document.kind = document_kind::shipment;
    const auto first = order(1, "100.00", {rule::limit}, {invoice(1, "80.00", "2026-12-01")});
    EXPECT_EQ(
        told({release("carl", "", {first}), release("carl", "", {first})}, override_key::approver),
        "release carl: 2 overrides, 1 100.00 EUR, 0 without invoice, 1 80.00 EUR, "
        "late 1 80.00 EUR\n");
    EXPECT_EQ(told({release("carl", "", {first}), release("carl", "", {shipment})},
                   override_key::approver),
              "release carl: 2 overrides, 2 200.00 EUR, 0 without invoice, 1 80.00 EUR, "
              "late 1 80.00 EUR\n");
    // One invoice of two orders has a part of each.
    const auto second = order(2, "50.00", {rule::limit}, {invoice(1, "20.00", "2026-12-01")});
    EXPECT_EQ(
        told({release("carl", "", {first}), release("carl", "", {second})}, override_key::approver),
        "release carl: 2 overrides, 2 150.00 EUR, 0 without invoice, 1 100.00 EUR, "
        "late 1 100.00 EUR\n");
}

TEST(override_outcomes, of_amounts_that_no_figure_can_hold_are_an_error) {
    past_invoice most = invoice(1, "1.00", "2026-12-01");
    most.amount = money(INT64_MAX, given::unit("EUR"));
    past_invoice more = most;
    more.invoice_id = 2;
    const credit_override one =
        release("carl", "", {order(1, "1.00", {rule::limit}, {most, more})});
    EXPECT_THROW(outcome_of({&one}, how), failure);
}

}  // namespace
}  // namespace creditgate
