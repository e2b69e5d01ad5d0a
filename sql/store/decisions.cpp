// SPDX-License-Identifier: Apache-2.0
#include "sql/store/decisions.hpp"

#include "sql/store/insert.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {

std::optional<same_decision> stored_decisions::find_same(const check_event& event) {
    const auto found = database_.query(
        "select decision_id, record from cg_decision "
        "where request_id = ? and cluster = ? and transaction_id = ? and checkpoint = ?",
        {event.request_id, cluster_of(event.transaction), id_of(event.transaction),
         word(event.where)});
    if (found.empty()) return std::nullopt;
    return same_decision{found[0].number(0), found[0].text(1)};
}

std::int64_t stored_decisions::append(const decision_record& decision) {
    return insert_numbered(
        database_,
        "insert into cg_decision (account_id, request_id, cluster, transaction_id, checkpoint, "
        "document_kind, document_id, document_number, currency, amount_minor, outcome, "
        "policy_version, business_date, decided_at, decided_for, record) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "decision_id",
        {decision.account_id, decision.request_id, cluster_of(decision.transaction),
         id_of(decision.transaction), word(decision.where), word(decision.document.kind),
         decision.document.id, decision.document_number, decision.amount.unit().code(),
         decision.amount.minor(), word(decision.result), decision.policy_version,
         format_date(decision.business_date), decision.decided_at.text, decision.decided_for,
         decision.record});
}

std::optional<decision_record> stored_decisions::find(std::int64_t decision_id) {
    const auto found = database_.query(
        "select decision_id, account_id, request_id, cluster, transaction_id, checkpoint, "
        "document_kind, document_id, document_number, currency, amount_minor, outcome, "
        "policy_version, business_date, decided_at, decided_for, record "
        "from cg_decision where decision_id = ?",
        {decision_id});
    if (found.empty()) return std::nullopt;
    const row& from = found[0];
    const auto day = stored_date(from, 13, "cg_decision.business_date");
    return decision_record{from.number(0),
                           from.number(1),
                           from.text(2),
                           stored_transaction(from, 3),
                           stored_word<checkpoint>(from, 5, "cg_decision.checkpoint"),
                           stored_document(from, 6, "cg_decision.document_kind"),
                           from.text(8),
                           stored_money(from, 9, "cg_decision.currency"),
                           stored_word<outcome>(from, 11, "cg_decision.outcome"),
                           from.number(12),
                           day.value(),
                           {from.text(14)},
                           from.text(15),
                           from.text(16)};
}

}  // namespace creditgate
