// SPDX-License-Identifier: Apache-2.0
#include "core/exposure/payment.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

std::string told(const std::vector<exposure_line>& lines) {
    std::string all;
    for (const exposure_line& each : lines) {
        all += std::string(all.empty() ? "" : ", ") + std::string(word(each.source)) + " " +
               format_amount(each.amount) + (each.day ? " " + format_date(*each.day) : "");
    }
    return all;
}

TEST(after_payment, the_invoices_due_longest_are_paid_first) {
    const std::vector<exposure_line> lines = {
        given::orders(given::eur("50.00")), given::invoice(given::eur("30.00"), "2026-12-01"),
        given::invoice(given::eur("20.00"), "2026-10-01"),
        given::invoice(given::amount("40.00", "USD"), "2026-09-01"),
        given::line(exposure_source::invoice, given::eur("10.00"))};
    struct row {
        const char* paid;
        const char* left;
    };
    const row rows[] = {
        {"0.00",
         "open_order 50.00, invoice 30.00 2026-12-01, invoice 20.00 2026-10-01, "
         "invoice 40.00 2026-09-01, invoice 10.00"},
        {"19.99",
         "open_order 50.00, invoice 30.00 2026-12-01, invoice 0.01 2026-10-01, "
         "invoice 40.00 2026-09-01, invoice 10.00"},
        {"20.00",
         "open_order 50.00, invoice 30.00 2026-12-01, invoice 40.00 2026-09-01, invoice 10.00"},
        {"55.00", "open_order 50.00, invoice 40.00 2026-09-01, invoice 5.00"},
        {"60.00", "open_order 50.00, invoice 40.00 2026-09-01"},
        {"60.01", "open_order 50.00, invoice 40.00 2026-09-01, payment -0.01"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.left, told(after_payment(lines, given::eur(each.paid)))) << each.paid;
    }
}

}  // namespace
}  // namespace creditgate
