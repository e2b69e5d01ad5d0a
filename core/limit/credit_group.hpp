// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/limit/credit_limit.hpp"

namespace creditgate {

// Credit accounts that share a limit besides their own: a parent and its children, or one customer
// in several companies. Without a limit they are shown together, and nothing is tested.
struct credit_group {
    std::int64_t group_id = 0;
    std::string name;
    currency unit;  // of the limit
    credit_limit limit;
};

}  // namespace creditgate
