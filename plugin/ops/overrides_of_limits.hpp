// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "plugin/ops/overrides.hpp"

namespace creditgate {

// Limits that were raised on these days, each with the documents that have passed because of it
// since (core/overrides/limit_raise.hpp), and without their invoices. One that nothing has passed
// by is among them. A group's limit answers for the documents of those who are in it now.
std::vector<credit_override> find_raises(op_context& context, const wanted_overrides& wanted);

}  // namespace creditgate
