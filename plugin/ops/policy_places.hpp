// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/ops/memory.hpp"

namespace creditgate {

// Writes down at which checkpoints a document needs an approval: where the policy of today or one
// that is approved for later can hold. And at which the host asks: also where it can only warn.
// Where only a later policy can, documents are asked about and pass.
void guard_where_policies_can(unit_of_work& unit, session_memory& memory);

}  // namespace creditgate
