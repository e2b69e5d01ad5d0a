// SPDX-License-Identifier: Apache-2.0
//
// The words of custom rules; policies and records have them.
#pragma once

#include "core/archive/words.hpp"
#include "core/policy/custom.hpp"

namespace creditgate {

template <>
struct words<custom_fact> {
    static constexpr std::array<std::string_view, custom_fact_count> list = {
        "document.amount",
        "document.kind",
        "document.payment_method",
        "document.payment_term_days",
        "document.ship_date",
        "account.limit",
        "account.available",
        "account.risk_class",
        "account.rating_grade",
        "exposure.total",
        "exposure.open_order",
        "exposure.open_order_beyond_horizon",
        "exposure.delivered_not_invoiced",
        "exposure.draft_invoice",
        "exposure.open_item_not_due",
        "exposure.open_item_overdue",
        "exposure.unallocated",
        "exposure.in_clearing",
        "exposure.reservation",
        "exposure.overdue.amount",
        "exposure.overdue.days",
        "exposure.overdue.items",
        "utilisation",
        "limit_used",
        "dunning_level",
        "ordering_party_differs",
        "salesperson",
        "customer.known_days",
        "business_date"};
};
template <>
struct words<fact_unit> {
    static constexpr std::array<std::string_view, fact_unit_count> list = {
        "amount", "days", "items", "level", "percent", "date", "word", "flag"};
};
template <>
struct words<comparison> {
    static constexpr std::array<std::string_view, comparison_count> list = {
        "more_than", "at_least", "less_than", "at_most", "is", "is_not", "is_one_of"};
};

}  // namespace creditgate
