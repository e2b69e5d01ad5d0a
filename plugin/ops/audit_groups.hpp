// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// What the events about a credit group have come to.
struct told_group {
    json kind;
    json unit;
    json limit;
    std::set<std::pair<std::int64_t, std::int64_t>> members;  // customer and company; 0: in every
};

using told_groups = std::map<std::string, told_group>;  // by name

// `events` are those about no account. One that cannot be read is none.
told_groups groups_told_by(const std::vector<audit_event>& events);

// Which groups, limits and members are not what was told, in words.
std::vector<std::string> wrong_groups(unit_of_work& unit, const told_groups& told);

// The groups that an account is in are those of which its customer is a member.
bool is_in_its_groups(const credit_account& account, const std::vector<credit_group>& groups,
                      const told_groups& told);

}  // namespace creditgate
