// SPDX-License-Identifier: Apache-2.0
#include "core/hold/hold.hpp"

#include <algorithm>

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

void require_role(const person& who, bool allowed, std::string_view action,
                  const std::string& needed) {
    if (allowed) return;
    fail({fault::refused, "not_allowed", "user.roles", who.name,
          who.name + " may not " + std::string(action) + ": it needs the role " + needed,
          "ask a person with the role " + needed});
}

}  // namespace

hold_state after(hold_state now, hold_step step, std::int64_t hold_id) {
    if (const auto next = next_state(now, step)) return *next;
    fail({fault::refused, "hold_not_open", "hold_id", std::to_string(hold_id),
          "hold " + std::to_string(hold_id) + " is " + state_word(now) + ", expected open",
          "read the holds again; somebody else has dealt with it, or the document was checked "
          "anew"});
}

hold_finding found_by(const decision& decided) {
    hold_finding found;
    for (const reason& each : decided.reasons) {
        found.rules.push_back(each.kind);
        const auto* value = std::get_if<money>(&each.value);
        const auto* threshold = std::get_if<money>(&each.threshold);
        if (each.kind == rule::limit && value && threshold) {
            found.excess_minor = std::max(found.excess_minor, (*value - *threshold).minor());
        }
        // Without a limit all of the document is above it.
        if (each.kind == rule::no_limit_set && decided.document_amount) {
            found.excess_minor = std::max(found.excess_minor, decided.document_amount->minor());
        }
        const auto* days = std::get_if<day_count>(&each.value);
        if (each.kind == rule::days_overdue && days) found.overdue = *days;
    }
    return found;
}

money most_released(const hold& held, basis_points more) {
    return held.amount + share_of(held.amount, more);
}

void require_another_person(const hold& held, const person& who) {
    if (entered_by(held) != who.name) return;
    fail({fault::refused, "own_document", "user.name", who.name,
          who.name + " has entered the document of hold " + std::to_string(held.hold_id) +
              " and may not release it",
          "ask another person with the role controller or manager"});
}

void require_controller(const person& who, std::string_view action) {
    const bool allowed = who.has(role::controller) || who.has(role::manager);
    require_role(who, allowed, action, "controller or manager");
}

void require_manager(const person& who, std::string_view action) {
    require_role(who, who.has(role::manager), action, "manager");
}

}  // namespace creditgate
