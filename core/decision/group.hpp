// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/exposure/exposure.hpp"
#include "core/limit/credit_group.hpp"

namespace creditgate {

// A group of an account, and what its other members have open.
struct group_facts {
    credit_group group;
    std::vector<exposure_line> others;  // days matter as far as they tell the bucket
};

// Of an account's groups, of which there is one of each kind at most; nullptr where it is in none
// of this kind.
const group_facts* find_group(const std::vector<group_facts>& groups, group_kind kind);

// The name of that group, "" where there is none.
std::string group_name(const std::vector<group_facts>& groups, group_kind kind);

// What all members have open, in the group's currency; `own` are the lines of the account itself.
// Which buckets count is the same for the group and for the account. Of its findings only those
// about rates count; where the group's own currency has none, it is the one.
exposure exposure_of_group(const group_facts& facts, const std::vector<exposure_line>& own,
                           const std::vector<fx_rate>& rates, date as_of,
                           const bucket_terms& terms);

}  // namespace creditgate
