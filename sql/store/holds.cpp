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

// Of the release `h`: it may be used more than once.
constexpr const char* stays = "(h.release_until <> '' or h.release_stages = 'all')";

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

std::optional<hold> stored_holds::find_release_of(const credit_account& account,
                                                  const check_event& event) {
    const std::string sql = select_holds(
        std::string("h.document_kind = ? and h.document_id = ? and h.state = 'released' "
                    "and h.account_id = ? and (h.checkpoint = ? or h.release_stages = 'all') "
                    "and case when ") +
        stays +
        " then h.release_until = '' or h.release_until >= ? "
        "else (h.used_transaction = ? and h.used_cluster = ?) or " +
        use_came_to_nothing(database_.kind() == dialect::postgresql) +
        " end order by h.hold_id desc limit 1");
    return first_of(database_.query(
        sql, {word(event.document.kind), event.document.id, account.account_id, word(event.where),
              format_date(event.business_date), id_of(event.transaction),
              cluster_of(event.transaction), database_.cluster()}));
}

std::optional<hold> stored_holds::find_release_of_source(const credit_account& account,
                                                         const document_key& source, date day) {
    return first_of(database_.query(
        select_holds("h.document_kind = ? and h.document_id = ? and h.state = 'released' "
                     "and h.account_id = ? and h.release_stages = 'all' "
                     "and (h.release_until = '' or h.release_until >= ?) "
                     "order by h.hold_id desc limit 1"),
        {word(source.kind), source.id, account.account_id, format_date(day)}));
}

// Nothing but what is taken from released documents, and of each no more than was released of it.
std::optional<hold> stored_holds::find_release_of_sources(const credit_account& account,
                                                          const check_event& event) {
    std::optional<hold> first;
    money covered = money::zero(event.amount.unit());
    for (const source_share& each : event.sources) {
        auto found = find_release_of_source(account, each.document, event.business_date);
        if (!found || !found->up_to || found->up_to->unit() != each.amount.unit()) return {};
        if (each.amount.unit() != covered.unit() || *found->up_to < each.amount) return {};
        covered += each.amount;
        if (!first) first = std::move(found);
    }
    if (!first || covered < event.amount) return std::nullopt;
    first->up_to = covered;
    return first;
}

std::optional<hold> stored_holds::find_release(const credit_account& account,
                                               const check_event& event) {
    if (auto own = find_release_of(account, event)) return own;
    return find_release_of_sources(account, event);
}

std::int64_t stored_holds::open(const hold& wanted) {
    database_.execute(withdraw_of_former_payer,
                      {wanted.opened.at.text, word(wanted.document.kind), wanted.document.id,
                       word(wanted.where), wanted.account_id});
    return insert_numbered(
        database_,
        "insert into cg_hold (account_id, company_id, customer_id, customer_name, document_kind, "
        "document_id, document_number, checkpoint, state, currency, amount_minor, opened_by, "
        "opened_at, entered_by, salesperson) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?)",
        "hold_id",
        {wanted.account_id, wanted.company.value, wanted.customer.value, wanted.customer_name,
         word(wanted.document.kind), wanted.document.id, wanted.document_number, word(wanted.where),
         wanted.amount.unit().code(), wanted.amount.minor(), wanted.opened.by,
         wanted.opened.at.text, wanted.entered_by, wanted.salesperson});
}

void stored_holds::refresh(std::int64_t hold_id, const hold& newer) {
    database_.execute(
        "update cg_hold set account_id = ?, company_id = ?, customer_id = ?, customer_name = ?, "
        "document_number = coalesce(nullif(?, ''), document_number), "
        "entered_by = coalesce(nullif(?, ''), entered_by), "
        "salesperson = coalesce(nullif(?, ''), salesperson), "
        "margin_minor = ?, currency = ?, amount_minor = ?, decision_id = ?, rules = ?, "
        "excess_minor = ?, "
        "days_overdue = ?, found_at = null where hold_id = ? and state = 'open'",
        {newer.account_id, newer.company.value, newer.customer.value, newer.customer_name,
         newer.document_number, newer.entered_by, newer.salesperson,
         newer.margin ? std::optional(newer.margin->minor()) : std::nullopt,
         newer.amount.unit().code(), newer.amount.minor(), newer.decision_id,
         rules_text(newer.found.rules), newer.found.excess_minor, newer.found.overdue.days,
         hold_id});
}

void stored_holds::keep_found(std::int64_t hold_id, const hold_finding& found,
                              const timestamp& at) {
    database_.execute(
        "update cg_hold set rules = ?, excess_minor = ?, days_overdue = ?, found_at = ? "
        "where hold_id = ? and state = 'open'",
        {rules_text(found.rules), found.excess_minor, found.overdue.days, at.text, hold_id});
}

void stored_holds::close(std::int64_t hold_id, hold_state state, const person_note& why) {
    database_.execute(
        "update cg_hold set state = ?, closed_by = ?, closed_at = ?, close_reason = ? "
        "where hold_id = ?",
        {word(state), why.by, why.at.text, why.note, hold_id});
}

void stored_holds::set_terms(std::int64_t hold_id, const release_terms& terms, const money& up_to) {
    database_.execute(
        "update cg_hold set up_to_minor = ?, release_until = ?, release_stages = ? "
        "where hold_id = ?",
        {up_to.minor(), terms.until ? format_date(*terms.until) : "",
         terms.all_stages ? "all" : "this", hold_id});
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

bool stored_holds::was_rejected(document_key document, checkpoint where) {
    return !database_
                .query(
                    "select 1 from cg_hold where document_kind = ? and document_id = ? "
                    "and checkpoint = ? and state = 'rejected' limit 1",
                    {word(document.kind), document.id, word(where)})
                .empty();
}

std::vector<hold> stored_holds::live_of(const credit_account& account, document_key document) {
    const std::string sql =
        select_holds(std::string("h.document_kind = ? and h.document_id = ? and h.account_id = ? "
                                 "and (h.state = 'open' or (h.state = 'released' and (") +
                     stays + " or " + not_used_up(database_.kind() == dialect::postgresql) +
                     "))) order by h.hold_id");
    return all_of(database_.query(
        sql, {word(document.kind), document.id, account.account_id, database_.cluster()}));
}

}  // namespace creditgate
