// SPDX-License-Identifier: Apache-2.0
//
// Sealing. What verifying reads is in chain_reading.cpp.
#include "sql/store/chain.hpp"

#include "sql/store/chain_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* select_state =
    "select sealed, hash, decisions_to, events_to, "
    "(select coalesce(max(l.seal_id), 0) from cg_link l) from cg_chain where only_one = 1";

// Links of one insert; the rest of a slice goes one by one.
constexpr std::size_t rows_of_insert = 50;

std::string insert_links(std::size_t rows) {
    std::string sql =
        "insert into cg_link (seal_id, account_id, position, kind, record_id, seal) values ";
    for (std::size_t i = 0; i < rows; ++i)
        sql.append(i == 0 ? "" : ", ").append("(?, ?, ?, ?, ?, ?)");
    return sql;
}

void add_values(parameters& values, const chain_link& link) {
    values.emplace_back(link.seal_id);
    values.emplace_back(link.account_id);
    values.emplace_back(link.position);
    values.emplace_back(word(link.key.kind));
    values.emplace_back(link.key.id);
    values.emplace_back(link.seal);
}

chain_state state_of(const std::vector<row>& found) {
    if (found.empty()) fail_stored("cg_chain", "", "one row");
    const row& from = found[0];
    return {{from.number(0), from.text(1)}, {from.number(2), from.number(3)}, from.number(4)};
}

// A number that this table has given out, the newest row's even where it was deleted.
constexpr const char* sqlite_number =
    "select coalesce((select seq from sqlite_sequence where name = 'cg_decision'), 0), "
    "coalesce((select seq from sqlite_sequence where name = 'cg_audit'), 0)";

}  // namespace

chain_state stored_chain::lock() {
    const bool waits = database_.kind() == dialect::postgresql;
    return state_of(
        database_.query(std::string(select_state) + (waits ? " for no key update" : "")));
}

chain_state stored_chain::state() {
    return state_of(database_.query(select_state));
}

// On SQLite whoever writes is alone.
std::optional<record_bounds> stored_chain::settled() {
    const bool alone = database_.kind() == dialect::sqlite;
    const auto found =
        database_.query(alone ? sqlite_number : "select decisions, events from cg_settled()");
    const row& bounds = found.at(0);
    if (bounds.is_null(0)) return std::nullopt;
    return record_bounds{bounds.number(0), bounds.number(1)};
}

std::vector<chained_record> stored_chain::records(record_kind kind, std::int64_t after,
                                                  std::int64_t up_to, int most) {
    const std::string number = "r." + std::string(number_column(kind));
    std::vector<chained_record> all;
    for (const row& each : database_.query(select_chained(kind) + "where " + number + " > ? and " +
                                               number + " <= ? order by " + number + " limit ?",
                                           {after, up_to, most})) {
        all.push_back(chained_record_of(each, kind));
    }
    return all;
}

std::vector<chained_record> stored_chain::policies_to_seal(int most) {
    std::vector<chained_record> all;
    for (const row& each :
         database_.query(select_chained(record_kind::policy) +
                             "where r.state <> 'draft' and not exists (select 1 from cg_link l "
                             "where l.kind = 'policy' and l.record_id = r.version) "
                             "order by r.version limit ?",
                         {most})) {
        all.push_back(chained_record_of(each, record_kind::policy));
    }
    return all;
}

std::map<std::int64_t, chain_head> stored_chain::heads(const std::vector<std::int64_t>& accounts) {
    std::map<std::int64_t, chain_head> found;
    for (const std::int64_t account : accounts) {
        const auto last = database_.query(
            "select position, seal from cg_link where account_id = ? "
            "order by position desc limit 1",
            {account});
        if (!last.empty()) found[account] = {last[0].number(0), last[0].text(1)};
    }
    return found;
}

void stored_chain::append(const std::vector<chain_link>& links, const chain_state& then) {
    std::size_t at = 0;
    while (at < links.size()) {
        const std::size_t rows = links.size() - at >= rows_of_insert ? rows_of_insert : 1;
        parameters values;
        values.reserve(6 * rows);
        for (std::size_t i = at; i < at + rows; ++i) add_values(values, links[i]);
        database_.execute(insert_links(rows), values);
        at += rows;
    }
    database_.execute(
        "update cg_chain set sealed = ?, hash = ?, decisions_to = ?, events_to = ? "
        "where only_one = 1",
        {then.total.sealed, then.total.hash, then.sealed.decisions, then.sealed.events});
}

std::int64_t stored_chain::waiting(const chain_state& now) {
    return database_
        .query(
            "select (select count(*) from cg_decision where decision_id > ?) "
            "+ (select count(*) from cg_audit where audit_id > ?) "
            "+ (select count(*) from cg_policy p where p.state <> 'draft' and not exists "
            "(select 1 from cg_link l where l.kind = 'policy' and l.record_id = p.version))",
            {now.sealed.decisions, now.sealed.events})
        .at(0)
        .number(0);
}

void stored_chain::put_anchor(date day, const chain_total& total, const timestamp& at) {
    database_.execute(
        "insert into cg_anchor (anchored_on, sealed, hash, anchored_at) values (?, ?, ?, ?) "
        "on conflict (anchored_on, sealed) do nothing",
        {format_date(day), total.sealed, total.hash, at.text});
}

std::optional<date> stored_chain::last_anchored() {
    const auto found = database_.query("select max(anchored_on) from cg_anchor");
    return stored_date(found.at(0), 0, "cg_anchor.anchored_on");
}

}  // namespace creditgate
