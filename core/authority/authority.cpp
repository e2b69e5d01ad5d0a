// SPDX-License-Identifier: Apache-2.0
#include "core/authority/authority.hpp"

#include <algorithm>

#include "core/money/wide.hpp"

namespace creditgate {
namespace {

wide minor_of(std::int64_t whole_units, currency unit) {
    wide minor = whole_units;
    for (int digit = 0; digit < unit.digits(); ++digit) minor *= 10;
    return minor;
}

// Of an amount: what is risked beyond the present limit.
wide raise_of(const limit_change& change) {
    const wide after = change.after.amount()->minor();
    if (change.on_more_days || !change.before.amount()) return after;
    return after - change.before.amount()->minor();
}

bool reaches(const authority_step& step, const limit_change& change) {
    if (!raises(change)) return true;
    if (!change.after.amount()) return !step.up_to && !step.raise_up_to;
    const bool amount =
        !step.up_to || wide{change.after.amount()->minor()} <= minor_of(*step.up_to, change.unit);
    const bool raise =
        !step.raise_up_to || raise_of(change) <= minor_of(*step.raise_up_to, change.unit);
    return amount && raise;
}

bool is_for(const authority_step& step, const std::string& name, const std::vector<role>& roles) {
    if (std::find(step.persons.begin(), step.persons.end(), name) != step.persons.end()) {
        return true;
    }
    return std::any_of(step.roles.begin(), step.roles.end(), [&](role each) {
        return std::find(roles.begin(), roles.end(), each) != roles.end();
    });
}

bool has_said_yes(const std::vector<approval>& given, const std::string& name) {
    return std::any_of(given.begin(), given.end(), [&](const approval& each) {
        return each.by == name || each.on_behalf_of == name;
    });
}

std::optional<std::size_t> highest_of(const std::vector<open_step>& open, const authority& table,
                                      const std::string& name, const std::vector<role>& roles) {
    std::optional<std::size_t> highest;
    for (const open_step& each : open) {
        if (is_for(table.steps[each.step], name, roles)) highest = each.step;
    }
    return highest;
}

}  // namespace

std::size_t steps_needed(const authority& table, const limit_change& change) {
    const auto last =
        std::find_if(table.steps.begin(), table.steps.end(),
                     [&](const authority_step& each) { return reaches(each, change); });
    const auto before = static_cast<std::size_t>(last - table.steps.begin());
    return std::min(before + 1, table.steps.size());
}

std::vector<open_step> open_steps(const authority& table, const limit_change& change,
                                  const std::vector<approval>& given) {
    std::vector<open_step> open;
    for (std::size_t step = 0; step < steps_needed(table, change); ++step) {
        const auto taken = std::count_if(given.begin(), given.end(),
                                         [&](const approval& each) { return each.step == step; });
        const int missing = table.steps[step].people - static_cast<int>(taken);
        if (missing > 0) open.push_back({step, missing});
    }
    return open;
}

std::variant<approval, refusal> step_for(const authority& table, const limit_change& change,
                                         const std::string& asked_by,
                                         const std::vector<approval>& given, const approver& by) {
    if (by.who.name == asked_by) return refusal::own_request;
    if (has_said_yes(given, by.who.name)) return refusal::approved_already;
    const std::vector<open_step> open = open_steps(table, change, given);
    std::optional<approval> best;
    if (const auto own = highest_of(open, table, by.who.name, by.who.roles)) {
        best = {*own, by.who.name};
    }
    for (const stand_in& each : by.acts_for) {
        if (each.person == asked_by || each.named_by == asked_by) continue;
        if (has_said_yes(given, each.person)) continue;
        const auto found = highest_of(open, table, each.person, each.roles);
        if (found && (!best || best->step < *found)) best = {*found, by.who.name, each.person};
    }
    if (best) return *best;
    return refusal::above_authority;
}

bool suffices_alone(const authority& table, const limit_change& change, const person& who) {
    const auto taken = step_for(table, change, "", {}, {who});
    const auto* yes = std::get_if<approval>(&taken);
    return yes != nullptr && open_steps(table, change, {*yes}).empty();
}

bool reaches(const authority& table, const limit_change& change, const person& who) {
    return is_for(table.steps[steps_needed(table, change) - 1], who.name, who.roles);
}

}  // namespace creditgate
