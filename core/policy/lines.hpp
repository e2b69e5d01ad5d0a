// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "core/policy/policy.hpp"

namespace creditgate {

// Whether a line of the same custom rule is for this payer, too, and more specific.
inline bool is_outdone(const rule_setting& line, const std::vector<rule_setting>& all,
                       const policy_subject& who) {
    return std::any_of(all.begin(), all.end(), [&](const rule_setting& each) {
        return is_same_rule(each, line) && each.whom.kind > line.whom.kind &&
               covers(each.whom, who);
    });
}

// Of the lines of each kind those of the most specific scope that is for this payer, in the order
// of the policy.
template <std::size_t kinds, class Line>
std::vector<Line> closest_lines(const std::vector<Line>& all, const policy_subject& who) {
    std::array<scope_kind, kinds> closest{};
    for (const Line& line : all) {
        scope_kind& known = closest[static_cast<std::size_t>(line.kind)];
        if (covers(line.whom, who)) known = std::max(known, line.whom.kind);
    }
    std::vector<Line> own;
    for (const Line& line : all) {
        bool wins = line.whom.kind == closest[static_cast<std::size_t>(line.kind)];
        if constexpr (std::is_same_v<Line, rule_setting>) {
            if (line.kind == rule::custom) wins = !is_outdone(line, all, who);
        }
        if (wins && covers(line.whom, who)) own.push_back(line);
    }
    return own;
}

// Whether it is the same for every customer: then lines_for() would only copy it.
inline bool is_for_everybody(const policy& whole) {
    const auto for_all = [](const auto& line) { return line.whom.kind == scope_kind::all; };
    return std::all_of(whole.rules.begin(), whole.rules.end(), for_all) &&
           std::all_of(whole.exclusions.begin(), whole.exclusions.end(), for_all);
}

// The policy as it is for one customer: of each rule and of each exclusion what the most specific
// scope says. A line that switches one off counts like any other.
inline policy lines_for(const policy& whole, const policy_subject& who) {
    return {whole.version, whole.name, closest_lines<rule_count>(whole.rules, who), whole.buckets,
            closest_lines<exclusion_count>(whole.exclusions, who)};
}

}  // namespace creditgate
