// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/authority.hpp"

#include <charconv>

namespace creditgate {
namespace {

constexpr std::size_t most_steps = 20;

[[noreturn]] void fail_table(const reader& place, std::string_view name, std::string_view value,
                             const std::string& message, std::string_view next) {
    fail_field("bad_authority", place.path_of(name), value, message, next);
}

std::optional<std::int64_t> read_bound(reader& step, std::string_view name) {
    constexpr std::size_t most_digits = 15;
    const auto text = step.optional_text(name);
    if (!text) return std::nullopt;
    if (text->empty() || text->size() > most_digits ||
        text->find_first_not_of("0123456789") != std::string::npos) {
        fail_table(step, name, *text,
                   "found \"" + *text + "\", expected whole units of money, at most 15 digits",
                   "send a text such as \"10000\"; it is in the currency of the account");
    }
    std::int64_t units = 0;
    std::from_chars(text->data(), text->data() + text->size(), units);
    return units;
}

void require_approvers(const reader& place, const authority_step& step) {
    if (step.roles.empty() && step.persons.empty()) {
        fail_table(place, "roles", "", "nobody may take this step",
                   "name a role in \"roles\" or a person in \"persons\"");
    }
    for (const std::string& each : step.persons) {
        if (!each.empty()) continue;
        fail_table(place, "persons", "", "a person has no name",
                   "send the name that the ERP sends");
    }
    for (const role each : step.roles) {
        if (each == role::controller || each == role::manager) continue;
        fail_table(place, "roles", word(each),
                   "a " + std::string(word(each)) + " approves no limit",
                   "name controller or manager");
    }
}

authority_step read_step(reader& members) {
    authority_step step;
    step.roles = members.some_of<role>("roles");
    step.persons = members.texts("persons");
    step.people = static_cast<int>(members.integer("people", 1, 9, 1));
    step.up_to = read_bound(members, "up_to");
    step.raise_up_to = read_bound(members, "raise_up_to");
    members.done();
    require_approvers(members, step);
    return step;
}

// A step behind one that reaches everything is never needed, and behind the last there is none.
void require_reach(const reader& place, const authority_step& step, bool is_last) {
    const bool bounded = step.up_to || step.raise_up_to;
    if (is_last && bounded) {
        fail_table(place, step.up_to ? "up_to" : "raise_up_to", "",
                   "the last step has a bound: nobody could approve more",
                   "add a step without \"up_to\" and \"raise_up_to\"");
    }
    if (!is_last && !bounded) {
        fail_table(place, "up_to", "", "this step reaches everything, and others follow it",
                   "give it \"up_to\" or \"raise_up_to\", or make it the last");
    }
}

}  // namespace

authority read_authority(const json& document, std::string_view path) {
    reader members(document, std::string(path));
    authority table;
    table.direct = members.flag("direct", true);
    std::vector<reader> steps = members.required_objects("steps");
    members.done();
    if (steps.empty() || steps.size() > most_steps) {
        fail_table(members, "steps", std::to_string(steps.size()),
                   "found " + std::to_string(steps.size()) + " steps, expected 1 to 20",
                   "send the table with at least one step");
    }
    for (reader& each : steps) {
        table.steps.push_back(read_step(each));
        require_reach(each, table.steps.back(), &each == &steps.back());
    }
    return table;
}

std::string default_authority() {
    const json table = {
        {"direct", true},
        {"steps", json::array({{{"roles", {"controller", "manager"}}, {"up_to", "10000"}},
                               {{"roles", {"manager"}}}})}};
    return table.dump();
}

}  // namespace creditgate
