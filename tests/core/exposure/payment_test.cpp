// SPDX-License-Identifier: Apache-2.0
//
// What is open after a payment, on 2026-11-24.
#include "core/exposure/payment.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

const date today = day("2026-11-24");

std::string told(const std::vector<exposure_line>& lines) {
    std::string all;
    for (const exposure_line& each : lines) {
        all += std::string(all.empty() ? "" : ", ") + std::string(word(each.source)) + " " +
               format_amount(each.amount) + (each.day ? " " + format_date(*each.day) : "") + " (" +
               std::to_string(each.documents) + ")";
    }
    return all;
}

std::string told(const std::vector<open_invoice>& invoices) {
    std::string all;
    for (const open_invoice& each : invoices) {
        all += (all.empty() ? "" : ", ") + each.number + " " + format_amount(each.amount);
    }
    return all;
}

// A line as it is read: the sum of the two invoices due in the last 30 days.
std::vector<exposure_line> open_lines() {
    return {given::orders(eur("50.00")),
            {exposure_source::invoice, eur("50.00"), day("2026-11-01"), 2},
            given::invoice(given::amount("40.00", "USD"), "2026-09-01"),
            given::line(exposure_source::invoice, eur("10.00"))};
}

open_invoice dollars() {
    return {"INV-0", given::amount("40.00", "USD"), day("2026-09-01")};
}

open_invoices four_invoices() {
    return {{dollars(),
             {"INV-1", eur("20.00"), day("2026-11-01")},
             {"INV-2", eur("30.00"), day("2026-11-20")},
             {"INV-3", eur("10.00"), std::nullopt}}};
}

struct paid_row {
    const char* paid;
    const char* left;
};

// Nobody knows what the dollars are worth.
TEST(a_payment, pays_the_invoices_in_their_order) {
    const paid_row rows[] = {
        {"0.00",
         "open_order 50.00 (1), invoice 50.00 2026-11-01 (2), invoice 40.00 2026-09-01 (1), "
         "invoice 10.00 (1)"},
        {"19.99",
         "open_order 50.00 (1), invoice 30.01 2026-11-01 (2), invoice 40.00 2026-09-01 (1), "
         "invoice 10.00 (1)"},
        {"20.00",
         "open_order 50.00 (1), invoice 30.00 2026-11-20 (1), invoice 40.00 2026-09-01 (1), "
         "invoice 10.00 (1)"},
        {"55.00", "open_order 50.00 (1), invoice 40.00 2026-09-01 (1), invoice 5.00 (1)"},
        {"60.00", "open_order 50.00 (1), invoice 40.00 2026-09-01 (1)"},
        {"60.01", "open_order 50.00 (1), invoice 40.00 2026-09-01 (1), payment -0.01 (1)"},
    };
    for (const paid_row& each : rows) {
        const payment_order order{four_invoices().listed};
        EXPECT_EQ(each.left, told(pay(open_lines(), order, eur(each.paid), {}, today).lines))
            << each.paid;
    }
}

// 40.00 USD are 20.00 EUR.
TEST(a_payment, pays_invoices_in_another_currency_at_their_rate) {
    const std::vector<fx_rate> rates = {given::rate("EUR", "1"), given::rate("USD", "2")};
    const paid_row rows[] = {
        {"19.99", "INV-0 0.02, INV-1 20.00, INV-2 30.00, INV-3 10.00"},
        {"20.00", "INV-1 20.00, INV-2 30.00, INV-3 10.00"},
        {"20.01", "INV-1 19.99, INV-2 30.00, INV-3 10.00"},
    };
    for (const paid_row& each : rows) {
        const payment_order order{four_invoices().listed};
        EXPECT_EQ(each.left, told(pay(open_lines(), order, eur(each.paid), rates, today).left))
            << each.paid;
    }
}

TEST(a_payment, leaves_alone_what_it_is_not_for) {
    const std::vector<open_invoice> all = four_invoices().listed;
    const payment_order order{{all[2]}, {all[0], all[1], all[3]}};
    const after_paying after = pay(open_lines(), order, eur("35.00"), {}, today);
    EXPECT_EQ(
        "open_order 50.00 (1), invoice 20.00 2026-11-01 (1), invoice 40.00 2026-09-01 (1), "
        "invoice 10.00 (1), payment -5.00 (1)",
        told(after.lines));
    EXPECT_EQ("INV-0 40.00, INV-1 20.00, INV-3 10.00", told(after.left));
}

// Of invoices of 50.00 only INV-1 was read, and that 12.00 of the others are due before the 10th.
TEST(a_payment, of_more_invoices_than_were_read_pays_the_late_ones_and_then_the_others) {
    const late_terms late{day("2026-11-10")};
    const std::vector<exposure_line> beyond = {
        {exposure_source::invoice, eur("12.00"), day("2026-11-05"), 1}};
    const payment_order order{
        {{"INV-1", eur("20.00"), day("2026-11-01")}}, {}, beyond, false, true};
    const std::vector<exposure_line> lines = {
        {exposure_source::invoice, eur("50.00"), day("2026-11-01"), 4}};
    const paid_row rows[] = {
        {"20.00", "invoice 30.00 2026-11-01 (3)"},
        {"31.99", "invoice 18.01 2026-11-01 (3)"},
        {"32.00", "invoice 18.00 2026-11-10 (2)"},
        {"40.00", "invoice 10.00 2026-11-10 (2)"},
        {"51.00", "payment -1.00 (1)"},
    };
    for (const paid_row& each : rows) {
        EXPECT_EQ(each.left, told(pay(lines, order, eur(each.paid), {}, today, late).lines))
            << each.paid;
    }
}

TEST(a_cut, keeps_the_oldest_and_the_sums_of_what_is_late_beyond) {
    open_invoices all = four_invoices();
    all.listed[2].dated = day("2026-01-01");
    const late_terms late{std::nullopt, day("2026-01-02")};
    const open_invoices none = cut(all, 4, late, today);
    EXPECT_TRUE(none.all);
    EXPECT_EQ("INV-0 40.00, INV-1 20.00, INV-2 30.00, INV-3 10.00", told(none.listed));
    const open_invoices two = cut(all, 2, late, today);
    EXPECT_FALSE(two.all);
    EXPECT_EQ("INV-0 40.00, INV-1 20.00", told(two.listed));
    EXPECT_EQ("invoice 30.00 2026-11-20 (1)", told(two.late_beyond));
}

}  // namespace
}  // namespace creditgate
