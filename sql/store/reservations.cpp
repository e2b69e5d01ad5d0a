// SPDX-License-Identifier: Apache-2.0
#include "sql/store/reservations.hpp"

#include "sql/store/reservation_row.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
void stored_reservations::reserve(const credit_account& account, const wanted_reservation& wanted) {
    const insertion made = insertion_of(database_, account.account_id, wanted);
    const std::int64_t kept = database_.execute(made.sql, made.values);
    if (kept == 0) fail_not_in_progress(*wanted.held.transaction);
}

// While the transaction that asked is in progress, the grant it was given can be taken: until it
// has ended the document holds its amount, withdrawn or not.
void stored_reservations::free_document(const credit_account& account, document_key document,
                                        const std::optional<erp_transaction>& transaction) {
    static const std::string with_lookup =
        "delete from cg_reservation as r where r.account_id = ? and r.document_kind = ? "
        "and r.document_id = ? and r.hold_id = 0 "
        "and ((r.cluster = '' and r.cluster = ? and r.transaction_id = ?) "
        "or (r.cluster <> '' and (r.cluster <> ? or "
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
    if (can_look_up) return;
    database_.execute(
        "delete from cg_cover where document_kind = ? and document_id = ? and shown_minor is null",
        {word(document.kind), document.id});
}

void stored_reservations::free_release(std::int64_t hold_id) {
    database_.execute("delete from cg_reservation where hold_id = ? and hold_id <> 0", {hold_id});
}

// Reservations change under their account's lock only: a check that counts them reads the ERP's
// documents before, and must not find a reservation gone whose document it has not seen yet.
void stored_reservations::lock_accounts_of(const erp_transaction& transaction) {
    if (database_.kind() != dialect::postgresql) return;
    database_.query(
        "select account_id from cg_account where account_id in ("
        "select account_id from cg_reservation where transaction_id = ? and cluster = ? union all "
        "select account_id from cg_hold where used_transaction = ? and used_transaction <> '' "
        "and used_cluster = ?) order by account_id for no key update",
        {transaction.id, transaction.cluster, transaction.id, transaction.cluster});
}

void stored_reservations::end_transaction(const erp_transaction& transaction, bool committed) {
    lock_accounts_of(transaction);
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
    // A cover that was not taken in the transaction itself: nothing has come of the approval.
    if (database_.kind() == dialect::postgresql) return;
    database_.execute(
        "delete from cg_cover where shown_minor is null and decision_id in ("
        "select c.decision_id from cg_cover c join cg_decision d on d.decision_id = c.decision_id "
        "where c.shown_minor is null and d.transaction_id = ? and d.cluster = ?)",
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
