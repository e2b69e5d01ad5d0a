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
           line.kind == rule::duplicate_customer || days_asked(line).has_value();
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

// Besides him one more than are named, so that the reason tells that there are more.
std::vector<like_customer> like(unit_of_work& unit, const credit_account& account, date day) {
    if (!unit.customers().were_read(day)) unit.customers().read_all(day);
    return unit.customers().like(account.customer, most_like_customers + 1);
}

std::vector<group_facts> groups_of(const reading& read) {
    std::vector<group_facts> all;
    for (const group_reading& each : read.groups) all.push_back({each.group, {}});
    return all;
}

}  // namespace

payer_to_read what_to_read(unit_of_work& unit, const reading& read, const check_event& event,
                           const policy& whole) {
    if (find_rule(whole, rule::payment_index) == nullptr &&
        find_rule(whole, rule::duplicate_customer) == nullptr) {
        return {};
    }
    const check_facts who{read.account, {}, {}, {}, std::nullopt, groups_of(read)};
    payer_to_read found;
    for (const rule_setting& line : lines_for(whole, subject_of(who)).rules) {
        if (line.at(event.where) == outcome::approve) continue;
        const date day = event.business_date;
        if (line.kind == rule::payment_index &&
            !unit.payers().settled(read.account, day, line.last_days)) {
            found.settled = line.last_days;
        }
        if (line.kind == rule::duplicate_customer) {
            found.customers = !unit.customers().were_read(day);
        }
    }
    return found;
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
        } else if (line.kind == rule::duplicate_customer) {
            found.like = like(unit, facts.account, event.business_date);
        } else if (const auto days = days_asked(line)) {
            asked = std::max(asked.value_or(*days), *days);
        }
    }
    if (asked) found.known_since = known_since(unit, facts.account, event, *asked);
    return found;
}

}  // namespace creditgate
