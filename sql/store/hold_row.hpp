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
    "h.closed_by, h.closed_at, h.close_reason";
inline constexpr std::size_t hold_column_count = 21;

hold stored_hold(const row& from, std::size_t first = 0);

}  // namespace creditgate
