// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/released_together.hpp"

#include <algorithm>

namespace creditgate {
namespace {

bool is_in(const credit_account& account, const credit_group& group) {
    return std::find(account.groups.begin(), account.groups.end(), group.group_id) !=
           account.groups.end();
}

}  // namespace

bool released_together::passes(const credit_account& account, const check_event& event,
                               check_facts facts) {
    for (const released& each : before_) {
        if (each.account.account_id == account.account_id) {
            facts.lines.push_back(each.line);
            continue;
        }
        for (group_facts& group : facts.groups) {
            if (is_in(each.account, group.group)) group.others.push_back(each.line);
        }
    }
    if (decide(event, facts, rules_).result > outcome::warn) return false;
    before_.push_back({account, {exposure_source::reservation, event.amount, std::nullopt, 1}});
    return true;
}

}  // namespace creditgate
