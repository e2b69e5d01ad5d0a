// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/decision/rules.hpp"

namespace creditgate {

// The line that leaves the document out: of those that do, the one of the most specific scope, and
// of these the first of `exclusion`. `own` is the policy as it is for the payer (lines_for);
// `taken` is what the document takes over from its sources (taken_over).
std::optional<exclusion_setting> exclusion_of(const policy& own, const rule_view& view,
                                              const std::vector<exposure_line>& taken);

}  // namespace creditgate
