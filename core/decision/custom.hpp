// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/decision/rules.hpp"

namespace creditgate {

// Nothing where it is not known: an amount in a currency without a rate, a limit that is no amount,
// what the host does not tell. Amounts are in the account's currency.
std::optional<fact_value> fact_of(custom_fact fact, const rule_view& view);

// Whether the value stands so to the threshold; both are of one unit.
bool compare(const fact_value& value, comparison how, const fact_value& threshold);

// The rule `custom`: one finding where all its conditions hold. A condition about what is not known
// does not. The figures are those of the first condition about an amount.
std::vector<finding> custom_found(const rule_setting& setting, const rule_view& view);

}  // namespace creditgate
