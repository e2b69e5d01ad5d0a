// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/hold_json.hpp"

#include <algorithm>

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
    made["release_amount"] = shown.state == hold_state::released
                                 ? money_json(shown.up_to.value_or(shown.amount))
                                 : json(nullptr);
    return made;
}

json excess_json(const hold& shown, currency unit) {
    const auto& excess = shown.found.excess_minor;
    return excess ? money_json({*excess, unit}) : json(nullptr);
}

// What there is to tell of a document that was put on hold before anybody asked for it.
explanation told_of_forced(const hold& shown) {
    explanation told;
    told.result = outcome::hold;
    if (shown.forced) told.reasons.push_back({rule::forced_hold, outcome::hold, {}, {}});
    return told;
}

bool names(const std::vector<reason>& reasons, rule kind) {
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const reason& each) { return each.kind == kind; });
}

// The reasons as they were found by the hold's latest decision; that a person has put it on hold
// since comes first.
explanation told_of(unit_of_work& unit, const hold& shown) {
    const auto decided = unit.decisions().find(shown.decision_id);
    explanation told = decided ? told_by(json::parse(decided->record)) : told_of_forced(shown);
    told.hold_id = shown.hold_id;
    if (!shown.forced) return told;
    told.forced = forced_hold{shown.hold_id, shown.forced->by, shown.forced->note};
    if (!names(told.reasons, rule::forced_hold)) {
        told.reasons.insert(told.reasons.begin(), reason{rule::forced_hold, outcome::hold, {}, {}});
        told.ways.payment_suffices = false;
        told.ways.fits.reset();
        told.ways.ship_from.reset();
    }
    return told;
}

void add_reasons(json& made, unit_of_work& unit, const hold& shown, std::string_view language) {
    const explanation told = told_of(unit, shown);
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

json release_terms_json(const release_terms& terms, const money& up_to) {
    return {{"up_to", money_json(up_to)},
            {"until", optional_date_json(terms.until)},
            {"stages", terms.all_stages ? "all" : "this"}};
}

json hold_json(unit_of_work& unit, const hold& shown, std::string_view language) {
    const currency unit_of_account =
        unit.accounts().find(shown.company, shown.customer).value().unit;
    json made = {{"hold_id", shown.hold_id},
                 {"company", shown.company.value},
                 {"customer", shown.customer.value},
                 {"customer_name", shown.customer_name},
                 {"document", document_json(shown)},
                 {"checkpoint", word(shown.where)},
                 {"state", word(shown.state)},
                 {"opened_at", shown.opened.at.text},
                 {"opened_by", shown.opened.by},
                 {"entered_by", shown.entered_by},
                 {"salesperson", shown.salesperson},
                 {"assigned_to", shown.assigned_to},
                 {"waits_for_answer", shown.waits_for_answer},
                 {"margin", shown.margin ? money_json(*shown.margin) : json(nullptr)},
                 {"excess", excess_json(shown, unit_of_account)},
                 {"days_overdue", shown.found.overdue.days},
                 {"forced", note_json(shown.forced, "reason")}};
    add_reasons(made, unit, shown, language);
    made["requested"] = note_json(shown.requested, "note");
    made["closed"] = closed_json(shown);
    made["terms"] = shown.up_to ? release_terms_json(shown.terms, *shown.up_to) : json(nullptr);
    return made;
}

json hold_json_with_entries(unit_of_work& unit, const hold& shown, std::string_view language) {
    json made = hold_json(unit, shown, language);
    made["entries"] = json::array();
    for (const hold_entry& each : unit.holds().entries(shown.hold_id)) {
        made["entries"].push_back({{"kind", word(each.kind)},
                                   {"by", each.said.by},
                                   {"at", each.said.at.text},
                                   {"text", each.said.note}});
    }
    return made;
}

hold require_hold(unit_of_work& unit, std::int64_t hold_id) {
    if (auto found = unit.holds().find(hold_id)) return *found;
    fail_field("unknown_hold", "hold_id", std::to_string(hold_id),
               "there is no hold " + std::to_string(hold_id), "list the holds with op holds");
}

namespace {

locked_hold with_its_hold(unit_of_work& unit, credit_account account, std::int64_t hold_id) {
    hold held = require_hold(unit, hold_id);
    if (held.account_id == account.account_id) return {std::move(account), std::move(held)};
    // A hold by hand goes along with its document to another payer.
    fail({fault::unavailable, "database_conflict", "hold_id", std::to_string(hold_id),
          "the document of hold " + std::to_string(hold_id) + " has another payer since",
          "try again"});
}

}  // namespace

locked_hold lock_hold(unit_of_work& unit, std::int64_t hold_id) {
    const hold seen = require_hold(unit, hold_id);
    return with_its_hold(unit, unit.accounts().lock(seen.company, seen.customer), hold_id);
}

locked_hold lock_hold_with_group(unit_of_work& unit, std::int64_t hold_id) {
    const hold seen = require_hold(unit, hold_id);
    return with_its_hold(unit, unit.accounts().lock_with_group(seen.company, seen.customer),
                         hold_id);
}

void note_attention(unit_of_work& unit, const hold& held, const person& who, const timestamp& at) {
    if (could_release(held, who)) unit.holds().attend(held.hold_id, at);
}

}  // namespace creditgate
