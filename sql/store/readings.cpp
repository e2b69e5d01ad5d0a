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

std::int64_t id_if(const std::optional<document_key>& document, document_kind kind) {
    return document && document->kind == kind ? document->id : 0;
}

// One statement, so that orders, invoices and reservations are of one moment: a document on its
// way from one to the other is seen once, and of a reserved one it is known how much is seen. Ids
// are compared as they are, so that the ERP's indexes serve.
std::string exposure_sql() {
    const std::string of_customer = " where company_id = ? and customer_id = ? ";
    return "with reserved as (select * from cg_reservation where account_id" +
           std::string(of_account) +
           ") select 'line', source, currency, cast(sum(amount_minor) as bigint), due_date, "
           "count(*), reserved_id, 0, '', '' from ("
           "select 'open_order' as source, currency, amount_minor, "
           "cast(null as varchar(10)) as due_date, "
           "(select max(r.document_id) from reserved r where r.document_kind = 'order' "
           "and r.document_id = o.document_id) as reserved_id from cg_erp_order o" +
           of_customer +
           "and document_id <> ? union all "
           "select kind, currency, amount_minor, case when kind = 'invoice' then due_date end, "
           "(select max(r.document_id) from reserved r where r.document_kind = 'invoice' "
           "and r.document_id = i.document_id and i.kind in ('invoice', 'draft_invoice')) "
           "from cg_erp_open_item i" +
           of_customer +
           "and (document_id is null or document_id <> ? or kind not in ('invoice', "
           "'draft_invoice'))) of_customer group by source, currency, due_date, reserved_id "
           "union all select 'reservation', document_kind, currency, amount_minor, null, hold_id, "
           "document_id, reservation_id, cluster, transaction_id from reserved";
}

question exposure_question(company_id company, customer_id customer,
                           const std::optional<document_key>& without) {
    static const std::string sql = exposure_sql();
    return {sql,
            {company.value, customer.value, company.value, customer.value,
             id_if(without, document_kind::order), company.value, customer.value,
             id_if(without, document_kind::invoice)}};
}

standing stored_standing(const row& from) {
    if (from.is_null(0)) fail_no_policy();
    standing result;
    result.policy_version = from.number(0);
    if (!from.is_null(1)) result.same = same_decision{from.number(1), from.text(2)};
    if (!from.is_null(3)) result.open_hold = stored_hold(from, 3);
    return result;
}

reservation stored_reservation(const row& from) {
    reservation found{.amount = stored_money(from, 2, "cg_reservation.currency")};
    found.reservation_id = from.number(7);
    found.document = {stored_word<document_kind>(from, 1, "cg_reservation.document_kind"),
                      from.number(6)};
    found.transaction = stored_transaction(from, 8);
    if (from.number(5) != 0) found.hold_id = from.number(5);
    return found;
}

void read_line(const row& from, reading& into) {
    const auto source = stored_word<exposure_source>(from, 1, "cg_erp_open_item.kind");
    const money amount = stored_money(from, 2, "cg_erp_open_item.currency");
    into.lines.push_back(
        {source, amount, stored_date(from, 4, "cg_erp_open_item.due_date"), from.number(5)});
    if (from.is_null(6)) return;
    const bool order = source == exposure_source::open_order;
    const document_key document{order ? document_kind::order : document_kind::invoice,
                                from.number(6)};
    const auto [at, added] = into.shown.emplace(document, amount);
    if (!added && at->second.unit() == amount.unit()) at->second = at->second + amount;
}

reading stored_exposure_of(const credit_account& account, const std::vector<row>& found) {
    reading result{account, {}, {}, {}, {}};
    for (const row& each : found) {
        if (each.text(0) == "line") {
            read_line(each, result);
        } else {
            result.live.push_back(stored_reservation(each));
        }
    }
    return result;
}

}  // namespace

reading stored_readings::lock_and_read(const check_event& event, const timestamp& now) {
    const std::vector<question> asked{
        accounts_.lock_question(event.company, event.customer), standing_question(event),
        drop_question(database_, event.company, event.customer, now),
        exposure_question(event.company, event.customer, event.document)};
    auto found = database_.query_all(asked);
    if (found.at(0).empty()) {
        // Never seen before: what was read without the lock does not count.
        accounts_.lock(event.company, event.customer);
        found = database_.query_all(asked);
    }
    reading result = stored_exposure_of(
        stored_account(found.at(0).at(0), event.company, event.customer), found.at(3));
    result.known = stored_standing(found.at(1).at(0));
    return result;
}

reading stored_readings::read(const credit_account& account, std::optional<document_key> without,
                              const timestamp& now) {
    const auto found =
        database_.query_all({drop_question(database_, account.company, account.customer, now),
                             exposure_question(account.company, account.customer, without)});
    return stored_exposure_of(account, found.at(1));
}

}  // namespace creditgate
