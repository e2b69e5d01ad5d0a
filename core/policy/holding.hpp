// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "core/policy/policy.hpp"

namespace creditgate {

// The checkpoints at which a document can be stopped. A quotation never is.
inline std::vector<checkpoint> places_that_can_hold(const policy& rules) {
    std::vector<checkpoint> places;
    for (std::size_t i = 0; i < checkpoint_count; ++i) {
        const auto place = static_cast<checkpoint>(i);
        if (place == checkpoint::quote) continue;
        const auto stops = [&](const rule_setting& each) {
            return each.at(place) >= outcome::hold;
        };
        if (std::any_of(rules.rules.begin(), rules.rules.end(), stops)) places.push_back(place);
    }
    return places;
}

}  // namespace creditgate
