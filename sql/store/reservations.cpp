// SPDX-License-Identifier: Apache-2.0
#include "sql/store/reservations.hpp"

#include <algorithm>

#include "core/result/error.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
namespace {

constexpr std::string_view reservation_columns =
    "r.reservation_id, r.document_kind, r.document_id, r.cluster, r.transaction_id, r.hold_id, "
    "r.currency, r.amount_minor";

// A release's reservation lives while its hold is released and nobody has used it for good; where
// nothing can be looked up, end_transaction drops it. Parameters: account, now, cluster, cluster.
std::string where_ended(bool can_look_up) {
    return "where r.account_id = ? and ((r.hold_id = 0 and " + has_ended(can_look_up) +
           ") or (r.hold_id <> 0 and not exists (select 1 from cg_hold h "
           "where h.hold_id = r.hold_id and h.state = 'released' "
           "and (h.used_cluster = '' or " +
           not_used_up(can_look_up) + "))))";
}

// One statement on PostgreSQL. The rows it deletes are still there in its own snapshot.
const std::string& drop_and_select() {
    static const std::string sql = "with ended as (delete from cg_reservation r " +
                                   where_ended(true) + " returning r.reservation_id) select " +
                                   std::string(reservation_columns) +
                                   " from cg_reservation r where r.account_id = ? "
                                   "and r.reservation_id not in (select reservation_id from ended)";
    return sql;
}

const std::string& drop() {
    static const std::string sql = "delete from cg_reservation as r " + where_ended(false);
    return sql;
}

const std::string& select_all() {
    static const std::string sql = "select " + std::string(reservation_columns) +
                                   " from cg_reservation r where r.account_id = ?";
    return sql;
}

reservation stored_reservation(const row& from) {
    reservation result{.amount = stored_money(from, 6, "cg_reservation.currency")};
    result.reservation_id = from.number(0);
    result.document = stored_document(from, 1, "cg_reservation.document_kind");
    result.transaction = stored_transaction(from, 3);
    if (from.number(5) != 0) result.hold_id = from.number(5);
    return result;
}

constexpr std::string_view insert_head =
    "insert into cg_reservation (account_id, document_kind, document_id, cluster, transaction_id, "
    "hold_id, currency, amount_minor, lapses_at) select ?, ?, ?, ?, ?, ?, ?, ?, ? ";
constexpr std::string_view insert_tail =
    "on conflict (account_id, document_kind, document_id, cluster, transaction_id, hold_id) "
    "do update set currency = excluded.currency, amount_minor = excluded.amount_minor, "
    "lapses_at = excluded.lapses_at";

// Ours is numbered after the ERP's, which asks from within its own; so an id that is not below
// ours was never given out.
constexpr std::string_view in_progress =
    "case when cast(? as xid8) < pg_current_xact_id() "
    "then pg_xact_status(cast(? as xid8)) else 'future' end";

[[noreturn]] void fail_transaction(const erp_transaction& transaction, const std::string& found,
                                   std::string_view expected) {
    fail_field("bad_transaction", "transaction.id", transaction.id,
               "the ERP transaction " + transaction.id + " is " + found + ", expected " +
                   std::string(expected),
               "send pg_current_xact_id() of the ERP's own connection, in the same transaction");
}

// So that the casts in SQL cannot fail.
void require_number(const erp_transaction& transaction) {
    const std::string& id = transaction.id;
    const bool digits =
        std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && !id.empty() && id.size() <= 19) return;
    fail_transaction(transaction, "not a number", "a transaction id of PostgreSQL");
}

void require_cluster(const erp_transaction& transaction, const std::string& here) {
    if (transaction.cluster == here) return;
    fail_field("bad_transaction", "transaction.cluster", transaction.cluster,
               "the ERP's transaction is of the cluster " + transaction.cluster +
                   ", the credit archive lies in " + here,
               "let creditgate connect to the ERP's own database, and send system_identifier of "
               "pg_control_system()");
}

}  // namespace

