// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "plugin/ops/memory.hpp"

namespace creditgate {

// The checkpoints at which a document needs an approval: where the policy of today or one that is
// approved for later can hold. Where only a later one can, documents are asked about and pass.
std::vector<checkpoint> places_to_guard(unit_of_work& unit, session_memory& memory);

}  // namespace creditgate
