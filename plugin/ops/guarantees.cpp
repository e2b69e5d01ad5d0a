// SPDX-License-Identifier: Apache-2.0
//
// Guarantees, collateral and credit insurances of an account, which raise its limit for a time.
#include <algorithm>

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

json told(const stored_guarantee& held, date day) {
    json made = object_of("guarantee_id", held.guarantee_id, "name", held.name);
    made.update(guarantee_json(held.what));
    const bool counts = held.ended_by.empty() && held.what.valid.covers(day);
    made["adds"] = money_json(counts ? share_of(held.what.value, held.what.share)
                                     : money::zero(held.what.value.unit()));
    made["set_by"] = held.set_by;
    made["set_at"] = held.set_at.text;
    made["ended_by"] = held.ended_by.empty() ? json() : json(held.ended_by);
    return made;
}

[[noreturn]] void fail_unknown(std::int64_t guarantee_id) {
    fail_field("unknown_guarantee", "guarantee_id", std::to_string(guarantee_id),
               "there is no guarantee " + std::to_string(guarantee_id),
               "list them with op guarantees");
}

// What all guarantees together add, whatever their days.
limit_change change_with(const credit_account& account, const guarantee& more) {
    money before = money::zero(account.unit);
    for (const guarantee& each : account.guarantees) before += share_of(each.value, each.share);
    return {account.unit, credit_limit::of(before),
            credit_limit::of(before + share_of(more.value, more.share))};
}

void require_right(unit_of_work& unit, const credit_account& account, const guarantee& more,
                   const person& user) {
    require_unit(credit_limit::of(more.value), account.unit, "the account", "value.currency");
    require_reach(unit, change_with(account, more), user, "the guarantee");
    require_no_own_hold(unit, account, user);
}

// All that can be wrong is told before anything is made.
void require_sound(op_context& context, company_id company, customer_id customer,
                   const guarantee& more, const person& user) {
    transact(context, [&](unit_of_work& unit) -> json {
        require_right(unit, account_or_new(unit, company, customer), more, user);
        return nullptr;
    });
}

void require_room(const credit_account& account) {
    if (account.guarantees.size() < most_guarantees) return;
    fail_field("bad_limit", "customer", std::to_string(account.customer.value),
               "the customer has " + std::to_string(most_guarantees) + " guarantees already",
               "end one that is over");
}

// Holds that pass now are released.
json changed(unit_of_work& unit, op_context& context, credit_account account, const json& details,
             const person_note& why, date day) {
    require_sum(account, account.limit, account.terms);
    unit.audit().append({account.account_id, details.at("action").get<std::string>(), why.by,
                         why.at, details.dump()});
    const reevaluation done =
        reevaluate(unit, context, account, "guarantees changed: " + why.note, day);
    return {{"guarantee_id", details.at("guarantee_id")},
            {"limit", limit_json(account_on(account, day).limit)},
            {"released", released_json(done.released)}};
}

}  // namespace

json op_set_guarantee(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const date day = request.day("business_date");
    const std::string name = request.text("name");
    const guarantee what = read_guarantee(request);
    request.done();
    require_controller(user, "set a guarantee");
    require_sound(context, company, customer, what, user);
    bring_up_to_date(context, company, customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        credit_account account = unit.accounts().lock_with_group(company, customer);
        require_right(unit, account, what, user);
        require_room(account);
        std::int64_t id = 0;
        const person_note why{user.name, utc_now(), reason};
        account.guarantees =
            unit.guarantees().add(account, {0, name, what, why.by, why.at, ""}, id);
        const json details = {{"action", "set_guarantee"},
                              {"guarantee_id", id},
                              {"name", name},
                              {"guarantee", guarantee_json(what)},
                              {"reason", reason}};
        return changed(unit, context, account, details, why, day);
    });
}

json op_end_guarantee(op_context& context, reader& request) {
    const std::int64_t id = request.id("guarantee_id");
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const date day = request.day("business_date");
    request.done();
    require_controller(user, "end a guarantee");
    std::optional<guarantee_owner> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = unit.guarantees().find(id);
        return nullptr;
    });
    if (!found || !found->held.ended_by.empty()) fail_unknown(id);
    bring_up_to_date(context, found->company, found->customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        credit_account account = unit.accounts().lock_with_group(found->company, found->customer);
        const person_note why{user.name, utc_now(), reason};
        account.guarantees = unit.guarantees().end(account, id, why.by, why.at);
        const json details = {
            {"action", "end_guarantee"}, {"guarantee_id", id}, {"reason", reason}};
        return changed(unit, context, account, details, why, day);
    });
}

json op_guarantees(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    const date day = request.day("business_date");
    const bool ended_too = request.flag("ended_too", false);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        json all = json::array();
        if (const auto account = unit.accounts().find(company, customer)) {
            for (const stored_guarantee& each : unit.guarantees().of(*account, ended_too)) {
                all.push_back(told(each, day));
            }
        }
        return {{"guarantees", all}};
    });
}

}  // namespace creditgate
