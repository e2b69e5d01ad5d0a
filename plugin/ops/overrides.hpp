// SPDX-License-Identifier: Apache-2.0
//
// The overrides on record, and the invoices that came of what they let pass.
#pragma once

#include <vector>

#include "core/overrides/override.hpp"
#include "plugin/ops/op.hpp"

namespace creditgate {

struct wanted_overrides {
    period days;                          // on which they were said; of warnings the business days
    std::optional<company_id> company{};  // whose documents; a group's limit is of all companies
};

// By kind, each in the order in which it happened. Reads in slices, so that nobody waits for it.
std::vector<credit_override> find_overrides(op_context& context, const wanted_overrides& wanted);

}  // namespace creditgate
