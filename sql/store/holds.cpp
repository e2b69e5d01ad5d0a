// SPDX-License-Identifier: Apache-2.0
#include "sql/store/holds.hpp"

#include "sql/store/hold_row.hpp"
#include "sql/store/insert.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
namespace {

std::string select_holds(std::string_view where) {
    return "select " + std::string(hold_columns) + " from cg_hold h where " + std::string(where);
}

std::optional<hold> first_of(const std::vector<row>& found) {
    if (found.empty()) return std::nullopt;
    return stored_hold(found[0]);
}

std::vector<hold> all_of(const std::vector<row>& found) {
    std::vector<hold> result;
    result.reserve(found.size());
    for (const row& each : found) result.push_back(stored_hold(each));
    return result;
}

struct condition {
    std::string where = "1 = 1";
    parameters values{};

    void add(std::string_view sql, const parameters& more) {
        where.append(" and ").append(sql);
        values.insert(values.end(), more.begin(), more.end());
    }
};

condition condition_of(const hold_filter& filter) {
    condition made;
    if (filter.company) made.add("h.company_id = ?", {filter.company->value});
    if (filter.customer) made.add("h.customer_id = ?", {filter.customer->value});
    if (filter.document) {
        made.add("h.document_kind = ? and h.document_id = ?",
                 {word(filter.document->kind), filter.document->id});
    }
    if (filter.state) made.add("h.state = ?", {word(*filter.state)});
    if (filter.after_hold_id != 0) made.add("h.hold_id > ?", {filter.after_hold_id});
    if (!filter.ids.empty()) {
        std::string marks = "h.hold_id in (?";
        for (std::size_t i = 1; i < filter.ids.size(); ++i) marks += ", ?";
        made.add(marks + ")", {filter.ids.begin(), filter.ids.end()});
    }
    return made;
}

// Under the former payer the same document can have been held: that hold is of no use to anybody.
constexpr const char* withdraw_of_former_payer =
    "update cg_hold set state = 'withdrawn', closed_by = 'creditgate', closed_at = ?, "
    "close_reason = 'the document has another payer now' "
    "where document_kind = ? and document_id = ? and checkpoint = ? and state = 'open' "
    "and account_id <> ?";

}  // namespace

std::optional<hold> stored_holds::find(std::int64_t hold_id) {
    return first_of(database_.query(select_holds("h.hold_id = ?"), {hold_id}));
}

std::optional<hold> stored_holds::find_release(const credit_account& account, document_key document,
                                               checkpoint where,
                                               const std::optional<erp_transaction>& transaction) {
    const std::string sql = select_holds(
        "h.document_kind = ? and h.document_id = ? and h.state = 'released' "
        "and h.checkpoint = ? and h.account_id = ? "
        "and ((h.used_transaction = ? and h.used_cluster = ?) or " +
        use_came_to_nothing(database_.kind() == dialect::postgresql) +
        ") order by h.hold_id desc limit 1");
    return first_of(
        database_.query(sql, {word(document.kind), document.id, word(where), account.account_id,
                              id_of(transaction), cluster_of(transaction), database_.cluster()}));
}

std::int64_t stored_holds::open(const hold& wanted) {
    database_.execute(withdraw_of_former_payer,
                      {wanted.opened.at.text, word(wanted.document.kind), wanted.document.id,
                       word(wanted.where), wanted.account_id});
    return insert_numbered(
        database_,
        "insert into cg_hold (account_id, company_id, customer_id, customer_name, document_kind, "
        "document_id, document_number, checkpoint, state, currency, amount_minor, opened_by, "
        "opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)",
        "hold_id",
        {wanted.account_id, wanted.company.value, wanted.customer.value, wanted.customer_name,
         word(wanted.document.kind), wanted.document.id, wanted.document_number, word(wanted.where),
         wanted.amount.unit().code(), wanted.amount.minor(), wanted.opened.by,
         wanted.opened.at.text});
}

void stored_holds::refresh(std::int64_t hold_id, const money& amount, std::int64_t decision_id) {
    database_.execute(
        "update cg_hold set currency = ?, amount_minor = ?, decision_id = ? where hold_id = ?",
        {amount.unit().code(), amount.minor(), decision_id, hold_id});
}

void stored_holds::close(std::int64_t hold_id, hold_state state, const person_note& why) {
    database_.execute(
        "update cg_hold set state = ?, closed_by = ?, closed_at = ?, close_reason = ? "
        "where hold_id = ?",
        {word(state), why.by, why.at.text, why.note, hold_id});
}

void stored_holds::request(std::int64_t hold_id, const person_note& note) {
    database_.execute(
        "update cg_hold set requested_by = ?, requested_at = ?, request_note = ? "
        "where hold_id = ?",
        {note.by, note.at.text, note.note, hold_id});
}

void stored_holds::use_release(std::int64_t hold_id, std::int64_t decision_id,
                               const std::optional<erp_transaction>& transaction) {
    database_.execute(
        "update cg_hold set used_decision_id = ?, used_cluster = ?, used_transaction = ? "
        "where hold_id = ?",
        {decision_id, cluster_of(transaction), id_of(transaction), hold_id});
}

std::vector<hold> stored_holds::list(const hold_filter& filter) {
    condition asked = condition_of(filter);
    asked.values.emplace_back(filter.most);
    const std::string sql = select_holds(asked.where + " order by h.hold_id limit ?");
    // A list of ids has its own length each time.
    return all_of(filter.ids.empty() ? database_.query(sql, asked.values)
                                     : database_.query_once(sql, asked.values));
}

bool stored_holds::was_rejected(document_key document, checkpoint where) {
    return !database_
                .query(
                    "select 1 from cg_hold where document_kind = ? and document_id = ? "
                    "and checkpoint = ? and state = 'rejected' limit 1",
                    {word(document.kind), document.id, word(where)})
                .empty();
}

std::vector<hold> stored_holds::live_of(const credit_account& account, document_key document) {
    const std::string sql = select_holds(
        "h.document_kind = ? and h.document_id = ? and h.account_id = ? and (h.state = 'open' "
        "or (h.state = 'released' and " +
        not_used_up(database_.kind() == dialect::postgresql) + ")) order by h.hold_id");
    return all_of(database_.query(
        sql, {word(document.kind), document.id, account.account_id, database_.cluster()}));
}

}  // namespace creditgate
