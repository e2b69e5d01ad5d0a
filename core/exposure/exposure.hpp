// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/money/fx.hpp"
#include "core/money/money.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// Where a customer's exposure sits; the order is the order of every list. FIELD.md's names.
enum class bucket {
    open_order,
    delivered_not_invoiced,
    draft_invoice,
    open_item_not_due,
    open_item_overdue,
    unallocated,  // payments and credit notes that are not set against an invoice: negative
    in_clearing,
    reservation,  // approved, and not yet shown by the ERP's tables
};
inline constexpr std::size_t bucket_count = 8;

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

// A sum over documents of one source, currency and due date.
struct exposure_line {
    exposure_source source;
    money amount;
    std::optional<date> due_date;  // of invoices only; absent is a data-quality finding
    std::int64_t documents = 0;
};

struct bucket_total {
    money amount;
    std::int64_t documents = 0;
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
    money total;
    overdue_summary overdue;
    std::vector<aging_band> aging;
    // Findings: the figure is incomplete, and by what.
    std::vector<currency> currencies_without_rate;
    std::int64_t invoices_without_due_date = 0;
};

// Sums `lines` in `unit` as of a day. An item due on the day itself is not overdue. Lines in a
// currency without a rate are left out of every amount and named in the findings, but an overdue
// one still counts in items and days; an invoice without a due date counts as not due and is a
// finding. Throws `failure` amount_overflow.
exposure sum_exposure(const std::vector<exposure_line>& lines, currency unit,
                      const std::vector<fx_rate>& rates, date as_of);

// The days at which an invoice's due date changes what sum_exposure makes of it: due before the
// first it is overdue, before each of the others it is in the next band of the aging. Lines whose
// due dates lie between the same two may be added up into one with the oldest of them, and the
// result is the same.
std::vector<date> due_date_cuts(date as_of);

// Adds a currency without a rate to the findings, once.
void note_missing_rate(exposure& result, currency unit);

// Every currency of `lines` other than `unit`, each once.
std::vector<currency> foreign_currencies(const std::vector<exposure_line>& lines, currency unit);

}  // namespace creditgate
