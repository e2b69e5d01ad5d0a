// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/exposure/bucket.hpp"
#include "core/policy/scope.hpp"

namespace creditgate {

enum class checkpoint { quote, confirm, pick, ship, invoice, payment };
inline constexpr std::size_t checkpoint_count = 6;

// Every rule there is, in order of precedence: reasons are listed in this order.
enum class rule {
    forced_hold,  // by a person; holds at every checkpoint but quote where the policy has no line
    account_blocked,
    rate_missing,      // data quality: a document or an open item has a currency without a rate
    rate_stale,        // data quality: its rate is old
    due_date_missing,  // data quality: nobody knows whether such an invoice is overdue
    unallocated_cash,  // data quality: payments and credit notes that no invoice has
    limit_expired,     // or not valid yet: on this day it does not count
    no_limit_set,
    group_limit,  // before the own one: what the group has used up, no own limit gives back
    limit,
    bucket_limit,
    days_overdue,
    overdue_amount,
    document_value,
    review_due,       // of the limit
    bill_to_differs,  // from the party that orders
};
inline constexpr std::size_t rule_count = 16;

// What a rule does when it finds something; also, as the strongest of its reasons, what the whole
// decision comes to. The order is the order of strength.
enum class outcome { approve, warn, hold, reject };

// A line of the policy: one rule as a firm has set it, for those whom it is for. Outcome `approve`
// at a checkpoint means switched off there.
struct rule_setting {
    rule kind;
    std::array<outcome, checkpoint_count> at_checkpoint{};
    basis_points threshold_share{};            // limit, group_limit: share that may be used
    std::optional<basis_points> limit_used{};  // overdue_amount: minds only where more is used
    day_count most_days{};  // days_overdue, rate_stale, review_due: more is too many
    // overdue_amount, document_value, unallocated_cash: more is too much
    std::optional<money> threshold_money{};
    scope whom{};

    [[nodiscard]] outcome at(checkpoint where) const noexcept {
        return at_checkpoint[static_cast<std::size_t>(where)];
    }
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
    std::vector<rule_setting> rules;  // one at most of each rule for the same scope
    bucket_terms buckets{};
    // A hold that nobody has looked after for so long is told to the managers; absent: none is.
    std::optional<int> escalate_after_hours{};
    std::vector<release_authority> authorities{};  // of releases; several lines of a role add up
};

// The first line of the rule; nothing when the policy has none. Of lines_for() it is the only one.
inline const rule_setting* find_rule(const policy& rules, rule kind) {
    for (const rule_setting& each : rules.rules) {
        if (each.kind == kind) return &each;
    }
    return nullptr;
}

}  // namespace creditgate
