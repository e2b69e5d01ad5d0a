// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/limit/credit_group.hpp"
#include "core/party/party.hpp"

namespace creditgate {

// Where a policy is tried out: documents are decided and recorded as everywhere, and what the rules
// would stop goes on. It is for those in one of the companies or in one of the groups; where none
// is named, for all.
struct pilot {
    std::vector<company_id> companies{};
    std::array<std::vector<std::string>, group_kind_count> groups{};  // by kind: their names
    int percent_of_orders = 100;                                      // of theirs, 1 to 100
    bool even_blocked = false;  // documents of a blocked account go on, too
};

}  // namespace creditgate
