// SPDX-License-Identifier: Apache-2.0
#include "sql/store/audit.hpp"

namespace creditgate {

void stored_audit::append(const audit_event& event) {
    database_.execute(
        "insert into cg_audit (account_id, action, done_by, done_at, details) "
        "values (?, ?, ?, ?, ?)",
        {event.account_id, event.action, event.by, event.at.text, event.details});
}

namespace {

constexpr const char* select_events =
    "select coalesce(account_id, 0), action, done_by, done_at, details, audit_id from cg_audit "
    "where ";

std::vector<audit_event> events_of(const std::vector<row>& found) {
    std::vector<audit_event> all;
    for (const row& each : found) {
        all.push_back({each.number(0),
                       each.text(1),
                       each.text(2),
                       {each.text(3)},
                       each.text(4),
                       each.number(5)});
    }
    return all;
}

}  // namespace

std::vector<audit_event> stored_audit::of_account(std::int64_t account_id) {
    const std::string in_order = " order by audit_id";
    return events_of(
        account_id == 0
            ? database_.query(select_events + ("account_id is null" + in_order))
            : database_.query(select_events + ("account_id = ?" + in_order), {account_id}));
}

std::vector<audit_event> stored_audit::said(std::string_view action, const period& days) {
    std::string sql = std::string(select_events) + "action = ?";
    parameters values{action};
    if (days.from) {
        sql += " and done_at >= ?";
        values.emplace_back(format_date(*days.from));
    }
    if (days.to) {
        sql += " and done_at < ?";
        values.emplace_back(format_date(*days.to + std::chrono::days{1}));
    }
    return events_of(database_.query(sql + " order by audit_id", values));
}

}  // namespace creditgate
