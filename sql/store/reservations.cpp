// SPDX-License-Identifier: Apache-2.0
#include "sql/store/reservations.hpp"

#include "sql/store/reservation_row.hpp"
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

void stored_reservations::reserve(const credit_account& account, const wanted_reservation& wanted) {
    const insertion made = insertion_of(database_, account.account_id, wanted);
    require_kept(database_.execute(made.sql, made.values), wanted.held);
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
    require_transaction_number(transaction);
    const auto found =
        database_.query("select " + std::string(status_of_newer), {transaction.id, transaction.id});
    const std::string status = found.at(0).text(0);
    if (status == "in progress") return outcome_of::in_progress;
    if (status == "committed") return outcome_of::committed;
    if (status == "aborted") return outcome_of::aborted;
    if (status == "future") fail_transaction(transaction, "of the future", "one that has begun");
    return outcome_of::unknown;
}

}  // namespace creditgate
