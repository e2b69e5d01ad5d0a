// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "core/limit/credit_group.hpp"
#include "core/policy/policy.hpp"

namespace creditgate {

// The rule that looks at the limit of each kind of group.
inline constexpr std::array<rule, group_kind_count> group_limit_rules = {
    rule::group_limit, rule::salesperson_limit, rule::department_limit};

constexpr rule limit_rule_of(group_kind kind) {
    return group_limit_rules[static_cast<std::size_t>(kind)];
}

constexpr bool is_group_limit(rule kind) {
    for (const rule each : group_limit_rules) {
        if (each == kind) return true;
    }
    return false;
}

}  // namespace creditgate
