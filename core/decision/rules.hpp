// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/decision/decision.hpp"

namespace creditgate {

// What a rule about a group of the account looks at.
struct group_view {
    const credit_group& group;
    const exposure& before;
    std::optional<money> document_amount;  // in the group's currency
};

// What every rule looks at: the facts with the exposure already summed.
struct rule_view {
    const check_event& event;
    const credit_account& account;
    const exposure& before;
    const std::optional<money>& document_amount;  // in the account's currency
    bucket document_bucket;
    const std::vector<fx_rate>& rates;
    const payer_facts& payer;
    std::vector<group_view> groups{};  // by kind
    bool forced = false;               // a person has put the document on hold
    bool tell_content = false;         // the rules tell also what they are content with
};

// What a rule found.
struct finding {
    figure value;
    figure threshold;
    subject about{};
    std::vector<condition_found> conditions{};  // of a custom rule
    bool content = false;                       // it has looked, and does not mind
    std::vector<custom_condition> unknown{};    // of a custom rule that is content
};

// The table of rules: one function a rule, each looking at one thing. Nothing where there is
// nothing to look at, and nothing when it is content, unless the view asks for that, too.
std::vector<finding> apply_rule(const rule_setting& setting, const rule_view& view);

// The exposure with the document, where its bucket counts and its currency has a rate.
money with_document(const rule_view& view);
money with_document(const exposure& before, const std::optional<money>& document_amount,
                    bucket document_bucket);

// For how many days the payer has been known; of whom nothing is on record, for none.
day_count days_known(const rule_view& view);

// limit x share, in the limit's currency; nothing when the limit is not an amount.
std::optional<money> usable_limit(const credit_account& account, basis_points share);
std::optional<money> usable_limit(const credit_limit& limit, basis_points share);

}  // namespace creditgate
