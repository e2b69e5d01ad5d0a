// SPDX-License-Identifier: Apache-2.0
//
// At which checkpoints a policy can hold, and at which it can warn.
#include "core/policy/holding.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using enum checkpoint;

rule_setting line(rule kind, const std::map<checkpoint, outcome>& at) {
    rule_setting made{.kind = kind};
    for (const auto& [place, effect] : at) {
        made.at_checkpoint[static_cast<std::size_t>(place)] = effect;
    }
    return made;
}

std::string told(const std::vector<checkpoint>& places) {
    std::string all;
    for (const checkpoint each : places) {
        all.append(all.empty() ? "" : " ").append(word(each));
    }
    return all;
}

TEST(holding, a_place_counts_from_the_least_outcome_on_and_a_quotation_never) {
    struct row {
        std::map<checkpoint, outcome> limit;
        std::map<checkpoint, outcome> blocked;
        const char* can_hold;
        const char* can_warn;
    };
    const row rows[] = {
        {{}, {}, "", ""},
        {{{quote, outcome::hold}}, {}, "", ""},
        {{{confirm, outcome::approve}}, {}, "", ""},
        {{{confirm, outcome::warn}}, {}, "", "confirm"},
        {{{confirm, outcome::hold}}, {}, "confirm", "confirm"},
        {{{confirm, outcome::reject}}, {}, "confirm", "confirm"},
        {{{ship, outcome::warn}}, {{confirm, outcome::reject}}, "confirm", "confirm ship"},
        {{{ship, outcome::warn}}, {{ship, outcome::hold}}, "ship", "ship"},
    };
    for (const row& each : rows) {
        policy rules;
        rules.rules = {line(rule::limit, each.limit), line(rule::account_blocked, each.blocked)};
        EXPECT_EQ(each.can_hold, told(places_that_can(rules, outcome::hold)));
        EXPECT_EQ(each.can_warn, told(places_that_can(rules, outcome::warn)));
    }
}

}  // namespace
}  // namespace creditgate
