// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/exposure/bucket.hpp"
#include "core/money/fx.hpp"

namespace creditgate {

// What the ERP's tables (and our reservations) say, before a date decides what is overdue.
enum class exposure_source {
    open_order,
    delivered_not_invoiced,
    draft_invoice,
    invoice,
    credit_note,
    payment,
    in_clearing,
    reservation,
};

// A sum over documents of one source, currency and day.
struct exposure_line {
    exposure_source source;
    money amount;
    // When an invoice is to be paid, or an order to be shipped; of an invoice, absent is a
    // data-quality finding.
    std::optional<date> day;
    std::int64_t documents = 0;
};

struct bucket_total {
    money amount;
    std::int64_t documents = 0;
    bool included = true;
    std::optional<money> limit{};  // absent, too, where its currency has no rate
};

struct overdue_summary {
    money amount;
    std::int64_t items = 0;
    std::optional<date> oldest_due_date;
    int days = 0;  // as_of - oldest due date; 0 when nothing is overdue
};

// How long open items have been due. from_day is 1 for "1-30"; the first band is not due.
struct aging_band {
    std::optional<int> from_day;
    std::optional<int> to_day;
    money amount;
};

struct exposure {
    date as_of;
    std::array<bucket_total, bucket_count> buckets;
    money total;  // of the buckets that are included
    overdue_summary overdue;
    std::vector<aging_band> aging;
    // Findings: the figure is incomplete, and by what.
    std::vector<currency> currencies_without_rate;
    std::int64_t invoices_without_due_date = 0;
    // With which amounts in other currencies were converted, each once.
    std::vector<fx_rate> rates;

    [[nodiscard]] const bucket_total& in(bucket which) const noexcept {
        return buckets[static_cast<std::size_t>(which)];
    }
};

// Where a line sits as of a day; `horizon` is the last day within it.
bucket bucket_of(const exposure_line& line, date as_of, std::optional<date> horizon);

// Sums `lines` in `unit` as of a day. An item due on the day itself is not overdue. Lines in a
// currency without a rate are left out of every amount and named in the findings, but an overdue
// one still counts in items and days; an invoice without a due date counts as not due and is a
// finding. What is overdue, and its aging, does not depend on which buckets are included. Throws
// `failure` amount_overflow.
exposure sum_exposure(const std::vector<exposure_line>& lines, currency unit,
                      const std::vector<fx_rate>& rates, date as_of,
                      const bucket_terms& terms = {});

// The days at which an invoice's due date changes what sum_exposure makes of it: due before the
// first it is overdue, before each of the others it is in the next band of the aging. Lines whose
// due dates lie between the same two may be added up into one with the oldest of them, and the
// result is the same.
std::vector<date> due_date_cuts(date as_of);

// An amount in the currency of the exposure. The rates that it takes are noted, or that there is
// none.
std::optional<money> convert_noted(exposure& result, const money& amount,
                                   const std::vector<fx_rate>& rates);

// Notes, too, the rates that another exposure takes, and those that it misses.
void note_all(exposure& result, const exposure& other);

// The rates with which it was converted and that are older than so many days, the oldest first. A
// rate of 1 is that of the base currency and does not age.
std::vector<fx_rate> stale_rates(const exposure& found, day_count most);

// Every currency of `lines` other than `unit`, each once.
std::vector<currency> foreign_currencies(const std::vector<exposure_line>& lines, currency unit);

}  // namespace creditgate
