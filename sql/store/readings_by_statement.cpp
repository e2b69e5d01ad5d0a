// SPDX-License-Identifier: Apache-2.0
//
// What cg_read and cg_exposure do on PostgreSQL (sql/schema/0004_read.postgresql.sql), for a
// database whose transaction has all of it locked: the same rows, in the same order of reading.
#include "sql/store/readings.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
namespace {

constexpr const char* account_sql =
    "select 'account', a.currency, a.limit_state, ?, a.risk_class, a.account_id, a.limit_minor, "
    "a.blocked, "
    "(select p.version from cg_policy p where p.state = 'approved' and p.in_force_from <= ? "
    "order by p.in_force_from desc, p.version desc limit 1), "
    "(select d.decision_id from cg_decision d where d.request_id = ? and d.cluster = ? "
    "and d.transaction_id = ? and d.checkpoint = ?), "
    "(select h.hold_id from cg_hold h where h.document_kind = ? and h.document_id = ? "
    "and h.state = 'open' and (h.forced_at is not null or (h.checkpoint = ? "
    "and h.account_id = a.account_id)) order by h.forced_at is null limit 1), null "
    "from cg_account a where a.account_id = ?";

constexpr const char* terms_sql =
    "select 'terms', limit_from || '/' || limit_to, review_on, temporary_from || '/' || "
    "temporary_to, guarantees, temporary_minor, credit_days, null, null, null, null, null "
    "from cg_account where account_id = ? and (limit_from <> '' or limit_to <> '' "
    "or review_on <> '' or temporary_minor is not null or guarantees <> '' "
    "or credit_days is not null)";

constexpr const char* rating_sql =
    "select 'rating', rating_grade, null, null, null, null, null, null, null, null, null, null "
    "from cg_account where account_id = ? and rating_grade <> ''";

parameters account_values(const account_question& asked, const credit_account& account,
                          freshness state) {
    const std::string day = format_date(asked.days.as_of);
    if (!asked.event) return {word(state), day, "", "", "", "", "", 0, "", account.account_id};
    const check_event& event = *asked.event;
    return {word(state),
            day,
            event.request_id,
            cluster_of(event.transaction),
            id_of(event.transaction),
            word(event.where),
            word(event.document.kind),
            event.document.id,
            word(event.where),
            account.account_id};
}

// A release's reservation lives while its hold is released and nobody has used it for good; here
// nothing can be looked up, and end_transaction drops it.
const std::string& drop_sql() {
    static const std::string sql =
        "delete from cg_reservation as r where r.account_id = ? and ((r.hold_id = 0 and " +
        has_ended(false) +
        ") or (r.hold_id <> 0 and not exists (select 1 from cg_hold h where h.hold_id = r.hold_id "
        "and h.state = 'released' and (h.used_cluster = '' or " +
        not_used_up(false) + "))))";
    return sql;
}

// What an approval held has lapsed and goes to others: it covers nothing any more.
constexpr const char* drop_lapsed_covers =
    "delete from cg_cover where shown_minor is null and decision_id in ("
    "select d.decision_id from cg_reservation r join cg_decision d "
    "on d.document_kind = r.document_kind and d.document_id = r.document_id "
    "and d.cluster = r.cluster and d.transaction_id = r.transaction_id "
    "where r.account_id = ? and r.hold_id = 0 and r.cluster = '' and r.lapses_at <= ?)";

// Which stretch between two cuts a day is in; the last cut is of orders alone
// (cg_stretch).
std::string stretch_of_day(std::size_t cuts) {
    std::string stretch =
        "case when s.source = 'open_order' then case when s.day >= ? then -3 else -2 end "
        "when s.source <> 'invoice' then -2 when s.day = '' then -1 else 0";
    for (std::size_t i = 0; i + 1 < cuts; ++i)
        stretch += " + case when s.day < ? then 1 else 0 end";
    return stretch + " end";
}

std::string shown_as(std::string_view is_document) {
    return "(select sum(d.amount_minor) from cg_open_document d "
           "where d.account_id = r.account_id and " +
           std::string(is_document) + " and d.currency = r.currency)";
}

// `prefix` is of what the rows are called.
std::string exposure_sql(std::size_t cuts, const std::string& prefix) {
    return "select '" + prefix +
           "line', s.source, s.currency, min(s.day), null, sum(s.amount_minor), "
           "sum(s.documents), null, null, null, null, null from ("
           "select t.source, t.currency, t.day, "
           "t.amount_minor - coalesce(w.amount_minor, 0) as amount_minor, "
           "t.documents - coalesce(w.documents, 0) as documents "
           "from cg_open_total t left join ("
           "select o.source, o.currency, o.day, sum(o.amount_minor) as amount_minor, "
           "count(*) as documents from ("
           "select * from cg_open_document where ? = 'order' and account_id = ? "
           "and key_kind = 'order' and key_id = ? union all "
           "select * from cg_open_document where ? = 'invoice' and account_id = ? "
           "and document_kind = 'invoice' and document_id = ?) o "
           "group by o.source, o.currency, o.day) w "
           "on w.source = t.source and w.currency = t.currency and w.day = t.day "
           "where t.account_id = ? and t.documents <> coalesce(w.documents, 0)) s "
           "group by s.source, s.currency, " +
           stretch_of_day(cuts) +
           " union all "
           "select '" +
           prefix +
           "reservation', r.document_kind, r.currency, r.cluster, r.transaction_id, "
           "r.amount_minor, r.hold_id, r.document_id, r.reservation_id, "
           "case r.document_kind when 'order' then " +
           shown_as("d.key_kind = 'order' and d.key_id = r.document_id") + " when 'invoice' then " +
           shown_as("d.document_kind = 'invoice' and d.document_id = r.document_id") + " end, " +
           (prefix.empty() ? "null" : "r.account_id") +
           ", null from cg_reservation r where r.account_id = ?";
}

std::vector<row> ask_exposure(connection& database, std::int64_t account_id,
                              const std::optional<document_key>& without,
                              const std::vector<std::string>& cuts, const std::string& prefix) {
    const std::string_view kind = without ? word(without->kind) : std::string_view();
    const std::int64_t id = without ? without->id : 0;
    parameters values{kind, account_id, id, kind, account_id, id, account_id};
    values.emplace_back(cuts.back());
    values.insert(values.end(), cuts.begin(), cuts.end() - 1);
    values.emplace_back(account_id);
    return database.query(exposure_sql(cuts.size(), prefix), values);
}

void append(std::vector<row>& to, std::vector<row> more) {
    for (row& each : more) to.push_back(std::move(each));
}

}  // namespace

