// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/authority/authority.hpp"
#include "core/limit/limit_terms.hpp"

namespace creditgate {

// On these business days one person acts for another one, with the roles that that one has.
struct substitution {
    std::string person;
    std::string substitute;
    std::vector<role> roles;
    period during;
    std::string named_by{};
};

// For whom somebody may act on a business day. A substitute's own substitute may not.
inline std::vector<stand_in> acts_for(const std::vector<substitution>& all, const std::string& name,
                                      date day) {
    std::vector<stand_in> found;
    for (const substitution& each : all) {
        if (each.substitute == name && each.during.covers(day)) {
            found.push_back({each.person, each.roles, each.named_by});
        }
    }
    return found;
}

}  // namespace creditgate
