// SPDX-License-Identifier: Apache-2.0
#include "sql/store/decisions.hpp"

#include "sql/store/hold_row.hpp"
#include "sql/store/insert.hpp"
#include "sql/store/policies.hpp"
#include "sql/store/reservation_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {

namespace {

// One statement for all three: a check pays for each question it asks the server.
const std::string& select_standing() {
    static const std::string sql =
        "select (select max(version) from cg_policy), d.decision_id, d.record, " +
        std::string(hold_columns) +
        " from (select 1 as here) question "
        "left join cg_decision d on d.request_id = ? and d.cluster = ? and d.transaction_id = ? "
        "and d.checkpoint = ? "
        "left join cg_hold h on h.document_kind = ? and h.document_id = ? and h.checkpoint = ? "
        "and h.state = 'open' and h.account_id = ?";
    return sql;
}

constexpr std::string_view insert_decision =
    "insert into cg_decision (account_id, request_id, cluster, transaction_id, checkpoint, "
    "document_kind, document_id, document_number, currency, amount_minor, outcome, "
    "policy_version, business_date, decided_at, decided_for, record) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

parameters values_of(const decision_record& decision) {
    return {decision.account_id,
            decision.request_id,
            cluster_of(decision.transaction),
            id_of(decision.transaction),
            word(decision.where),
            word(decision.document.kind),
            decision.document.id,
            decision.document_number,
            decision.amount.unit().code(),
            decision.amount.minor(),
            word(decision.result),
            decision.policy_version,
            format_date(decision.business_date),
            decision.decided_at.text,
            decision.decided_for,
            decision.record};
}

}  // namespace

standing stored_decisions::find_standing(const credit_account& account, const check_event& event) {
    const auto found = database_.query(
        select_standing(), {event.request_id, cluster_of(event.transaction),
                            id_of(event.transaction), word(event.where), word(event.document.kind),
                            event.document.id, word(event.where), account.account_id});
    const row& from = found.at(0);
    if (from.is_null(0)) fail_no_policy();
    standing result;
    result.policy_version = from.number(0);
    if (!from.is_null(1)) result.same = same_decision{from.number(1), from.text(2)};
    if (!from.is_null(3)) result.open_hold = stored_hold(from, 3);
    return result;
}

std::int64_t stored_decisions::append(const decision_record& decision,
                                      const std::optional<wanted_reservation>& reserved) {
    const parameters own = values_of(decision);
    if (!reserved) return insert_numbered(database_, insert_decision, "decision_id", own);
    insertion reservation = insertion_of(database_, decision.account_id, *reserved);
    if (database_.kind() != dialect::postgresql) {
        database_.execute(reservation.sql, reservation.values);
        return insert_numbered(database_, insert_decision, "decision_id", own);
    }
    // Both in one statement, as for the questions above.
    const std::string sql = "with kept as (" + reservation.sql + " returning 1) " +
                            std::string(insert_decision) +
                            " returning decision_id, (select count(*) from kept)";
    parameters values = std::move(reservation.values);
    values.insert(values.end(), own.begin(), own.end());
    const auto made = database_.query(sql, values);
    require_kept(made.at(0).number(1), reserved->held);
    return made[0].number(0);
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
