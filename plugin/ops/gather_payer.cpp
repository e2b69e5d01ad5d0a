// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather_payer.hpp"

#include <algorithm>

#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

// For how many days at most the line asks whether he has been known; nothing where it does not ask.
// A custom one has to know whether it is more than what it says, too.
std::optional<day_count> days_asked(const rule_setting& line) {
    if (line.kind == rule::new_customer) return line.least_days;
    std::optional<day_count> most;
    for (const custom_condition& each : line.custom.when) {
        if (each.fact != custom_fact::customer_known_days) continue;
        const day_count asked{std::get<day_count>(each.threshold).days + 1};
        most = std::max(most.value_or(asked), asked);
    }
    return most;
}

bool looks_at_payer(const rule_setting& line) {
    return line.kind == rule::oldest_open_item || line.kind == rule::payment_index ||
           days_asked(line).has_value();
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
        return looks_at_payer(line) && line.at(event.where) != outcome::approve;
    };
    if (std::none_of(whole.rules.begin(), whole.rules.end(), minds)) return {};
    payer_facts found;
    std::optional<day_count> asked;
    for (const rule_setting& line : lines_for(whole, subject_of(facts)).rules) {
        if (!minds(line)) continue;
        if (line.kind == rule::oldest_open_item) {
            found.oldest_item = unit.payers().oldest_item(facts.account, event.document);
        } else if (line.kind == rule::payment_index) {
            found.settled = settled(unit, facts.account, event, line.last_days);
        } else if (const auto days = days_asked(line)) {
            asked = std::max(asked.value_or(*days), *days);
        }
    }
    if (asked) found.known_since = known_since(unit, facts.account, event, *asked);
    return found;
}

}  // namespace creditgate
