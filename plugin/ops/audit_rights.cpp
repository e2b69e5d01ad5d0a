// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/audit_rights.hpp"

#include <map>
#include <set>

#include "plugin/digest/sha256.hpp"
#include "plugin/json/authority.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

struct told_rights {
    // The first table is the one that the program brings.
    json authority = {{"version", 1}, {"sha256", sha256(default_authority())}};
    std::string set_by = "creditgate";
    std::optional<timestamp> set_at;
    std::string note;
    std::map<std::pair<std::string, std::string>, json> substitutes;  // by person and substitute
    json guard;                                                       // null: nobody has set it
};

void tell(told_rights& now, const audit_event& event) {
    if (event.action == "set_authority") {
        const json details = json::parse(event.details);
        now.authority = {{"version", details.at("version")}, {"sha256", details.at("sha256")}};
        now.note = details.at("note").get<std::string>();
        now.set_by = event.by;
        now.set_at = event.at;
    } else if (event.action == "set_substitute" || event.action == "end_substitute") {
        json details = json::parse(event.details);
        const std::pair<std::string, std::string> whose{
            details.at("person").get<std::string>(), details.at("substitute").get<std::string>()};
        now.substitutes.erase(whose);
        if (event.action == "set_substitute") now.substitutes.emplace(whose, std::move(details));
    } else if (event.action == "guard") {
        const json details = json::parse(event.details);
        now.guard = {{"mode", details.at("mode")},
                     {"pass_unchecked", details.at("pass_unchecked")}};
    }
}

// An event that cannot be read is no event: the chain says what is wrong with it.
told_rights told_by(const std::vector<audit_event>& events) {
    told_rights now;
    for (const audit_event& each : events) {
        try {
            tell(now, each);
        } catch (const json::exception&) {
            continue;
        }
    }
    return now;
}

bool is_authority(const stored_authority& found, const told_rights& told) {
    const json is = {{"version", found.version}, {"sha256", sha256(found.body)}};
    return is == told.authority && found.set.by == told.set_by && found.set.note == told.note &&
           (!told.set_at || found.set.at == *told.set_at);
}

json substitute_json(const substitution& each) {
    json roles = json::array();
    for (const role one : each.roles) roles.push_back(word(one));
    return {{"person", each.person},
            {"substitute", each.substitute},
            {"roles", std::move(roles)},
            {"from", optional_date_json(each.during.from)},
            {"to", optional_date_json(each.during.to)},
            {"named_by", each.named_by}};
}

bool are_substitutes(const std::vector<substitution>& found, const told_rights& told) {
    if (found.size() != told.substitutes.size()) return false;
    for (const substitution& each : found) {
        const auto known = told.substitutes.find({each.person, each.substitute});
        if (known == told.substitutes.end() || known->second != substitute_json(each)) {
            return false;
        }
    }
    return true;
}

json guard_json(const guard_setting& setting) {
    json places = json::array();
    for (const checkpoint each : setting.pass_unchecked) places.push_back(word(each));
    return {{"mode", word(setting.mode)}, {"pass_unchecked", std::move(places)}};
}

}  // namespace

std::vector<std::string> wrong_rights(unit_of_work& unit, const std::vector<audit_event>& events) {
    const told_rights told = told_by(events);
    std::vector<std::string> wrong;
    if (!is_authority(unit.authorities().load(), told)) wrong.emplace_back("table of authority");
    if (!are_substitutes(unit.authorities().substitutions(), told)) {
        wrong.emplace_back("substitutes");
    }
    const auto guard = unit.guard().setting();
    if (!told.guard.is_null() && (!guard || guard_json(*guard) != told.guard)) {
        wrong.emplace_back("guard");
    }
    return wrong;
}

}  // namespace creditgate
