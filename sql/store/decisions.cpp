// SPDX-License-Identifier: Apache-2.0
#include "sql/store/decisions.hpp"

#include "sql/store/insert.hpp"
#include "sql/store/reservation_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {

namespace {

// Hardly any decision is about a document in a pilot: the others say nothing of it.
std::string insert_decision(bool numbered, bool in_pilot) {
    return std::string("insert into cg_decision (") + (numbered ? "decision_id, " : "") +
           "account_id, request_id, cluster, transaction_id, checkpoint, document_kind, "
           "document_id, document_number, currency, amount_minor, outcome, policy_version, "
           "business_date, decided_at, decided_for, record" +
           (in_pilot ? ", pilot" : "") + ") select " + (numbered ? "?, " : "") +
           "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + (in_pilot ? ", ?" : "");
}

parameters values_of(const decision_record& decision) {
    parameters values{decision.account_id,
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
    if (decision.in_pilot) values.emplace_back(word(*decision.in_pilot));
    return values;
}

constexpr const char* select_decisions =
    "select decision_id, account_id, request_id, cluster, transaction_id, checkpoint, "
    "document_kind, document_id, document_number, currency, amount_minor, outcome, "
    "policy_version, business_date, decided_at, decided_for, record, pilot from cg_decision where ";

decision_record stored_decision(const row& from) {
    const auto day = stored_date(from, 13, "cg_decision.business_date");
    decision_record found{from.number(0),
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
    if (!from.is_null(17)) {
        found.in_pilot = stored_word<outcome>(from, 17, "cg_decision.pilot");
    }
    return found;
}

std::optional<decision_record> first_decision(const std::vector<row>& found) {
    if (found.empty()) return std::nullopt;
    return stored_decision(found[0]);
}

// "and business_date >= ?", with its values.
std::string within(const period& days, parameters& values) {
    std::string sql;
    if (days.from) {
        sql += " and business_date >= ?";
        values.emplace_back(format_date(*days.from));
    }
    if (days.to) {
        sql += " and business_date <= ?";
        values.emplace_back(format_date(*days.to));
    }
    return sql;
}

}  // namespace

// The ERP's transaction is in progress in this cluster, and commits later in the same log: what
// makes its document durable makes this decision durable first. Without a flush of its own a check
// that passes costs the log nothing more; ARCHITECTURE 64.
constexpr std::string_view flushed_by_the_erp =
    "set_config('synchronous_commit', 'off', true) = 'off'";

// One statement, so that without the reservation there is no decision either.
void stored_decisions::append_later(const decision_record& decision,
                                    const std::optional<wanted_reservation>& reserved) {
    std::string sql = insert_decision(true, decision.in_pilot.has_value());
    parameters values = values_of(decision);
    values.insert(values.begin(), decision.decision_id);
    if (!reserved) return database_.query_later({sql, values}, [](const std::vector<row>&) {});
    const insertion made = insertion_of(database_, decision.account_id, *reserved);
    sql = "with kept as (" + made.sql + " returning 1) " + sql +
          " where exists (select 1 from kept) and " + std::string(flushed_by_the_erp) +
          " returning 1";
    values.insert(values.begin(), made.values.begin(), made.values.end());
    database_.query_later({sql, values},
                          [of = *reserved->held.transaction](const std::vector<row>& kept) {
                              if (kept.empty()) fail_not_in_progress(of);
                          });
}

std::int64_t stored_decisions::append(const decision_record& decision,
                                      const std::optional<wanted_reservation>& reserved) {
    if (decision.decision_id != 0) {
        append_later(decision, reserved);
        return decision.decision_id;
    }
    if (reserved) {
        const insertion made = insertion_of(database_, decision.account_id, *reserved);
        if (database_.execute(made.sql, made.values) == 0) {
            fail_not_in_progress(*reserved->held.transaction);
        }
    }
    return insert_numbered(database_, insert_decision(false, decision.in_pilot.has_value()),
                           "decision_id", values_of(decision));
}

std::optional<decision_record> stored_decisions::find(std::int64_t decision_id) {
    return first_decision(
        database_.query(std::string(select_decisions) + "decision_id = ?", {decision_id}));
}

std::vector<std::int64_t> stored_decisions::made_on(const period& days,
                                                    std::int64_t after_decision_id, int most) {
    parameters values{after_decision_id};
    const std::string sql =
        "select decision_id from cg_decision where decision_id > ?" + within(days, values);
    values.emplace_back(most);
    std::vector<std::int64_t> ids;
    for (const row& each : database_.query(sql + " order by decision_id limit ?", values)) {
        ids.push_back(each.number(0));
    }
    return ids;
}

// A quotation is never stopped, a payment is none of what may go on or not, and in a pilot nobody
// has let anything pass.
std::vector<passed_decision> stored_decisions::passed(const passed_filter& which,
                                                      std::int64_t after_decision_id, int most) {
    parameters values{after_decision_id};
    std::string sql =
        "select decision_id, account_id from cg_decision where decision_id > ? "
        "and pilot is null and checkpoint not in ('quote', 'payment') and outcome ";
    sql += which.warned ? "= 'warn'" : "in ('approve', 'warn')";
    sql += within(which.days, values);
    if (!which.since.text.empty()) {
        sql += " and decided_at >= ?";
        values.emplace_back(which.since.text);
    }
    values.emplace_back(most);
    std::vector<passed_decision> all;
    for (const row& each : database_.query(sql + " order by decision_id limit ?", values)) {
        all.push_back({each.number(0), each.number(1)});
    }
    return all;
}

std::optional<decision_record> stored_decisions::last_passed(document_key document) {
    return first_decision(database_.query(
        std::string(select_decisions) +
            "document_kind = ? and document_id = ? and outcome in ('approve', 'warn') "
            "and checkpoint <> 'quote' order by decision_id desc limit 1",
        {word(document.kind), document.id}));
}

std::vector<decision_record> stored_decisions::in_pilot(const period& days,
                                                        std::int64_t after_decision_id, int most) {
    parameters values{after_decision_id};
    const std::string sql = select_decisions +
                            std::string("pilot is not null and decision_id > ?") +
                            within(days, values);
    values.emplace_back(most);
    std::vector<decision_record> found;
    for (const row& each : database_.query(sql + " order by decision_id limit ?", values)) {
        found.push_back(stored_decision(each));
    }
    return found;
}

}  // namespace creditgate
