// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/limit/credit_limit.hpp"

namespace creditgate {

// Whose credit accounts share a limit: those of one family (a parent and its children, or one
// customer in several companies), those that one salesperson looks after, those of one department.
// An account is in one group of each kind at most.
enum class group_kind { group, salesperson, department };
inline constexpr std::size_t group_kind_count = 3;

// Credit accounts that share a limit besides their own. Without a limit they are shown together,
// and nothing is tested.
struct credit_group {
    std::int64_t group_id = 0;
    group_kind kind = group_kind::group;
    std::string name;  // of one group only, whatever its kind
    currency unit;     // of the limit
    credit_limit limit;
};

// The groups that an account is in, by kind.
using group_ids = std::array<std::optional<std::int64_t>, group_kind_count>;

}  // namespace creditgate