std::vector<reservation> stored_reservations::live(const credit_account& account,
                                                   const timestamp& now) {
    const parameters ended{account.account_id, now.text, database_.cluster(), database_.cluster()};
    std::vector<row> rows;
    if (database_.kind() == dialect::postgresql) {
        parameters values = ended;
        values.emplace_back(account.account_id);
        rows = database_.query(drop_and_select(), values);
    } else {
        database_.execute(drop(), ended);
        rows = database_.query(select_all(), {account.account_id});
    }
    std::vector<reservation> result;
    result.reserve(rows.size());
    for (const row& each : rows) result.push_back(stored_reservation(each));
    return result;
}

void stored_reservations::reserve(const credit_account& account, const reservation& wanted,
                                  const std::optional<timestamp>& lapses_at) {
    std::optional<std::string> lapses;
    if (lapses_at) lapses = lapses_at->text;
    parameters values{account.account_id,
                      word(wanted.document.kind),
                      wanted.document.id,
                      cluster_of(wanted.transaction),
                      id_of(wanted.transaction),
                      wanted.hold_id.value_or(0),
                      wanted.amount.unit().code(),
                      wanted.amount.minor(),
                      lapses};
    std::string sql(insert_head);
    const bool looked_up_later = !cluster_of(wanted.transaction).empty();
    if (looked_up_later) {
        require_cluster(*wanted.transaction, database_.cluster());
        require_number(*wanted.transaction);
        sql.append("where ").append(in_progress).append(" = 'in progress' ");
        values.emplace_back(wanted.transaction->id);
        values.emplace_back(wanted.transaction->id);
    } else {
        sql.append("where 1 = 1 ");  // SQLite reads "on conflict" after a bare select as a join
    }
    const std::int64_t kept = database_.execute(sql.append(insert_tail), values);
    if (kept == 0) fail_transaction(*wanted.transaction, "not in progress", "one in progress");
}

void stored_reservations::free_document(const credit_account& account, document_key document,
                                        const std::optional<erp_transaction>& transaction) {
    static const std::string with_lookup =
        "delete from cg_reservation as r where r.account_id = ? and r.document_kind = ? "
        "and r.document_id = ? and r.hold_id = 0 "
        "and ((r.cluster = ? and r.transaction_id = ?) or (r.cluster <> '' and (r.cluster <> ? or "
        "coalesce(" +
        looked_up("r.transaction_id") + ", 'forgotten') <> 'in progress')))";
    static const std::string without =
        "delete from cg_reservation as r where r.account_id = ? and r.document_kind = ? "
        "and r.document_id = ? and r.hold_id = 0 and r.cluster = ? and r.transaction_id = ?";
    parameters values{account.account_id, word(document.kind), document.id, cluster_of(transaction),
                      id_of(transaction)};
    const bool can_look_up = database_.kind() == dialect::postgresql;
    if (can_look_up) values.emplace_back(database_.cluster());
    database_.execute(can_look_up ? with_lookup : without, values);
}

void stored_reservations::free_release(std::int64_t hold_id) {
    database_.execute("delete from cg_reservation where hold_id = ? and hold_id <> 0", {hold_id});
}

void stored_reservations::end_transaction(const erp_transaction& transaction, bool committed) {
    database_.execute(
        "delete from cg_reservation where transaction_id = ? and cluster = ? and hold_id = 0",
        {transaction.id, transaction.cluster});
    const std::string used = "used_transaction = ? and used_transaction <> '' and used_cluster = ?";
    if (committed) {
        database_.execute(
            "delete from cg_reservation where hold_id in (select hold_id from cg_hold where " +
                used + ")",
            {transaction.id, transaction.cluster});
        return;
    }
    database_.execute(
        "update cg_hold set used_decision_id = null, used_transaction = '', used_cluster = '' "
        "where " +
            used,
        {transaction.id, transaction.cluster});
}

reservation_port::outcome_of stored_reservations::outcome(const erp_transaction& transaction) {
    if (transaction.cluster.empty() || transaction.cluster != database_.cluster()) {
        return outcome_of::unknown;
    }
    require_number(transaction);
    const auto found =
        database_.query("select " + std::string(in_progress), {transaction.id, transaction.id});
    const std::string status = found.at(0).text(0);
    if (status == "in progress") return outcome_of::in_progress;
    if (status == "committed") return outcome_of::committed;
    if (status == "aborted") return outcome_of::aborted;
    if (status == "future") fail_transaction(transaction, "of the future", "one that has begun");
    return outcome_of::unknown;
}

}  // namespace creditgate
