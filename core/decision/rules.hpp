// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/decision/decision.hpp"

namespace creditgate {

// What every rule looks at: the facts with the exposure already summed.
struct rule_view {
    const check_event& event;
    const credit_account& account;
    const exposure& before;
    const std::optional<money>& document_amount;  // in the account's currency
    const std::vector<fx_rate>& rates;
};

// What a rule found; nothing when it is content.
struct finding {
    figure value;
    figure threshold;
};

// The table of rules: one function a rule, each looking at one thing.
std::optional<finding> apply_rule(const rule_setting& setting, const rule_view& view);

// limit x share, in the account's currency; nothing when the limit is not an amount.
std::optional<money> usable_limit(const credit_account& account, basis_points share);

}  // namespace creditgate
