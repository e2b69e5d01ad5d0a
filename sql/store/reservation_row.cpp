// SPDX-License-Identifier: Apache-2.0
#include "sql/store/reservation_row.hpp"

#include <algorithm>

#include "core/result/error.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr std::string_view insert_head =
    "insert into cg_reservation (account_id, document_kind, document_id, cluster, transaction_id, "
    "hold_id, currency, amount_minor, lapses_at) select ?, ?, ?, ?, ?, ?, ?, ?, ? ";
// Asked twice in one transaction, the larger one stays: the grant of either answer can be taken.
constexpr std::string_view insert_tail =
    "on conflict (account_id, document_kind, document_id, cluster, transaction_id, hold_id, "
    "currency) do update set lapses_at = excluded.lapses_at, amount_minor = "
    "case when excluded.amount_minor > cg_reservation.amount_minor then excluded.amount_minor "
    "else cg_reservation.amount_minor end";

void require_cluster(const erp_transaction& transaction, const std::string& here) {
    if (transaction.cluster == here) return;
    fail_field("bad_transaction", "transaction.cluster", transaction.cluster,
               "the ERP's transaction is of the cluster " + transaction.cluster +
                   ", the credit archive lies in " + here,
               "let creditgate connect to the ERP's own database, and send system_identifier of "
               "pg_control_system()");
}

}  // namespace

void fail_transaction(const erp_transaction& transaction, const std::string& found,
                      std::string_view expected) {
    fail_field("bad_transaction", "transaction.id", transaction.id,
               "the ERP transaction " + transaction.id + " is " + found + ", expected " +
                   std::string(expected),
               "send pg_current_xact_id() of the ERP's own connection, in the same transaction");
}

// So that the casts in SQL cannot fail.
void require_transaction_number(const erp_transaction& transaction) {
    const std::string& id = transaction.id;
    const bool digits =
        std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && !id.empty() && id.size() <= 19) return;
    fail_transaction(transaction, "not a number", "a transaction id of PostgreSQL");
}

void require_transaction_here(connection& database, const erp_transaction& transaction) {
    require_cluster(transaction, database.cluster());
    require_transaction_number(transaction);
}

insertion insertion_of(connection& database, std::int64_t account_id,
                       const wanted_reservation& wanted) {
    const reservation& held = wanted.held;
    std::optional<std::string> lapses;
    if (wanted.lapses_at) lapses = wanted.lapses_at->text;
    insertion made{std::string(insert_head),
                   {account_id, word(held.document.kind), held.document.id,
                    cluster_of(held.transaction), id_of(held.transaction), held.hold_id.value_or(0),
                    held.amount.unit().code(), held.amount.minor(), lapses}};
    if (cluster_of(held.transaction).empty()) {
        // SQLite reads "on conflict" after a bare select as a join.
        made.sql.append("where 1 = 1 ").append(insert_tail);
        return made;
    }
    require_transaction_here(database, *held.transaction);
    made.sql.append("where ").append(status_of_newer).append(" = 'in progress' ");
    made.values.emplace_back(held.transaction->id);
    made.values.emplace_back(held.transaction->id);
    made.sql.append(insert_tail);
    return made;
}

void fail_not_in_progress(const erp_transaction& transaction) {
    fail_transaction(transaction, "not in progress", "one in progress");
}

}  // namespace creditgate
