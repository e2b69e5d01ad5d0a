// SPDX-License-Identifier: Apache-2.0
#include "core/exposure/exposure.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "core/result/error.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::day;
using given::eur;
using given::invoice;
using given::line;
using given::rate;
using given::told;
using given::unit;

exposure of_lines(const std::vector<exposure_line>& lines, const std::vector<fx_rate>& rates = {}) {
    return sum_exposure(lines, unit("EUR"), rates, day("2026-11-24"));
}

std::string bucket_told(const exposure& found, bucket which) {
    return told(found.buckets[static_cast<std::size_t>(which)]);
}

TEST(exposure, of_a_customer_with_nothing_open_is_zero_everywhere) {
    const exposure found = of_lines({});
    EXPECT_EQ(found.total, eur("0.00"));
    for (const bucket_total& each : found.buckets) EXPECT_EQ(told(each), "0.00 EUR (0)");
    EXPECT_EQ(found.overdue.amount, eur("0.00"));
    EXPECT_EQ(found.overdue.days, 0);
    EXPECT_FALSE(found.overdue.oldest_due_date);
    EXPECT_EQ(found.as_of, day("2026-11-24"));
}

struct bucket_row {
    exposure_line line;
    bucket where;
};

TEST(exposure, each_source_has_its_bucket_and_counts_once_in_the_total) {
    const bucket_row rows[] = {
        {line(exposure_source::open_order, eur("10.00")), bucket::open_order},
        {line(exposure_source::delivered_not_invoiced, eur("10.00")),
         bucket::delivered_not_invoiced},
        {line(exposure_source::draft_invoice, eur("10.00")), bucket::draft_invoice},
        {invoice(eur("10.00"), "2026-11-24"), bucket::open_item_not_due},
        {invoice(eur("10.00"), "2026-11-23"), bucket::open_item_overdue},
        {line(exposure_source::credit_note, eur("-10.00")), bucket::unallocated},
        {line(exposure_source::payment, eur("-10.00")), bucket::unallocated},
        {line(exposure_source::in_clearing, eur("10.00")), bucket::in_clearing},
        {line(exposure_source::reservation, eur("10.00")), bucket::reservation},
    };
    for (const bucket_row& row : rows) {
        const exposure found = of_lines({row.line});
        const std::string expected = format_amount(row.line.amount) + " EUR (1)";
        EXPECT_EQ(bucket_told(found, row.where), expected);
        EXPECT_EQ(found.total, row.line.amount);
        std::int64_t documents = 0;
        for (const bucket_total& each : found.buckets) documents += each.documents;
        EXPECT_EQ(documents, 1);
    }
}

// Complaints 4 and 5 of the field: deposits ignored, one deal counted twice.
TEST(exposure, payments_and_credit_notes_reduce_it_and_may_leave_it_negative) {
    const exposure found = of_lines({invoice(eur("100.00"), "2026-12-24"),
                                     line(exposure_source::payment, eur("-80.00")),
                                     line(exposure_source::credit_note, eur("-30.00"))});
    EXPECT_EQ(found.total, eur("-10.00"));
    EXPECT_EQ(bucket_told(found, bucket::unallocated), "-110.00 EUR (2)");
    EXPECT_EQ(bucket_told(found, bucket::open_item_not_due), "100.00 EUR (1)");
}

struct due_row {
    const char* due_date;
    int overdue_days;
    std::size_t band;  // 0 not due, 1 for 1-30, ..., 5 for over 120
};

TEST(exposure, aging_bands_meet_without_a_gap) {
    const due_row rows[] = {
        {"2027-11-24", 0, 0},    {"2026-11-25", 0, 0},   {"2026-11-24", 0, 0},
        {"2026-11-23", 1, 1},    {"2026-10-25", 30, 1},  {"2026-10-24", 31, 2},
        {"2026-09-25", 60, 2},   {"2026-09-24", 61, 3},  {"2026-08-26", 90, 3},
        {"2026-08-25", 91, 4},   {"2026-07-27", 120, 4}, {"2026-07-26", 121, 5},
        {"2016-11-24", 3652, 5},
    };
    for (const due_row& row : rows) {
        SCOPED_TRACE(row.due_date);
        const exposure found = of_lines({invoice(eur("10.00"), row.due_date)});
        EXPECT_EQ(found.overdue.days, row.overdue_days);
        EXPECT_EQ(found.overdue.amount, row.overdue_days > 0 ? eur("10.00") : eur("0.00"));
        EXPECT_EQ(found.overdue.items, row.overdue_days > 0 ? 1 : 0);
        ASSERT_EQ(found.aging.size(), 6U);
        for (std::size_t i = 0; i < found.aging.size(); ++i) {
            EXPECT_EQ(found.aging[i].amount, i == row.band ? eur("10.00") : eur("0.00")) << i;
        }
    }
}

TEST(exposure, aging_bands_are_those_of_the_field) {
    const exposure found = of_lines({});
    const std::vector<std::pair<int, int>> expected = {{-1, 0},  {1, 30},   {31, 60},
                                                       {61, 90}, {91, 120}, {121, -1}};
    ASSERT_EQ(found.aging.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(found.aging[i].from_day.value_or(-1), expected[i].first);
        EXPECT_EQ(found.aging[i].to_day.value_or(-1), expected[i].second);
    }
}

struct as_of_row {
    const char* as_of;
    const char* overdue;
    std::int64_t items;
    int days;
};

