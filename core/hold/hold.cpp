// SPDX-License-Identifier: Apache-2.0
#include "core/hold/hold.hpp"

#include <algorithm>

#include "core/policy/group_rules.hpp"
#include "core/result/error.hpp"

namespace creditgate {
namespace {

const char* state_word(hold_state state) {
    switch (state) {
        case hold_state::open:
            return "open";
        case hold_state::released:
            return "released";
        case hold_state::rejected:
            return "rejected";
        case hold_state::withdrawn:
            return "withdrawn";
        case hold_state::lapsed:
            return "lapsed";
    }
    __builtin_unreachable();
}

std::optional<hold_state> next_state(hold_state now, hold_step step) {
    if (now == hold_state::released && step == hold_step::withdraw) return hold_state::withdrawn;
    if (now == hold_state::released && step == hold_step::lapse) return hold_state::lapsed;
    if (now != hold_state::open) return std::nullopt;
    switch (step) {
        case hold_step::release:
            return hold_state::released;
        case hold_step::reject:
            return hold_state::rejected;
        case hold_step::withdraw:
            return hold_state::withdrawn;
        case hold_step::lapse:
            return hold_state::lapsed;
    }
    __builtin_unreachable();
}

bool compares_with_a_limit(rule kind) {
    return kind == rule::limit || kind == rule::insured_limit || kind == rule::bucket_limit ||
           is_group_limit(kind);
}

// Without a limit all of the document is above it.
bool finds_no_limit(rule kind) {
    return kind == rule::no_limit_set || kind == rule::limit_expired;
}

// By how much the limit of this reason is exceeded, 0 when it is about none; nothing without a
// rate.
std::optional<money> excess_of(const reason& why, const decision& decided,
                               const std::vector<fx_rate>& rates) {
    const currency unit = decided.before.total.unit();
    if (finds_no_limit(why.kind)) return decided.document_amount;
    if (!compares_with_a_limit(why.kind)) return money::zero(unit);
    return convert(std::get<money>(why.value) - std::get<money>(why.threshold), unit, rates);
}

// What has no rate is missing in what was compared.
std::optional<std::int64_t> largest_excess(const decision& decided,
                                           const std::vector<fx_rate>& rates) {
    if (!decided.document_amount) return std::nullopt;
    if (!decided.before.currencies_without_rate.empty()) return std::nullopt;
    std::int64_t largest = 0;
    for (const reason& each : decided.reasons) {
        const auto excess = excess_of(each, decided, rates);
        if (!excess) return std::nullopt;
        largest = std::max(largest, excess->minor());
    }
    return largest;
}

void require_role(const person& who, bool allowed, std::string_view action,
                  const std::string& needed) {
    if (allowed) return;
    fail({fault::refused, "not_allowed", "user.roles", who.name,
          who.name + " may not " + std::string(action) + ": it needs the role " + needed,
          "ask a person with the role " + needed});
}

bool is_controller(const person& who) {
    return who.has(role::controller) || who.has(role::manager);
}

}  // namespace

bool has_entered(const hold& held, const person& who) {
    return who.name == (held.entered_by.empty() ? held.opened.by : held.entered_by);
}

hold_state after(hold_state now, hold_step step, std::int64_t hold_id) {
    if (const auto next = next_state(now, step)) return *next;
    fail({fault::refused, "hold_not_open", "hold_id", std::to_string(hold_id),
          "hold " + std::to_string(hold_id) + " is " + state_word(now) + ", expected open",
          "read the holds again; somebody else has dealt with it, or the document was checked "
          "anew"});
}

hold_finding found_by(const decision& decided, const std::vector<fx_rate>& rates) {
    hold_finding found;
    for (const reason& each : decided.reasons) found.rules.push_back(each.kind);
    found.excess_minor = largest_excess(decided, rates);
    found.overdue = {decided.before.overdue.days};
    return found;
}

money most_released(const hold& held, basis_points more) {
    return held.amount + share_of(held.amount, more);
}

bool could_release(const hold& held, const person& who) {
    return is_controller(who) && !has_entered(held, who);
}

void require_another_person(const hold& held, const person& who) {
    if (!has_entered(held, who)) return;
    fail({fault::refused, "own_document", "user.name", who.name,
          who.name + " has entered the document of hold " + std::to_string(held.hold_id) +
              " and may not release it",
          "ask another person with the role controller or manager"});
}

void require_controller(const person& who, std::string_view action) {
    require_role(who, is_controller(who), action, "controller or manager");
}

void require_manager(const person& who, std::string_view action) {
    require_role(who, who.has(role::manager), action, "manager");
}

}  // namespace creditgate