std::vector<row> stored_readings::exposure_by_statement(std::int64_t account_id,
                                                        const std::optional<document_key>& without,
                                                        const reading_days& days) {
    return ask_exposure(database_, account_id, without, cuts_of(days), "");
}

std::vector<row> stored_readings::group_by_statement(const credit_account& account,
                                                     std::int64_t group_id,
                                                     const std::optional<document_key>& without,
                                                     const reading_days& days) {
    const std::vector<std::string> all = cuts_of(days);
    // What is due, and what is beyond the horizon: others' aging is not asked for.
    const std::vector<std::string> cuts(all.end() - 2, all.end());
    std::vector<row> found;
    for (const credit_account& each : groups_.accounts(group_id)) {
        if (each.account_id == account.account_id) continue;
        append(found, ask_exposure(database_, each.account_id, without, cuts, "group_"));
    }
    return found;
}

std::vector<row> stored_readings::group_row(std::int64_t group_id) {
    return database_.query(
        "select 'group', name, currency, limit_state, kind, group_id, limit_minor, null, null, "
        "null, null, null from cg_group where group_id = ?",
        {group_id});
}

std::vector<row> stored_readings::refresh_group_by_statement(const credit_account& account,
                                                             std::int64_t group_id,
                                                             const account_question& asked) {
    std::vector<row> behind;
    for (const credit_account& each : groups_.accounts(group_id)) {
        if (each.account_id == account.account_id) continue;
        drop_what_has_ended(each.account_id, asked.now);
        if (projection_.refresh(each, asked.most_changes) == freshness::done) continue;
        append(behind, database_.query("select 'behind', null, null, null, null, company_id, "
                                       "customer_id, null, null, null, null, null "
                                       "from cg_account where account_id = ?",
                                       {each.account_id}));
    }
    return behind;
}

void stored_readings::drop_what_has_ended(std::int64_t account_id, const timestamp& now) {
    database_.execute(drop_lapsed_covers, {account_id, now.text});
    database_.execute(drop_sql(), {account_id, now.text, database_.cluster(), database_.cluster()});
}

std::vector<row> stored_readings::answer_by_statement(const account_question& asked) {
    const auto account = accounts_.find(asked.company, asked.customer);
    if (!account) return {};
    drop_what_has_ended(account->account_id, asked.now);
    const freshness state = projection_.refresh(*account, asked.most_changes);
    std::vector<row> found = database_.query(account_sql, account_values(asked, *account, state));
    append(found, database_.query(terms_sql, {account->account_id}));
    append(found, database_.query(rating_sql, {account->account_id}));
    if (state != freshness::done) return found;
    for (const auto& group_id : account->groups) {
        if (!group_id) continue;
        append(found, group_row(*group_id));
        std::vector<row> behind = refresh_group_by_statement(*account, *group_id, asked);
        const bool all_done = behind.empty();
        append(found, all_done ? group_by_statement(*account, *group_id, asked.without, asked.days)
                               : std::move(behind));
    }
    append(found, exposure_by_statement(account->account_id, asked.without, asked.days));
    return found;
}

}  // namespace creditgate
