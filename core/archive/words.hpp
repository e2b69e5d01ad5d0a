// SPDX-License-Identifier: Apache-2.0
//
// The one word that stands for each value in JSON, in SQL and in messages.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/archive/ports.hpp"
#include "core/backtest/tally.hpp"
#include "core/decision/looks.hpp"
#include "core/overrides/outcome.hpp"

namespace creditgate {

template <class Enum>
struct words;

template <>
struct words<role> {
    static constexpr std::array<std::string_view, 4> list = {"clerk", "controller", "manager",
                                                             "system"};
};
template <>
struct words<document_kind> {
    static constexpr std::array<std::string_view, 3> list = {"order", "shipment", "invoice"};
};
template <>
struct words<limit_state> {
    static constexpr std::array<std::string_view, 3> list = {"none", "amount", "unlimited"};
};
template <>
struct words<limit_request_state> {
    static constexpr std::array<std::string_view, 4> list = {"open", "approved", "rejected",
                                                             "withdrawn"};
};
template <>
struct words<guarantee_kind> {
    static constexpr std::array<std::string_view, 3> list = {"guarantee", "collateral",
                                                             "insurance"};
};
template <>
struct words<group_kind> {
    static constexpr std::array<std::string_view, group_kind_count> list = {"group", "salesperson",
                                                                            "department"};
};
template <>
struct words<pilot_fate> {
    static constexpr std::array<std::string_view, pilot_fate_count> list = {
        "in_time", "open", "late", "unpaid", "not_invoiced", "gone"};
};
template <>
struct words<identity_kind> {
    static constexpr std::array<std::string_view, 2> list = {"name", "identifier"};
};
template <>
struct words<guard_mode> {
    static constexpr std::array<std::string_view, 2> list = {"record", "enforce"};
};
template <>
struct words<policy_state> {
    static constexpr std::array<std::string_view, 3> list = {"draft", "approved", "discarded"};
};
template <>
struct words<record_kind> {
    static constexpr std::array<std::string_view, 3> list = {"decision", "event", "policy"};
};
template <>
struct words<break_kind> {
    static constexpr std::array<std::string_view, 7> list = {
        "changed",        "missing",    "link_missing", "not_sealed",
        "anchor_differs", "named_only", "state_differs"};
};
template <>
struct words<payment_course> {
    static constexpr std::array<std::string_view, 4> list = {"in_time", "open", "late", "unpaid"};
};
template <>
struct words<override_kind> {
    static constexpr std::array<std::string_view, override_kind_count> list = {
        "release", "warning", "limit_raise", "temporary_limit", "group_limit_raise"};
};
template <>
struct words<override_key> {
    static constexpr std::array<std::string_view, 3> list = {"approver", "reason", "rule"};
};
template <>
struct words<scope_kind> {
    static constexpr std::array<std::string_view, scope_kind_count> list = {
        "all", "company", "risk_class", "group", "customer"};
};
template <>
struct words<freshness> {
    static constexpr std::array<std::string_view, 3> list = {"done", "behind", "unread"};
};
template <>
struct words<bucket> {
    static constexpr std::array<std::string_view, bucket_count> list = {"open_order",
                                                                        "open_order_beyond_horizon",
                                                                        "delivered_not_invoiced",
                                                                        "draft_invoice",
                                                                        "open_item_not_due",
                                                                        "open_item_overdue",
                                                                        "unallocated",
                                                                        "in_clearing",
                                                                        "reservation"};
};
template <>
struct words<exposure_source> {
    static constexpr std::array<std::string_view, 8> list = {
        "open_order",    "delivered_not_invoiced",
        "draft_invoice", "invoice",
        "credit_note",   "payment",
        "in_clearing",   "reservation"};
};
template <>
struct words<checkpoint> {
    static constexpr std::array<std::string_view, checkpoint_count> list = {
        "quote", "confirm", "process", "pick", "ship", "invoice", "payment"};
};
template <>
struct words<rule> {
    static constexpr std::array<std::string_view, rule_count> list = {"forced_hold",
                                                                      "account_blocked",
                                                                      "rate_missing",
                                                                      "rate_stale",
                                                                      "due_date_missing",
                                                                      "unallocated_cash",
                                                                      "duplicate_customer",
                                                                      "limit_expired",
                                                                      "no_limit_set",
                                                                      "group_limit",
                                                                      "salesperson_limit",
                                                                      "department_limit",
                                                                      "limit",
                                                                      "insured_limit",
                                                                      "bucket_limit",
                                                                      "days_overdue",
                                                                      "overdue_amount",
                                                                      "oldest_open_item",
                                                                      "payment_index",
                                                                      "dunning_level",
                                                                      "document_value",
                                                                      "review_due",
                                                                      "risk_class_in",
                                                                      "rating",
                                                                      "new_customer",
                                                                      "payment_terms_better",
                                                                      "payment_method",
                                                                      "bill_to_differs",
                                                                      "custom"};
};
template <>
struct words<exclusion> {
    static constexpr std::array<std::string_view, exclusion_count> list = {
        "cash_sale", "prepaid", "intercompany", "return", "under_amount", "shipped_goods"};
};
template <>
struct words<outcome> {
    static constexpr std::array<std::string_view, 4> list = {"approve", "warn", "hold", "reject"};
};
template <>
struct words<direction> {
    static constexpr std::array<std::string_view, 2> list = {"sale", "return"};
};
template <>
struct words<hold_state> {
    static constexpr std::array<std::string_view, 5> list = {"open", "released", "rejected",
                                                             "withdrawn", "lapsed"};
};
template <>
struct words<hold_order> {
    static constexpr std::array<std::string_view, 6> list = {
        "oldest", "newest", "largest", "most_excess", "most_overdue", "most_margin"};
};
template <>
struct words<look_result> {
    static constexpr std::array<std::string_view, 5> list = {
        "found", "content", "nothing_to_compare", "left_out", "switched_off"};
};
template <>
struct words<notice_state> {
    static constexpr std::array<std::string_view, 3> list = {"waiting", "done", "failed"};
};
template <>
struct words<notice_kind> {
    static constexpr std::array<std::string_view, 7> list = {
        "held", "requested", "released", "rejected", "question", "answer", "escalated"};
};
template <>
struct words<freed_credit> {
    static constexpr std::array<std::string_view, 2> list = {"release", "propose"};
};
template <>
struct words<hold_entry_kind> {
    static constexpr std::array<std::string_view, 4> list = {"note", "question", "answer",
                                                             "assigned"};
};

template <class Enum>
constexpr std::string_view word(Enum value) {
    return words<Enum>::list.at(static_cast<std::size_t>(value));
}

// Nothing when no value has this word.
template <class Enum>
constexpr std::optional<Enum> from_word(std::string_view text) {
    for (std::size_t i = 0; i < words<Enum>::list.size(); ++i) {
        if (words<Enum>::list[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace creditgate
