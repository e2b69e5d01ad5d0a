// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/chain/verification.hpp"
#include "plugin/ops/op.hpp"

namespace creditgate {

// Accounts, guarantees, groups, releases, rejections, rights and approvals of policies that are not
// what the latest event about them made of them: somebody has changed them past the ops. Adds a
// break each. An account or a group that looks so is looked at again under its lock.
void look_at_state(op_context& context, std::vector<chain_break>& found);

}  // namespace creditgate
