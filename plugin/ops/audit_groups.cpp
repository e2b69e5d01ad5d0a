// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/audit_groups.hpp"

#include <algorithm>

#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

std::pair<std::int64_t, std::int64_t> member_in(const json& details) {
    const json& company = details.at("company");
    return {details.at("customer").get<std::int64_t>(),
            company.is_null() ? 0 : company.get<std::int64_t>()};
}

void tell(told_groups& now, const audit_event& event) {
    const bool joins = event.action == "join_group";
    if (event.action == "make_group") {
        const json details = json::parse(event.details);
        now[details.at("group").get<std::string>()] = {
            details.at("kind"), details.at("currency"), limit_json(credit_limit::none()), {}};
    } else if (event.action == "set_group_limit") {
        const json details = json::parse(event.details);
        now[details.at("group").get<std::string>()].limit = details.at("after");
    } else if (joins || event.action == "leave_group") {
        const json details = json::parse(event.details);
        auto& members = now[details.at("group").get<std::string>()].members;
        if (joins) {
            members.insert(member_in(details));
        } else {
            members.erase(member_in(details));
        }
    }
}

told_group found_group(unit_of_work& unit, const credit_group& group) {
    told_group found{word(group.kind), group.unit.code(), limit_json(group.limit), {}};
    for (const group_member& each : unit.groups().members(group)) {
        found.members.emplace(each.customer.value, each.company ? each.company->value : 0);
    }
    return found;
}

// Nothing where no member of such a group is this customer.
std::string group_told_of(const credit_account& account, group_kind kind, const told_groups& told) {
    for (const auto& [name, group] : told) {
        if (group.kind != word(kind)) continue;
        for (const std::int64_t company : {account.company.value, std::int64_t{0}}) {
            if (group.members.contains({account.customer.value, company})) return name;
        }
    }
    return "";
}

std::string group_found_of(const credit_account& account, group_kind kind,
                           const std::vector<credit_group>& groups) {
    const auto id = account.groups[static_cast<std::size_t>(kind)];
    if (!id) return "";
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& each) { return each.group_id == *id; });
    return group == groups.end() ? "group " + std::to_string(*id) : group->name;
}

}  // namespace

told_groups groups_told_by(const std::vector<audit_event>& events) {
    told_groups now;
    for (const audit_event& each : events) {
        try {
            tell(now, each);
        } catch (const json::exception&) {
            continue;
        }
    }
    return now;
}

std::vector<std::string> wrong_groups(unit_of_work& unit, const told_groups& told) {
    std::vector<std::string> wrong;
    told_groups missing = told;
    for (const credit_group& each : unit.groups().list()) {
        const auto expected = told.find(each.name);
        if (expected == told.end()) {
            wrong.push_back("credit group " + each.name);
            continue;
        }
        missing.erase(each.name);
        const told_group& was = expected->second;
        const told_group is = found_group(unit, each);
        if (was.kind != is.kind) wrong.push_back("kind of credit group " + each.name);
        if (was.unit != is.unit) wrong.push_back("currency of credit group " + each.name);
        if (was.limit != is.limit) wrong.push_back("limit of credit group " + each.name);
        if (was.members != is.members) wrong.push_back("members of credit group " + each.name);
    }
    for (const auto& [name, group] : missing) wrong.push_back("credit group " + name);
    return wrong;
}

bool is_in_its_groups(const credit_account& account, const std::vector<credit_group>& groups,
                      const told_groups& told) {
    for (std::size_t i = 0; i < group_kind_count; ++i) {
        const auto kind = static_cast<group_kind>(i);
        if (group_found_of(account, kind, groups) != group_told_of(account, kind, told)) {
            return false;
        }
    }
    return true;
}

}  // namespace creditgate
