// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/exposure/bucket.hpp"
#include "core/party/dunning_level.hpp"
#include "core/policy/checkpoint.hpp"
#include "core/policy/custom.hpp"
#include "core/policy/exclusion.hpp"
#include "core/policy/pilot.hpp"
#include "core/policy/scope.hpp"

namespace creditgate {

// Every rule there is, in order of precedence: reasons are listed in this order.
enum class rule {
    forced_hold,  // by a person; holds at every checkpoint but quote where the policy has no line
    account_blocked,
    rate_missing,        // data quality: a document or an open item has a currency without a rate
    rate_stale,          // data quality: its rate is old
    due_date_missing,    // data quality: nobody knows whether such an invoice is overdue
    unallocated_cash,    // data quality: payments and credit notes that no invoice has
    duplicate_customer,  // data quality: another customer may be the same one
    limit_expired,       // or not valid yet: on this day it does not count
    no_limit_set,
    group_limit,        // before the own one: what the group has used up, no own limit gives back
    salesperson_limit,  // the same, of those whom a salesperson looks after
    department_limit,   // and of those of a department
    limit,
    insured_limit,  // exposure above what credit insurances come to
    bucket_limit,
    days_overdue,
    overdue_amount,
    oldest_open_item,  // by its own date, however late it is due
    payment_index,     // by how many days late he has paid, weighted by amount
    dunning_level,     // the highest of what is open
    document_value,
    review_due,  // of the limit
    risk_class_in,
    rating,  // a grade that is worse than the policy allows
    new_customer,
    payment_terms_better,  // than those agreed with the customer
    payment_method,
    bill_to_differs,  // from the party that orders
    custom,           // worded by the firm: several lines may stand side by side, each with a name
};
inline constexpr std::size_t rule_count = 29;

// What a rule does when it finds something; also, as the strongest of its reasons, what the whole
// decision comes to. The order is the order of strength.
enum class outcome { approve, warn, hold, reject };

// A line of the policy: one rule as a firm has set it, for those whom it is for. Outcome `approve`
// at a checkpoint means switched off there.
struct rule_setting {
    rule kind;
    std::array<outcome, checkpoint_count> at_checkpoint{};
    // limit, insured_limit and those of groups: share that may be used
    basis_points threshold_share{};
    std::optional<basis_points> limit_used{};  // overdue_amount: minds only where more is used
    // days_overdue, rate_stale, review_due, oldest_open_item, payment_index, payment_terms_better:
    // more is too many
    day_count most_days{};
    day_count last_days{};       // payment_index: of what was settled in so many days
    day_count least_days{};      // new_customer: less is too few
    dunning_level most_level{};  // dunning_level: a higher one is too high
    // overdue_amount, document_value, unallocated_cash: more is too much
    std::optional<money> threshold_money{};
    // risk_class_in, payment_method: what it minds; rating: what is good enough
    std::vector<std::string> names{};
    bool all_but_names = false;  // it minds all others; rating: always
    bool none_too = false;       // rating: it minds who has no grade
    custom_terms custom{};
    scope whom{};

    [[nodiscard]] outcome at(checkpoint where) const noexcept {
        return at_checkpoint[static_cast<std::size_t>(where)];
    }
};

// What the system does with holds that pass when credit was freed, and not all of them together.
enum class freed_credit {
    release,  // what was promised for the earliest day first, as far as they pass
    propose,  // none: a person chooses (op propose_releases)
};

// How far the releases of a role go; what is absent does not bound it. A role without a line is not
// bound at all.
struct release_authority {
    role whose;
    std::optional<money> amount{};       // of the document
    std::optional<money> excess{};       // over the credit limit
    std::optional<day_count> overdue{};  // of the oldest unpaid invoice
};

struct policy {
    std::int64_t version = 0;  // 0 before it is stored
    std::string name;
    std::vector<rule_setting> rules;  // one at most of each rule (is_same_rule) for a scope
    bucket_terms buckets{};
    std::vector<exclusion_setting> exclusions{};  // one at most of each kind for the same scope
    // A hold that nobody has looked after for so long is told to the managers; absent: none is.
    std::optional<int> escalate_after_hours{};
    std::vector<release_authority> authorities{};  // of releases; several lines of a role add up
    std::vector<std::string> rating_grades{};      // the best first
    std::optional<pilot> tried{};                  // for whom it stops nothing yet
    freed_credit when_credit_is_freed = freed_credit::release;
};

// Custom rules are told apart by their names.
inline bool is_same_rule(const rule_setting& a, const rule_setting& b) {
    return a.kind == b.kind && a.custom.name == b.custom.name;
}

// The first line of the rule; nothing when the policy has none. Of lines_for() it is the only one.
inline const rule_setting* find_rule(const policy& rules, rule kind) {
    for (const rule_setting& each : rules.rules) {
        if (each.kind == kind) return &each;
    }
    return nullptr;
}

}  // namespace creditgate
