// SPDX-License-Identifier: Apache-2.0
//
// What people change on a credit group: that there is one, its limit, and who is in it.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

struct group_change {
    std::string group;
    person user;
    std::string reason;
};

group_change read_change(reader& request) {
    return {request.text("group"), read_user(request), request.text("reason", 2'000)};
}

void keep_trace(unit_of_work& unit, const group_change& change, std::string_view action,
                json details) {
    details["group"] = change.group;
    details["reason"] = change.reason;
    unit.audit().append(
        {std::nullopt, std::string(action), change.user.name, utc_now(), details.dump()});
}

[[noreturn]] void fail_unknown_group(const std::string& name) {
    fail_field("unknown_group", "group", name, "there is no credit group " + name,
               "list the groups with op groups, or make it with op make_group");
}

credit_group lock_group(unit_of_work& unit, const std::string& name,
                        const std::optional<group_member>& changes = std::nullopt) {
    if (const auto found = unit.groups().lock(name, changes)) return *found;
    fail_unknown_group(name);
}

currency read_unit(reader& request) {
    const std::string code = request.text("currency");
    if (const auto found = currency::find(code)) return *found;
    fail_field("unknown_currency", "currency", code, "\"" + code + "\" is not an ISO 4217 currency",
               "send a code such as EUR");
}

// What may be risked with the group's members, as it would be: who leaves is not bound by it.
void require_right(unit_of_work& unit, const credit_group& group, const credit_limit& after,
                   const person& user, std::string_view what) {
    const limit_change change{group.unit, group.limit, after};
    require_reach(unit, change, user, what);
    if (!raises(change)) return;
    for (const credit_account& each : unit.groups().accounts(group.group_id)) {
        require_no_own_hold(unit, each, user);
    }
}

// Before the group is locked: a backlog of its members holds nobody up.
void bring_members_up_to_date(op_context& context, const std::string& name) {
    std::vector<credit_account> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        const auto group = unit.groups().find(name);
        if (!group) fail_unknown_group(name);
        accounts = unit.groups().accounts(group->group_id);
        return nullptr;
    });
    for (const credit_account& each : accounts) {
        bring_up_to_date(context, each.company, each.customer);
    }
}

void require_known(unit_of_work& unit, const group_member& member) {
    if (unit.accounts().customer_name(member.customer).empty()) {
        fail_field("unknown_customer", "customer", std::to_string(member.customer.value),
                   "the ERP has no customer " + std::to_string(member.customer.value),
                   "send the ERP's id of a party");
    }
    if (!member.company || unit.accounts().company_currency(*member.company)) return;
    fail_field("unknown_company", "company", std::to_string(member.company->value),
               "the ERP has no company " + std::to_string(member.company->value),
               "send the ERP's id of a company, or none for every company");
}

json member_json(const group_member& member) {
    return {{"customer", member.customer.value},
            {"company", member.company ? json(member.company->value) : json(nullptr)}};
}

std::vector<credit_account> add_member(unit_of_work& unit, const credit_group& group,
                                       const group_member& member) {
    if (const auto other = unit.groups().group_of(member, group.kind)) {
        fail_field("already_member", "customer", std::to_string(member.customer.value),
                   "customer " + std::to_string(member.customer.value) +
                       " is in the credit group " + *other + " (" + std::string(word(group.kind)) +
                       ") already",
                   "take it out of that group first: an account is in one group of a kind");
    }
    return unit.groups().add(group, member);
}

std::vector<credit_account> remove_member(unit_of_work& unit, const credit_group& group,
                                          const group_member& member) {
    if (auto left = unit.groups().remove(group, member)) return *left;
    fail_field("not_a_member", "customer", std::to_string(member.customer.value),
               "customer " + std::to_string(member.customer.value) + " is no member of " +
                   group.name + (member.company ? " in that company" : " in every company"),
               "see op groups for its members");
}

// Whoever left is not bound by the group any more, and those who stay have more room.
json released_after_leaving(unit_of_work& unit, op_context& context, const credit_group& group,
                            const std::vector<credit_account>& left, const std::string& why,
                            date day) {
    json released = released_json(reevaluate_group(unit, context, group, why, day).released);
    for (const credit_account& each : left) {
        for (json& more : released_json(reevaluate(unit, context, each, why, day).released)) {
            released.push_back(std::move(more));
        }
    }
    return released;
}

}  // namespace

json op_make_group(op_context& context, reader& request) {
    const group_change change = read_change(request);
    const currency unit_of_group = read_unit(request);
    const group_kind kind =
        request.has("kind") ? request.one_of<group_kind>("kind") : group_kind::group;
    request.done();
    require_controller(change.user, "make a credit group");
    return transact(context, [&](unit_of_work& unit) -> json {
        if (unit.groups().find(change.group)) {
            fail_field("group_exists", "group", change.group,
                       "there is a credit group " + change.group + " already",
                       "choose another name, or add members to that one");
        }
        const credit_group made = unit.groups().make(change.group, kind, unit_of_group);
        keep_trace(unit, change, "make_group",
                   {{"kind", word(kind)}, {"currency", unit_of_group.code()}});
        return {{"group", made.name},
                {"kind", word(made.kind)},
                {"currency", made.unit.code()},
                {"limit", limit_json(made.limit)}};
    });
}

json op_set_group_limit(op_context& context, reader& request) {
    const group_change change = read_change(request);
    const credit_limit limit = read_limit(request.object("limit"));
    const date day = request.day("business_date");
    request.done();
    require_controller(change.user, "set the limit of a credit group");
    bring_members_up_to_date(context, change.group);
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_group group = lock_group(unit, change.group);
        require_unit(limit, group.unit, "the credit group");
        require_right(unit, group, limit, change.user, "the limit of the credit group");
        const json before = limit_json(group.limit);
        unit.groups().set_limit(group, limit);
        keep_trace(unit, change, "set_group_limit",
                   {{"before", before}, {"after", limit_json(limit)}});
        const reevaluation done = reevaluate_group(
            unit, context, group, "limit of the group changed: " + change.reason, day);
        return {{"before", before},
                {"after", limit_json(limit)},
                {"released", released_json(done.released)}};
    });
}

json op_group_member(op_context& context, reader& request) {
    const group_change change = read_change(request);
    group_member member{{request.id("customer")}, std::nullopt};
    if (const auto company = request.optional_id("company")) member.company = company_id{*company};
    const bool joins = request.required_flag("member");
    const date day = request.day("business_date");
    request.done();
    require_controller(change.user, "change who is in a credit group");
    bring_members_up_to_date(context, change.group);
    return transact(context, [&](unit_of_work& unit) -> json {
        unit.groups().lock_membership();
        const credit_group group = lock_group(unit, change.group, member);
        if (joins) require_known(unit, member);
        if (!joins) {
            require_right(unit, group, credit_limit::unlimited(), change.user,
                          "leaving the credit group");
        }
        const auto changed =
            joins ? add_member(unit, group, member) : remove_member(unit, group, member);
        keep_trace(unit, change, joins ? "join_group" : "leave_group", member_json(member));
        json released = json::array();
        if (!joins) {
            released = released_after_leaving(unit, context, group, changed,
                                              "group changed: " + change.reason, day);
        }
        return {{"member", joins}, {"accounts", changed.size()}, {"released", released}};
    });
}

}  // namespace creditgate
