// SPDX-License-Identifier: Apache-2.0
//
// What a policy says of the buckets: the horizon of orders, which buckets count, and their limits.
#include "core/exposure/bucket.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::day;
using given::eur;
using given::invoice;
using given::line;
using given::orders;
using given::orders_to_ship;
using given::rate;
using given::told;
using given::unit;

exposure as_of_today(const std::vector<exposure_line>& lines, const bucket_terms& terms,
                     const std::vector<fx_rate>& rates = {}) {
    return sum_exposure(lines, unit("EUR"), rates, day("2026-11-24"), terms);
}

bucket_terms horizon(int days) {
    bucket_terms terms;
    terms.horizon = day_count{days};
    return terms;
}

bucket_setting& of(bucket_terms& terms, bucket which) {
    return terms.settings[static_cast<std::size_t>(which)];
}

struct horizon_row {
    const char* ship_date;
    int days;
    bool beyond;
};

TEST(horizon, ends_with_its_last_day) {
    const horizon_row rows[] = {
        {"2026-11-23", 0, false},  {"2026-11-24", 0, false},  {"2026-11-25", 0, true},
        {"2026-12-23", 30, false}, {"2026-12-24", 30, false}, {"2026-12-25", 30, true},
        {"2016-01-01", 30, false}, {"2036-01-01", 30, true},
    };
    for (const horizon_row& row : rows) {
        SCOPED_TRACE(std::string(row.ship_date) + " of " + std::to_string(row.days) + " days");
        const exposure found =
            as_of_today({orders_to_ship(eur("10.00"), row.ship_date)}, horizon(row.days));
        EXPECT_EQ(told(found.in(bucket::open_order)),
                  row.beyond ? "0.00 EUR (0)" : "10.00 EUR (1)");
        EXPECT_EQ(told(found.in(bucket::open_order_beyond_horizon)),
                  row.beyond ? "10.00 EUR (1)" : "0.00 EUR (0)");
        EXPECT_EQ(found.total, eur("10.00")) << "what is beyond counts until a policy says no";
    }
}

TEST(horizon, of_an_order_without_a_ship_date_is_never_passed) {
    EXPECT_EQ(told(as_of_today({orders(eur("10.00"))}, horizon(0)).in(bucket::open_order)),
              "10.00 EUR (1)");
}

TEST(horizon, is_none_unless_a_policy_has_one) {
    const exposure found = as_of_today({orders_to_ship(eur("10.00"), "2036-01-01")}, {});
    EXPECT_EQ(told(found.in(bucket::open_order)), "10.00 EUR (1)");
    EXPECT_FALSE(horizon_of({}, day("2026-11-24")));
}

