// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only: how a reservation is kept, which a decision does in its own statement.
#pragma once

#include <string>
#include <string_view>

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// Two "?", both the id of an ERP transaction whose call this is. Ours is numbered after it, so an
// id that is not below ours was never given out: 'future'.
inline constexpr std::string_view status_of_newer =
    "case when cast(? as xid8) < pg_current_xact_id() "
    "then pg_xact_status(cast(? as xid8)) else 'future' end";

struct insertion {
    std::string sql;
    parameters values;
};

// Inserts one row, or none when the ERP transaction is not in progress. Throws `failure`
// bad_transaction when it is of another cluster than this database.
insertion insertion_of(connection& database, std::int64_t account_id,
                       const wanted_reservation& wanted);
[[noreturn]] void fail_not_in_progress(const erp_transaction& transaction);

// So that a cast in SQL cannot fail.
void require_transaction_number(const erp_transaction& transaction);

// One that can be looked up is of this database's cluster and a number; throws `failure`
// bad_transaction.
void require_transaction_here(connection& database, const erp_transaction& transaction);

[[noreturn]] void fail_transaction(const erp_transaction& transaction, const std::string& found,
                                   std::string_view expected);

}  // namespace creditgate
