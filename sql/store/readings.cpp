// SPDX-License-Identifier: Apache-2.0
//
// The order of the statements is the promise: the account's lock, what is on record, the outcomes
// of reservations, and only then the ERP's tables, through the adapter's views and nothing else.
#include "sql/store/readings.hpp"

#include "sql/store/hold_row.hpp"
#include "sql/store/policies.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
namespace {

// The account may be found in the same message.
constexpr std::string_view of_account =
    " = (select a.account_id from cg_account a where a.company_id = ? and a.customer_id = ?)";

question standing_question(const check_event& event) {
    static const std::string sql =
        "select (select max(version) from cg_policy), d.decision_id, d.record, " +
        std::string(hold_columns) +
        " from (select 1 as here) question "
        "left join cg_decision d on d.request_id = ? and d.cluster = ? and d.transaction_id = ? "
        "and d.checkpoint = ? "
        "left join cg_hold h on h.document_kind = ? and h.document_id = ? and h.checkpoint = ? "
        "and h.state = 'open' and h.account_id" +
        std::string(of_account);
    return {sql,
            {event.request_id, cluster_of(event.transaction), id_of(event.transaction),
             word(event.where), word(event.document.kind), event.document.id, word(event.where),
             event.company.value, event.customer.value}};
}

// A release's reservation lives while its hold is released and nobody has used it for good; where
// nothing can be looked up, end_transaction drops it.
std::string drop_sql(bool can_look_up) {
    return "delete from cg_reservation as r where r.account_id" + std::string(of_account) +
           " and ((r.hold_id = 0 and " + has_ended(can_look_up) +
           ") or (r.hold_id <> 0 and not exists (select 1 from cg_hold h "
           "where h.hold_id = r.hold_id and h.state = 'released' "
           "and (h.used_cluster = '' or " +
           not_used_up(can_look_up) + "))))";
}

question drop_question(const connection& database, company_id company, customer_id customer,
                       const timestamp& now) {
    static const std::string with_lookup = drop_sql(true);
    static const std::string without = drop_sql(false);
    return {database.kind() == dialect::postgresql ? with_lookup : without,
            {company.value, customer.value, now.text, database.cluster(), database.cluster()}};
}

question live_question(company_id company, customer_id customer) {
    static const std::string sql =
        "select r.reservation_id, r.document_kind, r.document_id, r.cluster, r.transaction_id, "
        "r.hold_id, r.currency, r.amount_minor from cg_reservation r where r.account_id" +
        std::string(of_account);
    return {sql, {company.value, customer.value}};
}

std::int64_t id_if(const std::optional<document_key>& document, document_kind kind) {
    return document && document->kind == kind ? document->id : 0;
}

// One statement, so that orders and invoices are of one moment: a document on its way from one to
// the other is seen once. Ids are compared as they are, so that the ERP's indexes serve.
question lines_question(company_id company, customer_id customer,
                        const std::optional<document_key>& without) {
    return {
        "select source, currency, cast(sum(amount_minor) as bigint), due_date, count(*) from ("
        "select 'open_order' as source, currency, amount_minor, "
        "cast(null as varchar(10)) as due_date "
        "from cg_erp_order where company_id = ? and customer_id = ? and document_id <> ? "
        "union all "
        "select kind, currency, amount_minor, case when kind = 'invoice' then due_date end "
        "from cg_erp_open_item where company_id = ? and customer_id = ? "
        "and (document_id is null or document_id <> ? or kind not in ('invoice', "
        "'draft_invoice'))) of_customer group by source, currency, due_date",
        {company.value, customer.value, id_if(without, document_kind::order), company.value,
         customer.value, id_if(without, document_kind::invoice)}};
}

standing stored_standing(const row& from) {
    if (from.is_null(0)) fail_no_policy();
    standing result;
    result.policy_version = from.number(0);
    if (!from.is_null(1)) result.same = same_decision{from.number(1), from.text(2)};
    if (!from.is_null(3)) result.open_hold = stored_hold(from, 3);
    return result;
}

std::vector<reservation> stored_live(const std::vector<row>& found) {
    std::vector<reservation> result;
    result.reserve(found.size());
    for (const row& from : found) {
        reservation each{.amount = stored_money(from, 6, "cg_reservation.currency")};
        each.reservation_id = from.number(0);
        each.document = stored_document(from, 1, "cg_reservation.document_kind");
        each.transaction = stored_transaction(from, 3);
        if (from.number(5) != 0) each.hold_id = from.number(5);
        result.push_back(std::move(each));
    }
    return result;
}

std::vector<exposure_line> stored_lines(const std::vector<row>& found) {
    std::vector<exposure_line> result;
    result.reserve(found.size());
    for (const row& each : found) {
        result.push_back({stored_word<exposure_source>(each, 0, "cg_erp_open_item.kind"),
                          stored_money(each, 1, "cg_erp_open_item.currency"),
                          stored_date(each, 3, "cg_erp_open_item.due_date"), each.number(4)});
    }
    return result;
}

}  // namespace

reading stored_readings::lock_and_read(const check_event& event, const timestamp& now) {
    const std::vector<question> asked{
        accounts_.lock_question(event.company, event.customer), standing_question(event),
        drop_question(database_, event.company, event.customer, now),
        live_question(event.company, event.customer),
        lines_question(event.company, event.customer, event.document)};
    auto found = database_.query_all(asked);
    if (found.at(0).empty()) {
        // Never seen before: what was read without the lock does not count.
        accounts_.lock(event.company, event.customer);
        found = database_.query_all(asked);
    }
    return {stored_account(found.at(0).at(0), event.company, event.customer),
            stored_standing(found.at(1).at(0)), stored_live(found.at(3)),
            stored_lines(found.at(4))};
}

reading stored_readings::read(const credit_account& account, std::optional<document_key> without,
                              const timestamp& now) {
    const auto found =
        database_.query_all({drop_question(database_, account.company, account.customer, now),
                             live_question(account.company, account.customer),
                             lines_question(account.company, account.customer, without)});
    return {account, {}, stored_live(found.at(1)), stored_lines(found.at(2))};
}

}  // namespace creditgate