TEST(horizon, leaves_a_day_after_it_that_can_be_written) {
    EXPECT_EQ(format_date(*horizon_of(horizon(0), day("9999-12-29"))), "9999-12-29");
    EXPECT_EQ(format_date(*horizon_of(horizon(36'500), day("9999-12-29"))), "9999-12-30");
    EXPECT_EQ(format_date(*horizon_of(horizon(0), day("9999-12-31"))), "9999-12-30");
}

TEST(horizon, moves_with_the_business_date) {
    const std::vector<exposure_line> lines = {orders_to_ship(eur("10.00"), "2026-12-25")};
    for (const auto& [as_of, where] : {std::pair{"2026-11-24", bucket::open_order_beyond_horizon},
                                       std::pair{"2026-11-25", bucket::open_order},
                                       std::pair{"2027-01-01", bucket::open_order}}) {
        const exposure found = sum_exposure(lines, unit("EUR"), {}, day(as_of), horizon(30));
        EXPECT_EQ(told(found.in(where)), "10.00 EUR (1)") << as_of;
    }
}

TEST(horizon, is_of_open_orders_only) {
    exposure_line delivered = line(exposure_source::delivered_not_invoiced, eur("10.00"));
    delivered.day = day("2036-01-01");
    const exposure found =
        as_of_today({delivered, invoice(eur("20.00"), "2036-01-01")}, horizon(30));
    EXPECT_EQ(told(found.in(bucket::delivered_not_invoiced)), "10.00 EUR (1)");
    EXPECT_EQ(told(found.in(bucket::open_item_not_due)), "20.00 EUR (1)");
    EXPECT_EQ(told(found.in(bucket::open_order_beyond_horizon)), "0.00 EUR (0)");
}

const std::vector<exposure_line> one_of_each = {
    orders_to_ship(eur("1.00"), "2026-11-24"),
    orders_to_ship(eur("2.00"), "2027-11-24"),
    line(exposure_source::delivered_not_invoiced, eur("4.00")),
    line(exposure_source::draft_invoice, eur("8.00")),
    invoice(eur("16.00"), "2026-11-24"),
    invoice(eur("32.00"), "2026-11-23"),
    line(exposure_source::payment, eur("-64.00")),
    line(exposure_source::in_clearing, eur("128.00")),
    line(exposure_source::reservation, eur("256.00")),
};

struct include_row {
    bucket left_out;
    const char* total;
};

TEST(bucket_that_is_not_included, is_shown_and_does_not_count) {
    const include_row rows[] = {
        {bucket::open_order, "382.00"},
        {bucket::open_order_beyond_horizon, "381.00"},
        {bucket::delivered_not_invoiced, "379.00"},
        {bucket::draft_invoice, "375.00"},
        {bucket::open_item_not_due, "367.00"},
        {bucket::open_item_overdue, "351.00"},
        {bucket::unallocated, "447.00"},
        {bucket::in_clearing, "255.00"},
        {bucket::reservation, "127.00"},
    };
    const exposure whole = as_of_today(one_of_each, horizon(30));
    EXPECT_EQ(whole.total, eur("383.00"));
    for (const include_row& row : rows) {
        bucket_terms terms = horizon(30);
        of(terms, row.left_out).included = false;
        const exposure found = as_of_today(one_of_each, terms);
        EXPECT_EQ(format_amount(found.total), row.total);
        EXPECT_EQ(told(found.in(row.left_out)), told(whole.in(row.left_out)));
        EXPECT_FALSE(found.in(row.left_out).included);
        EXPECT_EQ(found.overdue.amount, eur("32.00")) << "what is late stays late";
    }
}

TEST(bucket_limits, are_told_in_the_accounts_currency) {
    bucket_terms terms;
    of(terms, bucket::open_order).limit = amount("116.84", "USD");
    of(terms, bucket::in_clearing).limit = amount("1.00", "GBP");
    const exposure found = as_of_today({}, terms, {rate("EUR", "1"), rate("USD", "1.1684")});
    EXPECT_EQ(found.in(bucket::open_order).limit, eur("100.00"));
    EXPECT_FALSE(found.in(bucket::in_clearing).limit) << "no rate";
    EXPECT_FALSE(found.in(bucket::draft_invoice).limit);
}

struct age_row {
    const char* valid_from;
    int most;
    bool stale;
};

TEST(stale_rates, are_those_older_than_so_many_days) {
    const age_row rows[] = {
        {"2026-11-24", 0, false}, {"2026-11-23", 0, true},  {"2026-11-22", 2, false},
        {"2026-11-21", 2, true},  {"2026-11-17", 7, false}, {"2026-11-16", 7, true},
    };
    for (const age_row& row : rows) {
        SCOPED_TRACE(row.valid_from);
        const exposure found =
            as_of_today({orders(amount("1.00", "USD"))}, {},
                        {rate("EUR", "1", "2001-01-01"), rate("USD", "2", row.valid_from)});
        EXPECT_EQ(stale_rates(found, {row.most}).size(), row.stale ? 1U : 0U);
    }
}

TEST(stale_rates, are_the_oldest_first_and_only_of_what_is_open) {
    const std::vector<fx_rate> rates = {
        rate("EUR", "1", "2001-01-01"), rate("USD", "2", "2026-10-02"),
        rate("JPY", "180", "2026-10-01"), rate("GBP", "0.8", "2026-09-01")};
    const exposure found = as_of_today(
        {orders(amount("1.00", "USD")), orders(amount("1", "JPY")), orders(eur("1.00"))}, {},
        rates);
    const std::vector<fx_rate> stale = stale_rates(found, {7});
    ASSERT_EQ(stale.size(), 2U);
    EXPECT_EQ(stale[0].unit, unit("JPY"));
    EXPECT_EQ(stale[1].unit, unit("USD"));
    EXPECT_EQ(found.rates.size(), 3U) << "each once, with that of the account's own currency";
}

}  // namespace
}  // namespace creditgate
