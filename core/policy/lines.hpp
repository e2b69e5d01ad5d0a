// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>

#include "core/policy/policy.hpp"

namespace creditgate {

// The policy as it is for one customer: of each rule what the most specific scope says, in the
// policy's order. A line that switches the rule off counts like any other.
inline policy lines_for(const policy& whole, const policy_subject& who) {
    std::array<scope_kind, rule_count> closest{};
    for (const rule_setting& line : whole.rules) {
        scope_kind& known = closest[static_cast<std::size_t>(line.kind)];
        if (covers(line.whom, who)) known = std::max(known, line.whom.kind);
    }
    policy own{whole.version, whole.name, {}, whole.buckets};
    for (const rule_setting& line : whole.rules) {
        const bool wins = line.whom.kind == closest[static_cast<std::size_t>(line.kind)];
        if (wins && covers(line.whom, who)) own.rules.push_back(line);
    }
    return own;
}

}  // namespace creditgate
