// SPDX-License-Identifier: Apache-2.0
//
// The guard in the ERP's database, and what went on without approval.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/policy_places.hpp"

namespace creditgate {
namespace {

guard_setting setting_of(unit_of_work& unit) {
    const auto found = unit.guard().setting();
    if (found) return *found;
    fail({fault::refused, "no_guard", "", "",
          "the adapter of this ERP brings no guard (the view cg_erp_guarded)",
          "install the adapter's newest views and triggers: creditgate install"});
}

json setting_json(const guard_setting& setting) {
    json places = json::array();
    for (const checkpoint each : setting.pass_unchecked) places.push_back(word(each));
    return {{"mode", word(setting.mode)}, {"pass_unchecked", places}};
}

json uncovered_json(const uncovered_document& each) {
    return {{"document",
             {{"kind", word(each.document.kind)},
              {"id", each.document.id},
              {"number", each.number},
              {"amount", money_json(each.amount)}}},
            {"checkpoint", word(each.where)},
            {"company", each.company.value},
            {"customer", each.customer.value},
            {"covered", optional_money_json(each.covered)}};
}

}  // namespace

json op_guard(op_context& context, reader& request) {
    const bool changes = request.has("mode");
    guard_setting wanted;
    person user;
    if (changes) {
        wanted.mode = request.one_of<guard_mode>("mode");
        wanted.pass_unchecked = request.some_of<checkpoint>("pass_unchecked");
        user = read_user(request);
        require_manager(user, "change the guard");
    }
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        if (!changes) return setting_json(setting_of(unit));
        // Who approves a policy waits, and adds its checkpoints to what is set here.
        unit.policies().lock(1);
        const guard_setting before = setting_of(unit);
        // A policy of before the guard was installed.
        guard_where_policies_can(unit, context.memory);
        std::int64_t covered = 0;
        if (wanted.mode == guard_mode::enforce && before.mode != guard_mode::enforce) {
            covered = unit.guard().cover_all();
        }
        unit.guard().set(wanted);
        json answer = setting_json(wanted);
        answer["covered_now"] = covered;
        unit.audit().append({std::nullopt, "guard", user.name, utc_now(), answer.dump()});
        return answer;
    });
}

json op_audit(op_context& context, reader& request) {
    const std::int64_t after = request.optional_id("after_noted_id").value_or(0);
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 100));
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        setting_of(unit);
        json uncovered = json::array();
        for (const uncovered_document& each : unit.guard().uncovered(most)) {
            uncovered.push_back(uncovered_json(each));
        }
        json noted = json::array();
        for (const noted_document& each : unit.guard().noted(after, most)) {
            json one = uncovered_json(each.what);
            one["noted_id"] = each.noted_id;
            one["at"] = each.at.text;
            one["by"] = each.by;
            one["unchecked"] = each.unchecked;
            one["decided_at"] = each.decided_at ? json(each.decided_at->text) : json(nullptr);
            one["decision_id"] = each.decision_id ? json(*each.decision_id) : json(nullptr);
            one["merged_from"] = each.merged_from ? json(each.merged_from->value) : json(nullptr);
            noted.push_back(std::move(one));
        }
        return {{"uncovered", uncovered}, {"noted", noted}};
    });
}

}  // namespace creditgate
