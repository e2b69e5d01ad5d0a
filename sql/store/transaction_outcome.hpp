// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only: what became of an ERP transaction, in SQL. PostgreSQL's own transactions
// are looked up. Of a row that was committed before this statement's snapshot, the transaction's id
// is below the snapshot's xmax, because ours came after it; an id that is not was restored from
// elsewhere and has ended, and asking pg_xact_status for it would be an error.
#pragma once

#include <string>
#include <string_view>

namespace creditgate {

// An expression over the text column `id`: 'in progress', 'committed', 'aborted', or NULL when the
// server has forgotten it.
inline std::string looked_up(std::string_view id) {
    const std::string number = "cast(" + std::string(id) + " as xid8)";
    return "case when " + number + " < pg_snapshot_xmax(pg_current_snapshot()) then " +
           "pg_xact_status(" + number + ") end";
}

// True where a reservation of the table `r` belongs to a transaction that has ended. Two "?": the
// time now for transactions whose outcome is told, and this cluster. Short on other databases, so
// that the parameters are the same: there nothing is looked up.
inline std::string has_ended(bool can_look_up) {
    const std::string status = can_look_up ? "coalesce(" + looked_up("r.transaction_id") +
                                                 ", 'forgotten') <> 'in progress'"
                                           : "1 = 1";
    return "case when r.cluster = '' then r.lapses_at <= ? when r.cluster = ? then " + status +
           " else 1 = 1 end";
}

// True where the transaction that used the release `h` has neither ended well nor may still do so.
// One "?": this cluster.
inline std::string use_came_to_nothing(bool can_look_up) {
    if (!can_look_up) return "(h.used_transaction = '' or (h.used_cluster = ? and 1 = 0))";
    return "(h.used_transaction = '' or (h.used_cluster = ? and coalesce(" +
           looked_up("h.used_transaction") + ", 'forgotten') = 'aborted'))";
}

// True where no transaction has used the release `h` for good. One "?": this cluster. A use whose
// outcome nobody told counts as one for good.
inline std::string not_used_up(bool can_look_up) {
    if (!can_look_up) return use_came_to_nothing(false);
    return "(h.used_transaction = '' or (h.used_cluster = ? and coalesce(" +
           looked_up("h.used_transaction") + ", 'forgotten') in ('in progress', 'aborted')))";
}

}  // namespace creditgate
