// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/policy/pilot.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// The member of a pilot that names groups of a kind: "departments".
std::string_view pilot_member_of(group_kind kind);

// The policy's member "pilot"; nothing where it has none. Throws `failure` bad_policy for one that
// says neither whom it is for nor of which share of orders.
std::optional<pilot> read_pilot(reader& policy);

}  // namespace creditgate
