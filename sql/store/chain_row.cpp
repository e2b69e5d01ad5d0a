// SPDX-License-Identifier: Apache-2.0
#include "sql/store/chain_row.hpp"

#include <array>

namespace creditgate {
namespace {

struct chained_table {
    std::string_view name;
    std::string_view number;
    std::string_view account;
    std::string_view at;
    std::string_view columns;
};

// In the order of record_kind.
constexpr std::array<chained_table, 3> tables = {
    chained_table{"cg_decision", "decision_id", "r.account_id", "r.decided_at",
                  "r.account_id, r.request_id, r.cluster, r.transaction_id, r.checkpoint, "
                  "r.document_kind, r.document_id, r.document_number, r.currency, r.amount_minor, "
                  "r.outcome, r.policy_version, r.business_date, r.decided_at, r.decided_for, "
                  "r.record, r.pilot"},
    chained_table{"cg_audit", "audit_id", "coalesce(r.account_id, 0)", "r.done_at",
                  "r.account_id, r.action, r.done_by, r.done_at, r.details"},
    chained_table{"cg_policy", "version", "0", "r.decided_at",
                  "r.body, r.state, r.in_force_from, r.note, r.drafted_by, r.drafted_at, "
                  "r.decided_by, r.decided_at"},
};

const chained_table& table_of(record_kind kind) {
    return tables[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string select_chained(record_kind kind) {
    const chained_table& of = table_of(kind);
    std::string sql = "select r.";
    sql.append(of.number).append(", ").append(of.account).append(", ").append(of.at);
    sql.append(", ").append(of.columns).append(" from ").append(of.name).append(" r ");
    return sql;
}

std::string_view number_column(record_kind kind) {
    return table_of(kind).number;
}

chained_record chained_record_of(const row& from, record_kind kind, std::size_t first) {
    chained_record record{{kind, from.number(first)}, from.number(first + 1), from.text(first + 2)};
    for (std::size_t i = first + 3; i < from.size(); ++i) {
        if (from.is_null(i)) {
            record.columns.emplace_back();
        } else {
            record.columns.emplace_back(from.text(i));
        }
    }
    return record;
}

}  // namespace creditgate
