// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/told_decision.hpp"

#include "core/decision/looks.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/policy.hpp"
#include "plugin/json/scope.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/look_text.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/notice_json.hpp"
#include "plugin/ops/replayed_decision.hpp"

namespace creditgate {
namespace {

const policy_version& version_of(unit_of_work& unit, policy_versions& known, std::int64_t version) {
    const auto kept = known.find(version);
    if (kept != known.end()) return kept->second;
    stored_policy stored = unit.policies().load(version);
    json body = parse_message(stored.body);
    policy rules = read_policy(body, "policy");
    rules.version = version;
    return known
        .emplace(version, policy_version{std::move(stored), std::move(body), std::move(rules)})
        .first->second;
}

// Null for a line that no policy has to have.
json line_json(const rule_setting& line, const policy_version& by) {
    for (std::size_t i = 0; i < by.rules.rules.size(); ++i) {
        const rule_setting& each = by.rules.rules[i];
        if (is_same_rule(each, line) && each.whom == line.whom) return by.body.at("rules").at(i);
    }
    return nullptr;
}

reason reason_of(const rule_look& look) {
    return {look.line.kind,  look.effect,    look.what.value,     look.what.threshold,
            look.what.about, look.line.whom, look.what.conditions};
}

json look_json(const rule_look& look, const policy_version& by, const explanation& told,
               std::string_view language) {
    json made = object_of(
        "rule", word(look.line.kind), "outcome", word(look.effect), "result", word(look.result),
        "value", figure_json(look.what.value), "threshold", figure_json(look.what.threshold),
        "value_text", value_text(look, language), "threshold_text", threshold_text(look, language),
        "text", nullptr, "clear", nullptr, "scope", scope_json(look.line.whom), "instead_of",
        json::array(), "line", line_json(look.line, by));
    if (look.result == look_result::found) {
        const json why = reason_json(reason_of(look), told, language);
        made["text"] = why.at("text");
        made["clear"] = why.at("clear");
    }
    for (const scope& each : look.outdone) made["instead_of"].push_back(scope_json(each));
    return made;
}

json looks_json(const made_decision& made, const policy_version& by, const explanation& told,
                std::string_view language) {
    json all = json::array();
    for (const rule_look& each : decide_and_tell(made.event, made.basis.facts, by.rules).looks) {
        all.push_back(look_json(each, by, told, language));
    }
    return all;
}

json policy_json(const policy_version& by) {
    return object_of("version", by.stored.version, "name", by.rules.name, "in_force_from",
                     format_date(by.stored.in_force_from), "drafted_by", by.stored.drafted_by,
                     "decided_by", by.stored.decided_by);
}

json replay_json(const replayed_decision& again) {
    return object_of("result", word(again.result), "place", again.place, "recorded",
                     valid_text(again.recorded), "replayed", valid_text(again.replayed));
}

json document_json(const decision_record& stored) {
    return object_of("kind", word(stored.document.kind), "id", stored.document.id, "number",
                     stored.document_number, "amount", money_json(stored.amount));
}

// What was answered then, with who had released it: that is among the facts.
explanation explanation_on_record(const json& record, const made_decision& made) {
    explanation told = told_by(record);
    const auto& release = made.basis.facts.release;
    if (made.decided.by_release_of_hold && release) told.released_by = release->released_by;
    return told;
}

// The hold that the decision opened or found, or the one whose release it used.
std::int64_t hold_of(const explanation& told, const made_decision& made) {
    return told.hold_id != 0 ? told.hold_id : made.decided.by_release_of_hold.value_or(0);
}

json hold_and_notices(unit_of_work& unit, std::int64_t hold_id, std::string_view language) {
    const auto held = hold_id == 0 ? std::nullopt : unit.holds().find(hold_id);
    if (!held) return object_of("hold", nullptr, "notices", json::array());
    json notices = json::array();
    for (const put_notice& each : unit.notices().of_hold(hold_id)) {
        notices.push_back(object_of("kind", word(each.what.kind), "by", each.what.by, "to",
                                    recipients_json(each.what), "put_at", each.at.text, "state",
                                    word(each.state), "ended_at",
                                    each.ended_at ? json(each.ended_at->text) : json(nullptr)));
    }
    return object_of("hold", hold_json_with_entries(unit, *held, language), "notices",
                     std::move(notices));
}

json told_as_it_was(const decision_record& stored, const explanation& told,
                    const made_decision& made, const policy_version& by,
                    std::string_view language) {
    const decision& decided = made.decided;
    const check_event& event = made.event;
    json answer = object_of(
        "decision_id", stored.decision_id, "company", event.company.value, "customer",
        event.customer.value, "customer_name", event.customer_name, "checkpoint",
        word(stored.where), "document", document_json(stored), "business_date",
        format_date(stored.business_date), "decided_at", stored.decided_at.text, "decided_for",
        stored.decided_for, "outcome", word(stored.result), "message",
        explain(told, words_of(event), language), "reasons", reasons_json(told, language),
        "excluded_by", excluded_json(told, language), "clear", clearing_json(told.ways),
        "clear_text", clearing_text(told, language), "rules", looks_json(made, by, told, language),
        "policy", policy_json(by), "document_amount", optional_money_json(decided.document_amount),
        "document_bucket", word(decided.document_bucket), "exposure_with_document",
        money_json(with_document(decided.before, decided.document_amount, decided.document_bucket)),
        "credit", credit_of(made.basis.facts, decided, event.customer_name, by.rules), "replay",
        replay_json(replay(stored, by.rules)));
    answer["by_release_of_hold"] =
        decided.by_release_of_hold ? json(*decided.by_release_of_hold) : json(nullptr);
    return answer;
}

[[noreturn]] void fail_unreadable(const decision_record& stored, const std::string& why) {
    fail_field("decision_unreadable", "ids", std::to_string(stored.decision_id),
               "the record of decision " + std::to_string(stored.decision_id) +
                   " cannot be read: " + shortened(valid_text(why), 200),
               "run creditgate audit verify, which names what was changed");
}

struct read_back {
    json answer;
    std::int64_t hold_id;  // 0: there is none
};

read_back from_record(const decision_record& stored, const policy_version& by,
                      std::string_view language) {
    const json record = json::parse(stored.record);
    const made_decision made = made_again(record, by.rules);
    const explanation told = explanation_on_record(record, made);
    return {told_as_it_was(stored, told, made, by, language), hold_of(told, made)};
}

read_back readable(const decision_record& stored, const policy_version& by,
                   std::string_view language) {
    try {
        return from_record(stored, by, language);
    } catch (const failure& error) {
        fail_unreadable(stored, error.detail().message);
    } catch (const std::exception& error) {
        fail_unreadable(stored, error.what());
    }
}

}  // namespace

json told_decision_json(unit_of_work& unit, policy_versions& known, const decision_record& stored,
                        std::string_view language) {
    read_back read = readable(stored, version_of(unit, known, stored.policy_version), language);
    read.answer.update(hold_and_notices(unit, read.hold_id, language));
    return std::move(read.answer);
}

}  // namespace creditgate
