// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "core/policy/policy.hpp"

namespace creditgate {

// The checkpoints at which a rule can have this outcome or a graver one: from `hold` on a document
// can be stopped there. A quotation never is, and is always asked about.
inline std::vector<checkpoint> places_that_can(const policy& rules, outcome least) {
    std::vector<checkpoint> places;
    for (std::size_t i = 0; i < checkpoint_count; ++i) {
        const auto place = static_cast<checkpoint>(i);
        if (place == checkpoint::quote) continue;
        const auto can = [&](const rule_setting& each) { return each.at(place) >= least; };
        if (std::any_of(rules.rules.begin(), rules.rules.end(), can)) places.push_back(place);
    }
    return places;
}

}  // namespace creditgate
