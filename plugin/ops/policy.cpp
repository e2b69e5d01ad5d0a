// SPDX-License-Identifier: Apache-2.0
//
// The life of a policy: one person drafts a version for a business day, another one approves it.
#include "plugin/json/policy.hpp"

#include "plugin/clock/utc.hpp"
#include "plugin/digest/sha256.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/policy_changes.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/policy_places.hpp"

namespace creditgate {
namespace {

json told(const stored_policy& stored) {
    const bool decided = stored.state != policy_state::draft;
    return {{"version", stored.version},
            {"state", word(stored.state)},
            {"in_force_from", format_date(stored.in_force_from)},
            {"note", stored.note},
            {"drafted_by", stored.drafted_by},
            {"drafted_at", stored.drafted_at.text},
            {"decided_by", decided ? json(stored.decided_by) : json()},
            {"decided_at", decided ? json(stored.decided_at.text) : json()}};
}

std::string called(std::int64_t version) {
    return "policy version " + std::to_string(version);
}

[[noreturn]] void fail_unknown(std::string_view field, std::int64_t version) {
    fail_field("unknown_policy", field, std::to_string(version), "there is no " + called(version),
               "list them with op policies");
}

stored_policy known_version(unit_of_work& unit, std::string_view field, std::int64_t version) {
    auto found = unit.policies().find(version);
    if (!found) fail_unknown(field, version);
    return *std::move(found);
}

[[noreturn]] void refuse(std::string_view code, std::int64_t version, const std::string& message,
                         std::string_view next) {
    fail({fault::refused, std::string(code), "version", std::to_string(version), message,
          std::string(next)});
}

// Locked, so that nobody else decides about it.
stored_policy draft_to_decide(unit_of_work& unit, std::int64_t version) {
    auto found = unit.policies().lock(version);
    if (!found) fail_unknown("version", version);
    if (found->state != policy_state::draft) {
        refuse("policy_decided", version,
               called(version) + " is " + std::string(word(found->state)) + " by " +
                   found->decided_by + ", expected a draft",
               "propose its text as a new version");
    }
    return *std::move(found);
}

void require_another_person(const stored_policy& draft, const person& user) {
    if (draft.drafted_by != user.name) return;
    refuse("own_policy", draft.version,
           called(draft.version) + " was drafted by " + user.name + ", who cannot approve it",
           "ask another manager to approve it");
}

// A version with a higher number that begins on the same day would hide it for ever.
void require_that_it_can_come_into_force(unit_of_work& unit, const stored_policy& draft) {
    const std::int64_t then = unit.policies().version_on(draft.in_force_from);
    if (then < draft.version) return;
    const stored_policy other = unit.policies().load(then);
    if (other.in_force_from != draft.in_force_from) return;
    refuse("policy_hidden", draft.version,
           called(then) + " is approved for the same day, " + format_date(draft.in_force_from),
           "propose the text as a new version, or for another day");
}

void keep_trace(unit_of_work& unit, std::string_view action, const stored_policy& about,
                const std::string& by, const timestamp& at) {
    const json details = {{"version", about.version},
                          {"in_force_from", format_date(about.in_force_from)},
                          {"sha256", sha256(about.body)}};
    unit.audit().append({std::nullopt, std::string(action), by, at, details.dump()});
}

// The answer of what a person decided about a draft.
json decide_about(op_context& context, reader& request, policy_state becomes) {
    const std::int64_t version = request.id("version");
    const person user = read_user(request);
    request.done();
    require_manager(user, "decide about a credit policy");
    return transact(context, [&](unit_of_work& unit) -> json {
        stored_policy draft = draft_to_decide(unit, version);
        const bool approves = becomes == policy_state::approved;
        if (approves) {
            require_another_person(draft, user);
            require_that_it_can_come_into_force(unit, draft);
        }
        draft.state = becomes;
        draft.decided_by = user.name;
        draft.decided_at = utc_now();
        unit.policies().decide(draft);
        if (approves && unit.guard().setting()) {
            guard_where_policies_can(unit, context.memory);
        }
        keep_trace(unit, approves ? "approve_policy" : "discard_policy", draft, user.name,
                   draft.decided_at);
        return told(draft);
    });
}

}  // namespace

json op_policy(op_context& context, reader& request) {
    const auto version = request.optional_id("version");
    const auto day = request.optional_day("business_date");
    request.done();
    if (!version && !day) {
        fail_field("missing_field", "business_date", "", "\"business_date\" is missing",
                   "send the day on which it is in force, or the version to look at");
    }
    if (version && day) {
        fail_field("unknown_field", "business_date", format_date(*day),
                   "\"business_date\" says nothing beside \"version\"", "send one of them");
    }
    return transact(context, [&](unit_of_work& unit) -> json {
        const stored_policy stored = version
                                         ? known_version(unit, "version", *version)
                                         : unit.policies().load(unit.policies().version_on(*day));
        json answer = told(stored);
        answer["policy"] = json::parse(stored.body);
        return answer;
    });
}

json op_policies(op_context& context, reader& request) {
    const auto before = request.optional_id("before_version");
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 100));
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        json all = json::array();
        for (const stored_policy& each : unit.policies().before(before, most)) {
            all.push_back(told(each));
        }
        return {{"policies", all}};
    });
}

json op_policy_changes(op_context& context, reader& request) {
    const std::int64_t from = request.id("from");
    const std::int64_t to = request.id("to");
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const stored_policy before = known_version(unit, "from", from);
        const stored_policy after = known_version(unit, "to", to);
        return {{"changes", policy_changes(json::parse(before.body), json::parse(after.body))}};
    });
}

json op_validate_policy(op_context& /*context*/, reader& request) {
    const policy read = read_policy(request.raw("policy"), "policy");
    request.done();
    return {{"name", read.name}, {"rules", read.rules.size()}};
}

json op_propose_policy(op_context& context, reader& request) {
    const json& document = request.raw("policy");
    static_cast<void>(read_policy(document, "policy"));
    stored_policy draft;
    draft.body = document.dump();
    draft.in_force_from = request.day("in_force_from");
    draft.note = request.optional_text("note", 2'000).value_or("");
    const person user = read_user(request);
    request.done();
    require_manager(user, "propose a credit policy");
    draft.drafted_by = user.name;
    return transact(context, [&](unit_of_work& unit) -> json {
        draft.drafted_at = utc_now();
        draft.version = unit.policies().append(draft);
        const stored_policy before =
            unit.policies().load(unit.policies().version_on(draft.in_force_from));
        keep_trace(unit, "propose_policy", draft, user.name, draft.drafted_at);
        json answer = told(draft);
        answer["replaces_version"] = before.version;
        answer["changes"] = policy_changes(json::parse(before.body), document);
        return answer;
    });
}

json op_approve_policy(op_context& context, reader& request) {
    return decide_about(context, request, policy_state::approved);
}

json op_discard_policy(op_context& context, reader& request) {
    return decide_about(context, request, policy_state::discarded);
}

}  // namespace creditgate
