// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather_payer.hpp"

#include <algorithm>

#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

bool looks_at_payer(rule kind) {
    return kind == rule::oldest_open_item || kind == rule::new_customer ||
           kind == rule::payment_index;
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

std::vector<settled_sum> settled(unit_of_work& unit, const credit_account& account,
                                 const check_event& event, day_count last) {
    auto kept = unit.payers().settled(account, event.business_date, last);
    if (!kept) {
        unit.payers().read_settled(account, event.business_date, last);
        kept = unit.payers().settled(account, event.business_date, last);
    }
    return kept.value();
}

const rule_setting* line_about_index(const policy& own, const check_event& event) {
    const rule_setting* line = find_rule(own, rule::payment_index);
    return line != nullptr && line->at(event.where) != outcome::approve ? line : nullptr;
}

std::optional<group_facts> group_facts_of(const reading& read) {
    if (!read.group) return std::nullopt;
    return group_facts{read.group->group, {}};
}

}  // namespace

std::optional<day_count> settled_to_read(unit_of_work& unit, const reading& read,
                                         const check_event& event, const policy& whole) {
    if (find_rule(whole, rule::payment_index) == nullptr) return std::nullopt;
    const check_facts who{read.account, {}, {}, {}, std::nullopt, group_facts_of(read)};
    const policy own = lines_for(whole, subject_of(who));
    const rule_setting* line = line_about_index(own, event);
    if (line == nullptr) return std::nullopt;
    if (unit.payers().settled(read.account, event.business_date, line->last_days)) {
        return std::nullopt;
    }
    return line->last_days;
}

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
        } else if (line.kind == rule::payment_index) {
            found.settled = settled(unit, facts.account, event, line.last_days);
        }
    }
    return found;
}

}  // namespace creditgate
