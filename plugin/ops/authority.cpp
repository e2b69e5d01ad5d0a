// SPDX-License-Identifier: Apache-2.0
//
// Who may say yes to a limit: the table of steps, and who acts for whom.
#include "plugin/json/authority.hpp"

#include <algorithm>

#include "plugin/clock/utc.hpp"
#include "plugin/digest/sha256.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr std::size_t longest_body = 100'000;

json told(const stored_authority& stored) {
    return {{"version", stored.version},
            {"set_by", stored.set.by},
            {"set_at", stored.set.at.text},
            {"note", stored.set.note},
            {"authority", json::parse(stored.body)}};
}

json told(const substitution& each) {
    json roles = json::array();
    for (const role one : each.roles) roles.push_back(word(one));
    return {{"person", each.person},
            {"substitute", each.substitute},
            {"roles", roles},
            {"from", optional_date_json(each.during.from)},
            {"to", optional_date_json(each.during.to)},
            {"named_by", each.named_by}};
}

json all_substitutes(unit_of_work& unit) {
    json all = json::array();
    for (const substitution& each : unit.authorities().substitutions()) all.push_back(told(each));
    return all;
}

// Those with which somebody approves.
std::vector<role> approving(const std::vector<role>& roles) {
    std::vector<role> found;
    for (const role each : {role::controller, role::manager}) {
        if (std::find(roles.begin(), roles.end(), each) != roles.end()) found.push_back(each);
    }
    return found;
}

// For himself everybody names his own substitute; of others a manager says what they may.
void require_right(const person& user, const substitution& wanted, bool ends) {
    if (wanted.person == user.name) {
        require_controller(user, "have a substitute");
        return;
    }
    require_manager(user, "name the substitute of somebody else");
    if (ends || wanted.substitute != user.name) return;
    fail({fault::refused, "not_allowed", "substitute", user.name,
          user.name + " cannot make himself the substitute of " + wanted.person,
          "ask " + wanted.person + " or another manager to do it"});
}

substitution read_substitution(reader& request, const person& user) {
    substitution wanted;
    wanted.person = request.optional_text("person").value_or(user.name);
    wanted.substitute = request.text("substitute");
    wanted.roles = approving(request.some_of<role>("roles"));
    wanted.during = {request.optional_day("from"), request.optional_day("to")};
    wanted.named_by = user.name;
    if (wanted.person == user.name) wanted.roles = approving(user.roles);
    return wanted;
}

void require_sound(const substitution& wanted) {
    if (wanted.person.empty() || wanted.person == wanted.substitute) {
        fail_field("bad_authority", "substitute", wanted.substitute, "nobody is his own substitute",
                   "name two people");
    }
    if (wanted.during.from.has_value() != wanted.during.to.has_value()) {
        fail_field("missing_field", wanted.during.from ? "to" : "from", "",
                   "a day is missing: a substitute acts from one business day to another",
                   "send both days; neither of them to end it");
    }
    require_in_order(wanted.during, "to");
    if (!wanted.during.from || !wanted.roles.empty()) return;
    fail_field(
        "missing_field", "roles", "",
        "it is not known with which roles " + wanted.substitute + " acts for " + wanted.person,
        "send \"roles\": controller, manager or both, as " + wanted.person + " has them");
}

}  // namespace

json op_authority(op_context& context, reader& request) {
    request.done();
    return transact(context, [&](unit_of_work& unit) { return told(unit.authorities().load()); });
}

json op_set_authority(op_context& context, reader& request) {
    const json& document = request.raw("authority");
    static_cast<void>(read_authority(document, "authority"));
    stored_authority next;
    next.body = document.dump();
    const person user = read_user(request);
    next.set = {user.name, {}, request.optional_text("note", 2'000).value_or("")};
    request.done();
    if (next.body.size() > longest_body) {
        fail_field("text_too_long", "authority", "",
                   "found " + std::to_string(next.body.size()) + " bytes, expected at most " +
                       std::to_string(longest_body),
                   "shorten it");
    }
    require_manager(user, "set who may approve credit limits");
    return transact(context, [&](unit_of_work& unit) -> json {
        const std::int64_t before = unit.authorities().load().version;
        next.set.at = utc_now();
        next.version = unit.authorities().append(next);
        const json details = {{"version_before", before},
                              {"version", next.version},
                              {"note", next.set.note},
                              {"sha256", sha256(next.body)}};
        unit.audit().append(
            {std::nullopt, "set_authority", user.name, next.set.at, details.dump()});
        return told(next);
    });
}

json op_substitutes(op_context& context, reader& request) {
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        return {{"substitutes", all_substitutes(unit)}};
    });
}

json op_set_substitute(op_context& context, reader& request) {
    const person user = read_user(request);
    const substitution wanted = read_substitution(request, user);
    request.done();
    require_sound(wanted);
    const bool ends = !wanted.during.from;
    require_right(user, wanted, ends);
    return transact(context, [&](unit_of_work& unit) -> json {
        if (ends) {
            unit.authorities().remove(wanted.person, wanted.substitute);
        } else {
            unit.authorities().put(wanted);
        }
        unit.audit().append({std::nullopt, ends ? "end_substitute" : "set_substitute", user.name,
                             utc_now(), told(wanted).dump()});
        return {{"substitutes", all_substitutes(unit)}};
    });
}

}  // namespace creditgate
