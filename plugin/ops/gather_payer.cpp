// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather_payer.hpp"

#include <algorithm>

#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

bool looks_at_payer(rule kind) {
    return kind == rule::oldest_open_item || kind == rule::new_customer;
}

// What the ERP tells of him is enough where that is long ago.
std::optional<date> known_since(unit_of_work& unit, const credit_account& account,
                                const check_event& event, day_count least) {
    const date long_ago = event.business_date - std::chrono::days{least.days};
    const auto& told = event.customer_since;
    if (told && *told <= long_ago) return told;
    const auto found = unit.payers().known_since(account, long_ago);
    if (!told || !found) return told ? told : found;
    return std::min(*told, *found);
}

}  // namespace

payer_facts gather_payer(unit_of_work& unit, const check_facts& facts, const check_event& event,
                         const policy& whole) {
    const auto minds = [&](const rule_setting& line) {
        return looks_at_payer(line.kind) && line.at(event.where) != outcome::approve;
    };
    if (std::none_of(whole.rules.begin(), whole.rules.end(), minds)) return {};
    payer_facts found;
    for (const rule_setting& line : lines_for(whole, subject_of(facts)).rules) {
        if (!minds(line)) continue;
        if (line.kind == rule::oldest_open_item) {
            found.oldest_item = unit.payers().oldest_item(facts.account, event.document);
        } else if (line.kind == rule::new_customer) {
            found.known_since = known_since(unit, facts.account, event, line.least_days);
        }
    }
    return found;
}

}  // namespace creditgate
