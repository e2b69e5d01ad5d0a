// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather_payer.hpp"

#include <algorithm>

#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

bool looks_at_payer(rule kind) {
    return kind == rule::oldest_open_item;
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
        }
    }
    return found;
}

}  // namespace creditgate
