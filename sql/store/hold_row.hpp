// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only.
#pragma once

#include <string_view>

#include "core/hold/hold.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

// The columns that stored_hold reads, in its order; the table is named h.
inline constexpr std::string_view hold_columns =
    "h.hold_id, h.account_id, h.company_id, h.customer_id, h.customer_name, h.document_kind, "
    "h.document_id, h.document_number, h.checkpoint, h.currency, h.amount_minor, h.state, "
    "h.decision_id, h.opened_by, h.opened_at, h.requested_by, h.requested_at, h.request_note, "
    "h.closed_by, h.closed_at, h.close_reason, h.forced_by, h.forced_at, h.forced_note, "
    "h.entered_by, h.salesperson, h.assigned_to, h.waits_for_answer, h.rules, h.excess_minor, "
    "h.days_overdue, h.up_to_minor, h.release_until, h.release_stages, h.margin_minor";
inline constexpr std::size_t hold_column_count = 35;

// The words of rules as cg_hold.rules has them: each between blanks.
std::string rules_text(const std::vector<rule>& rules);

hold stored_hold(const row& from, std::size_t first = 0);

}  // namespace creditgate
