// SPDX-License-Identifier: Apache-2.0
#include "sql/store/hold_row.hpp"

#include "sql/store/rows.hpp"

namespace creditgate {

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
    return result;
}

}  // namespace creditgate
