// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/hold_json.hpp"

#include "plugin/json/values.hpp"
#include "plugin/ops/record.hpp"

namespace creditgate {
namespace {

json note_json(const std::optional<person_note>& note, const char* text_name) {
    if (!note) return nullptr;
    return {{"by", note->by}, {"at", note->at.text}, {text_name, note->note}};
}

json closed_json(const hold& shown) {
    json made = note_json(shown.closed, "reason");
    if (made.is_null()) return made;
    made["release_amount"] =
        shown.state == hold_state::released ? money_json(shown.amount) : json(nullptr);
    return made;
}

// The reasons as they were found by the hold's latest decision.
void add_reasons(json& made, unit_of_work& unit, const hold& shown, std::string_view language) {
    const auto decided = unit.decisions().find(shown.decision_id);
    if (!decided) {
        made["reasons"] = json::array();
        made["message"] = "";
        return;
    }
    explanation told = told_by(json::parse(decided->record));
    told.hold_id = shown.hold_id;
    made["reasons"] = reasons_json(told, language);
    made["message"] = explain(told,
                              {shown.document.kind, shown.document_number, shown.document.id,
                               shown.customer_name, shown.amount},
                              language);
}

}  // namespace

json document_json(const hold& shown) {
    return {{"kind", word(shown.document.kind)},
            {"id", shown.document.id},
            {"number", shown.document_number},
            {"amount", money_json(shown.amount)}};
}

json hold_json(unit_of_work& unit, const hold& shown, std::string_view language) {
    json made = {{"hold_id", shown.hold_id},         {"company", shown.company.value},
                 {"customer", shown.customer.value}, {"customer_name", shown.customer_name},
                 {"document", document_json(shown)}, {"checkpoint", word(shown.where)},
                 {"state", word(shown.state)},       {"opened_at", shown.opened.at.text},
                 {"opened_by", shown.opened.by}};
    add_reasons(made, unit, shown, language);
    made["requested"] = note_json(shown.requested, "note");
    made["closed"] = closed_json(shown);
    return made;
}

hold require_hold(unit_of_work& unit, std::int64_t hold_id) {
    if (auto found = unit.holds().find(hold_id)) return *found;
    fail_field("unknown_hold", "hold_id", std::to_string(hold_id),
               "there is no hold " + std::to_string(hold_id), "list the holds with op holds");
}

locked_hold lock_hold(unit_of_work& unit, std::int64_t hold_id) {
    const hold seen = require_hold(unit, hold_id);
    const credit_account account = unit.accounts().lock(seen.company, seen.customer);
    return {account, require_hold(unit, hold_id)};
}

}  // namespace creditgate
