// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/made_decision.hpp"

#include "core/policy/lines.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {

explanation explanation_of(const made_decision& made, std::int64_t hold_id) {
    return {made.decided.result,
            made.decided.reasons,
            made.decided.before.currencies_without_rate,
            made.ways,
            hold_id,
            made.decided.by_release_of_hold ? made.basis.facts.release->released_by : "",
            made.asked == moment_of_asking::afterwards,
            made.basis.facts.forced,
            made.decided.excluded_by,
            made.decided.in_pilot,
            made.decided.by_opening_cover.has_value()};
}

json credit_of(const check_facts& facts, const decision& decided, std::string_view name,
               const policy& rules) {
    const policy own = lines_for(rules, subject_of(facts));
    json credit = credit_json(facts.account, decided.before, name, own);
    credit["groups"] = groups_json(facts.groups, decided.groups_before, own);
    return credit;
}

document_words words_of(const check_event& event) {
    return {event.document.kind, event.document_number, event.document.id, event.customer_name,
            event.amount};
}

void add_what_let_it_pass(json& answer, const decision& decided,
                          const std::optional<opening_cover>& cover) {
    if (decided.in_pilot) answer["pilot"] = object_of("outcome", word(*decided.in_pilot));
    if (!decided.by_opening_cover) return;
    answer["opening_cover"] = object_of("decision_id", *decided.by_opening_cover, "up_to",
                                        money_json(cover.value().up_to));
}

json answer_json(const made_decision& made, std::int64_t hold_id) {
    const std::string& language = made.basis.language;
    const explanation explained = explanation_of(made, hold_id);
    json missing = json::array();
    for (const currency& each : explained.currencies_without_rate) missing.push_back(each.code());
    json answer = object_of("outcome", word(made.decided.result), "decision_id", nullptr, "hold_id",
                            hold_id == 0 ? json(nullptr) : json(hold_id), "reasons",
                            reasons_json(explained, language), "message",
                            explain(explained, words_of(made.event), language), "clear",
                            clearing_json(made.ways), "currencies_without_rate", std::move(missing),
                            "document_amount", optional_money_json(made.decided.document_amount),
                            "excluded_by", excluded_json(explained, language), "policy_version",
                            made.rules.version, "as_of", made.now.text);
    if (made.asked == moment_of_asking::afterwards) answer["went_on_before"] = true;
    add_what_let_it_pass(answer, made.decided, made.basis.facts.opening);
    return answer;
}

decision_record record_of(const made_decision& made, std::int64_t decision_id, const json& answer) {
    return {decision_id,
            made.basis.facts.account.account_id,
            made.event.request_id,
            made.event.transaction,
            made.event.where,
            made.event.document,
            made.event.document_number,
            made.event.amount,
            made.decided.result,
            made.rules.version,
            made.event.business_date,
            made.now,
            made.event.user.name,
            record_text(made.event, made.basis, answer),
            made.decided.in_pilot};
}

}  // namespace creditgate
