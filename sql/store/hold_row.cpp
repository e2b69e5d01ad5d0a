// SPDX-License-Identifier: Apache-2.0
#include "sql/store/hold_row.hpp"

#include <sstream>

#include "sql/store/rows.hpp"

namespace creditgate {

namespace {

std::vector<rule> stored_rules(const std::string& text) {
    std::vector<rule> found;
    std::istringstream words(text);
    for (std::string each; words >> each;) {
        const auto known = from_word<rule>(each);
        if (!known) fail_stored("cg_hold.rules", each, "words of rules");
        found.push_back(*known);
    }
    return found;
}

void read_findings(hold& result, const row& from, std::size_t first) {
    result.found = {stored_rules(from.text(first)),
                    from.optional_number(first + 1),
                    {static_cast<int>(from.number(first + 2))}};
}

void read_terms(hold& result, const row& from, std::size_t first) {
    if (const auto up_to = from.optional_number(first)) {
        result.up_to = money(*up_to, result.amount.unit());
    }
    if (!from.text(first + 1).empty()) {
        result.terms.until = stored_date(from, first + 1, "cg_hold.release_until");
    }
    result.terms.all_stages = from.text(first + 2) == "all";
}

}  // namespace

std::string rules_text(const std::vector<rule>& rules) {
    std::string text = " ";
    for (const rule each : rules) text.append(word(each)).append(" ");
    return text;
}

hold stored_hold(const row& from, std::size_t first) {
    hold result{.amount = stored_money(from, first + 9, "cg_hold.currency")};
    result.hold_id = from.number(first);
    result.account_id = from.number(first + 1);
    result.company = {from.number(first + 2)};
    result.customer = {from.number(first + 3)};
    result.customer_name = from.text(first + 4);
    result.document = stored_document(from, first + 5, "cg_hold.document_kind");
    result.document_number = from.text(first + 7);
    result.where = stored_word<checkpoint>(from, first + 8, "cg_hold.checkpoint");
    result.state = stored_word<hold_state>(from, first + 11, "cg_hold.state");
    result.decision_id = from.optional_number(first + 12).value_or(0);
    result.opened = {from.text(first + 13), {from.text(first + 14)}, ""};
    result.requested = stored_note(from, first + 15);
    result.closed = stored_note(from, first + 18);
    result.forced = stored_note(from, first + 21);
    result.entered_by = from.text(first + 24);
    result.salesperson = from.text(first + 25);
    result.assigned_to = from.text(first + 26);
    result.waits_for_answer = from.number(first + 27) != 0;
    read_findings(result, from, first + 28);
    read_terms(result, from, first + 31);
    if (const auto margin = from.optional_number(first + 34)) {
        result.margin = money(*margin, result.amount.unit());
    }
    return result;
}

}  // namespace creditgate
