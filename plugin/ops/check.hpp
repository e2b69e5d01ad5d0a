// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/ops/made_decision.hpp"
#include "plugin/ops/op.hpp"

namespace creditgate {

// Of whom more has changed than a check takes: they are brought up to date before anything is
// decided.
std::vector<account_key> behind_of(const reading& read);

// Decides about the event in the account that was locked and read for it, and keeps the decision
// with what follows from it. The answer of a check, without a grant. Afterwards nothing is reserved
// and no cover is made, and a rejection leaves a hold, too, so that somebody sees it.
json decide_and_record(unit_of_work& unit, op_context& context, const check_event& event,
                       const reading& read, std::string_view language, moment_of_asking asked);

}  // namespace creditgate