TEST(exposure, what_is_overdue_depends_on_the_day_that_is_asked_about) {
    const std::vector<exposure_line> lines = {invoice(eur("10.00"), "2026-10-01"),
                                              invoice(eur("20.00"), "2026-10-31"),
                                              invoice(eur("40.00"), "2026-11-30")};
    const as_of_row rows[] = {
        {"2026-10-01", "0.00", 0, 0},   {"2026-10-02", "10.00", 1, 1},
        {"2026-10-31", "10.00", 1, 30}, {"2026-11-01", "30.00", 2, 31},
        {"2026-11-30", "30.00", 2, 60}, {"2026-12-01", "70.00", 3, 61},
    };
    for (const as_of_row& row : rows) {
        SCOPED_TRACE(row.as_of);
        const exposure found = sum_exposure(lines, unit("EUR"), {}, day(row.as_of));
        EXPECT_EQ(format_amount(found.overdue.amount), row.overdue);
        EXPECT_EQ(found.overdue.items, row.items);
        EXPECT_EQ(found.overdue.days, row.days);
        EXPECT_EQ(found.total, eur("70.00"));
        const bool any = row.items > 0;
        EXPECT_EQ(found.overdue.oldest_due_date,
                  any ? std::optional{day("2026-10-01")} : std::nullopt);
    }
}

TEST(exposure, an_invoice_without_a_due_date_is_not_due_and_a_finding) {
    const exposure found = of_lines({line(exposure_source::invoice, eur("10.00")),
                                     line(exposure_source::open_order, eur("5.00"))});
    EXPECT_EQ(bucket_told(found, bucket::open_item_not_due), "10.00 EUR (1)");
    EXPECT_EQ(found.aging[0].amount, eur("10.00"));
    EXPECT_EQ(found.overdue.items, 0);
    EXPECT_EQ(found.invoices_without_due_date, 1);
}

TEST(exposure, only_invoices_are_aged) {
    exposure_line note = line(exposure_source::credit_note, eur("-10.00"));
    note.day = day("2026-01-01");
    exposure_line order = line(exposure_source::open_order, eur("10.00"));
    order.day = day("2026-01-01");
    const exposure found = of_lines({note, order});
    EXPECT_EQ(found.overdue.items, 0);
    for (const aging_band& band : found.aging) EXPECT_EQ(band.amount, eur("0.00"));
}

// Complaint 1 of the field: order currency added to company currency.
TEST(exposure, of_several_currencies_is_converted_first) {
    const exposure found =
        of_lines({line(exposure_source::open_order, amount("116.84", "USD")),
                  invoice(amount("18675", "JPY"), "2026-11-20"),
                  line(exposure_source::open_order, eur("1.00"))},
                 {rate("EUR", "1"), rate("USD", "1.1684"), rate("JPY", "186.75")});
    EXPECT_EQ(bucket_told(found, bucket::open_order), "101.00 EUR (2)");
    EXPECT_EQ(found.overdue.amount, eur("100.00"));
    EXPECT_EQ(found.total, eur("201.00"));
    EXPECT_TRUE(found.currencies_without_rate.empty());
}

TEST(exposure, a_currency_without_a_rate_is_left_out_and_named_once) {
    const exposure found = of_lines({line(exposure_source::open_order, amount("1.00", "USD")),
                                     line(exposure_source::open_order, amount("2.00", "USD")),
                                     line(exposure_source::open_order, amount("3", "JPY")),
                                     line(exposure_source::open_order, eur("5.00"))},
                                    {rate("EUR", "1")});
    EXPECT_EQ(found.total, eur("5.00"));
    EXPECT_EQ(bucket_told(found, bucket::open_order), "5.00 EUR (1)");
    ASSERT_EQ(found.currencies_without_rate.size(), 2U);
    EXPECT_EQ(found.currencies_without_rate[0].code(), "USD");
    EXPECT_EQ(found.currencies_without_rate[1].code(), "JPY");
}

// Otherwise a rate that nobody maintained would hide that a customer does not pay.
TEST(exposure, an_invoice_without_a_rate_is_late_all_the_same) {
    const exposure found = of_lines({invoice(amount("100.00", "USD"), "2026-09-01")});
    EXPECT_EQ(found.total, eur("0.00"));
    EXPECT_EQ(found.overdue.amount, eur("0.00"));
    EXPECT_EQ(found.overdue.items, 1);
    EXPECT_EQ(found.overdue.days, 84);
    EXPECT_EQ(found.overdue.oldest_due_date, day("2026-09-01"));
}

TEST(exposure, beyond_64_bits_is_an_overflow_that_is_told) {
    const money top{std::numeric_limits<std::int64_t>::max(), unit("EUR")};
    const std::vector<exposure_line> full = {line(exposure_source::open_order, top)};
    EXPECT_EQ(of_lines(full).total, top);
    std::vector<exposure_line> over = full;
    over.push_back(line(exposure_source::open_order, eur("0.01")));
    EXPECT_EQ(given::failure_code([&] { of_lines(over); }), "amount_overflow");
    // Two buckets that each fit, and a total that does not.
    std::vector<exposure_line> two = full;
    two.push_back(line(exposure_source::reservation, eur("0.01")));
    EXPECT_EQ(given::failure_code([&] { of_lines(two); }), "amount_overflow");
}

TEST(exposure, foreign_currencies_are_listed_once_each) {
    const std::vector<currency> found =
        foreign_currencies({line(exposure_source::open_order, amount("1.00", "USD")),
                            line(exposure_source::open_order, eur("1.00")),
                            line(exposure_source::payment, amount("-1.00", "USD")),
                            line(exposure_source::open_order, amount("1", "JPY"))},
                           unit("EUR"));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], unit("USD"));
    EXPECT_EQ(found[1], unit("JPY"));
}

}  // namespace
}  // namespace creditgate
