// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "core/money/money.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// Where a customer's exposure sits; the order is the order of every list. FIELD.md's names.
enum class bucket {
    open_order,                 // to be shipped within the horizon, or no day is known
    open_order_beyond_horizon,  // to be shipped later
    delivered_not_invoiced,
    draft_invoice,
    open_item_not_due,
    open_item_overdue,
    unallocated,  // payments and credit notes that are not set against an invoice: negative
    in_clearing,  // bills and cheques that were taken for an invoice and may still bounce
    reservation,  // approved, and not yet shown by the ERP's tables
};
inline constexpr std::size_t bucket_count = 9;

struct bucket_setting {
    bool included = true;          // counts in the exposure
    std::optional<money> limit{};  // of its own, whether it counts or not
};

// What a firm's policy says of the buckets.
struct bucket_terms {
    std::optional<day_count> horizon{};  // none: every open order is within it
    std::array<bucket_setting, bucket_count> settings{};

    [[nodiscard]] const bucket_setting& of(bucket which) const noexcept {
        return settings[static_cast<std::size_t>(which)];
    }
};

// The last day within the horizon; nothing where there is none. Always followed by another day that
// can be written (parse_date).
inline std::optional<date> horizon_of(const bucket_terms& terms, date as_of) {
    if (!terms.horizon) return std::nullopt;
    constexpr date last = std::chrono::year{9999} / 12 / 30;
    return std::min(as_of + std::chrono::days{terms.horizon->days}, last);
}

// Where an order that is to be shipped on a day belongs.
inline bucket order_bucket(std::optional<date> ship_date, std::optional<date> horizon) {
    const bool beyond = horizon && ship_date && *ship_date > *horizon;
    return beyond ? bucket::open_order_beyond_horizon : bucket::open_order;
}

}  // namespace creditgate
