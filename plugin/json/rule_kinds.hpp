// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/policy/policy.hpp"

namespace creditgate {

// What a line of the policy says of a rule besides where it holds.
struct rule_term {
    enum class unit { none, percent, days, level, amount, name, names, flag, conditions };
    std::string_view name{};
    unit in = unit::none;
    // Where the line does not say; an amount, names and conditions have to be said.
    std::int64_t otherwise = 0;
};

// A rule as a person chooses it. Its sentence is the message rule.<name>.
struct rule_kind {
    rule kind;
    std::array<rule_term, 2> terms{};
    std::array<std::string_view, 4> facts{};  // what it looks at; "" beyond the last
};

inline constexpr std::int64_t most_percent = 10'000;
inline constexpr std::int64_t most_days = 36'500;
inline constexpr std::int64_t highest_level = 99;

inline constexpr std::string_view last_days_term = "last_days";

// Every rule, in the order of `rule`.
inline constexpr std::array<rule_kind, rule_count> rule_kinds = {{
    {rule::forced_hold, {}, {"forced"}},
    {rule::account_blocked, {}, {"account.blocked"}},
    {rule::rate_missing, {}, {"rates", "lines", "document.amount"}},
    {rule::rate_stale, {{{"max_age_days", rule_term::unit::days, 7}}}, {"rates"}},
    {rule::due_date_missing, {}, {"lines"}},
    {rule::unallocated_cash, {{{"threshold", rule_term::unit::amount}}}, {"lines", "rates"}},
    {rule::duplicate_customer, {}, {"payer.like"}},
    {rule::limit_expired, {}, {"account.terms", "business_date"}},
    {rule::no_limit_set, {}, {"account.limit"}},
    {rule::group_limit,
     {{{"threshold_percent", rule_term::unit::percent, 100}}},
     {"groups.limit", "groups.lines", "document.amount", "rates"}},
    {rule::salesperson_limit,
     {{{"threshold_percent", rule_term::unit::percent, 100}}},
     {"groups.limit", "groups.lines", "document.amount", "rates"}},
    {rule::department_limit,
     {{{"threshold_percent", rule_term::unit::percent, 100}}},
     {"groups.limit", "groups.lines", "document.amount", "rates"}},
    {rule::limit,
     {{{"threshold_percent", rule_term::unit::percent, 100}}},
     {"account.limit", "lines", "document.amount", "rates"}},
    {rule::insured_limit,
     {{{"threshold_percent", rule_term::unit::percent, 100}}},
     {"account.guarantees", "lines", "document.amount", "rates"}},
    {rule::bucket_limit, {}, {"policy.buckets", "lines", "document.amount", "rates"}},
    {rule::days_overdue, {{{"grace_days", rule_term::unit::days, 0}}}, {"lines"}},
    {rule::overdue_amount,
     {{{"threshold", rule_term::unit::amount},
       {"limit_used_percent", rule_term::unit::percent, 0}}},
     {"lines", "account.limit", "document.amount", "rates"}},
    {rule::oldest_open_item,
     {{{"max_age_days", rule_term::unit::days, 90}}},
     {"payer.oldest_item", "business_date"}},
    {rule::payment_index,
     {{{"most_days_late", rule_term::unit::days, 15},
       {last_days_term, rule_term::unit::days, 365}}},
     {"payer.settled", "rates"}},
    {rule::dunning_level, {{{"most_level", rule_term::unit::level, 1}}}, {"dunning_level"}},
    {rule::document_value,
     {{{"threshold", rule_term::unit::amount}}},
     {"document.amount", "rates"}},
    {rule::review_due,
     {{{"grace_days", rule_term::unit::days, 0}}},
     {"account.terms", "business_date"}},
    {rule::risk_class_in, {{{"classes", rule_term::unit::names}}}, {"account.risk_class"}},
    {rule::rating,
     {{{"worst", rule_term::unit::name}, {"without", rule_term::unit::flag, 0}}},
     {"account.rating_grade", "policy.rating_grades"}},
    {rule::new_customer,
     {{{"known_days", rule_term::unit::days, 90}}},
     {"payer.known_since", "business_date"}},
    {rule::payment_terms_better,
     {{{"grace_days", rule_term::unit::days, 0}}},
     {"document.payment_term_days", "agreed_term_days"}},
    {rule::payment_method,
     {{{"methods", rule_term::unit::names}, {"allowed", rule_term::unit::flag, 0}}},
     {"document.payment_method"}},
    {rule::bill_to_differs, {}, {"ordering_party", "customer"}},
    // It looks at what its conditions name: policy_rules lists them.
    {rule::custom, {{{"name", rule_term::unit::name}, {"when", rule_term::unit::conditions}}}, {}},
}};

inline constexpr const rule_kind& kind_of(rule wanted) {
    return rule_kinds[static_cast<std::size_t>(wanted)];
}

}  // namespace creditgate
