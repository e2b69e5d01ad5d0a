// SPDX-License-Identifier: Apache-2.0
//
// The order of the statements is the promise: the account's lock, what is on record, the outcomes
// of reservations, and only then what the ERP's tables show.
#include "sql/store/readings.hpp"

#include "sql/store/hold_row.hpp"
#include "sql/store/policies.hpp"
#include "sql/store/projection.hpp"
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

// Which stretch between two due_date_cuts the due date of an invoice is in.
std::string stretch_of_day(std::size_t cuts) {
    std::string stretch = "case when source <> 'invoice' then -2 when day = '' then -1 else 0";
    for (std::size_t i = 0; i < cuts; ++i) stretch += " + case when day < ? then 1 else 0 end";
    return stretch + " end";
}

constexpr std::string_view of_mine = "account_id = (select account_id from mine)";

// What the account's document has open, to be taken out of the sums; an order's key is its id.
std::string document_sql(document_kind kind) {
    return "select source, currency, day, -amount_minor as amount_minor, -1 as documents "
           "from cg_open_document where " +
           std::string(of_mine) +
           (kind == document_kind::order ? " and key_kind = 'order' and key_id = ?"
                                         : " and document_kind = 'invoice' and document_id = ?");
}

// The sums by day without one document. Those of orders may stand beside each other, but no due
// date may stay of which nothing is left.
std::string days_sql(std::optional<document_kind> without) {
    const std::string all =
        "select source, currency, day, amount_minor, documents from cg_open_total where " +
        std::string(of_mine);
    if (!without) return all;
    const std::string both = all + " union all " + document_sql(*without);
    if (*without == document_kind::order) return both;
    return "select source, currency, day, sum(amount_minor) as amount_minor, "
           "sum(documents) as documents from (" +
           both + ") of_days group by source, currency, day having sum(documents) <> 0";
}

// One statement, so that what is open and what is reserved are of one moment: of a reserved
// document it is known how much of it is seen (in the reservation's currency).
std::string exposure_sql(std::optional<document_kind> without, std::size_t cuts) {
    const auto shown_as = [](std::string_view is_document) {
        return "(select cast(sum(d.amount_minor) as bigint) from cg_open_document d "
               "where d.account_id = r.account_id and " +
               std::string(is_document) + " and d.currency = r.currency)";
    };
    return "with mine as (select account_id from cg_account where company_id = ? "
           "and customer_id = ?) "
           "select 'line', source, currency, cast(sum(amount_minor) as bigint), min(day), "
           "cast(sum(documents) as bigint), 0, 0, '', '', null from (" +
           days_sql(without) + ") of_account group by source, currency, " + stretch_of_day(cuts) +
           " having sum(documents) <> 0 union all "
           "select 'reservation', r.document_kind, r.currency, r.amount_minor, null, r.hold_id, "
           "r.document_id, r.reservation_id, r.cluster, r.transaction_id, "
           "case r.document_kind when 'order' then " +
           shown_as("d.key_kind = 'order' and d.key_id = r.document_id") + " when 'invoice' then " +
           shown_as("d.document_kind = 'invoice' and d.document_id = r.document_id") +
           " end from cg_reservation r where r." + std::string(of_mine);
}

question exposure_question(company_id company, customer_id customer,
                           const std::optional<document_key>& without, date as_of) {
    const std::vector<date> cuts = due_date_cuts(as_of);
    static const std::string of_all = exposure_sql(std::nullopt, cuts.size());
    static const std::string without_order = exposure_sql(document_kind::order, cuts.size());
    static const std::string without_invoice = exposure_sql(document_kind::invoice, cuts.size());
    question asked{of_all, {company.value, customer.value}};
    // Of a shipment nothing is open: it is its order.
    if (without && without->kind != document_kind::shipment) {
        asked.sql = without->kind == document_kind::order ? without_order : without_invoice;
        asked.values.emplace_back(without->id);
    }
    for (const date each : cuts) asked.values.emplace_back(format_date(each));
    return asked;
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

exposure_line stored_line(const row& from) {
    const auto source = stored_word<exposure_source>(from, 1, "cg_erp_open_item.kind");
    exposure_line line{source, stored_money(from, 2, "currency of an open document"), std::nullopt,
                       from.number(5)};
    if (source == exposure_source::invoice && !from.text(4).empty()) {
        line.due_date = stored_date(from, 4, "cg_erp_open_item.due_date");
    }
    return line;
}

reading stored_exposure_of(const credit_account& account, const std::vector<row>& found) {
    reading result{account, freshness::done, {}, {}, {}, {}};
    for (const row& each : found) {
        if (each.text(0) == "line") {
            result.lines.push_back(stored_line(each));
            continue;
        }
        const reservation held = stored_reservation(each);
        if (const auto shown = each.optional_number(10)) {
            result.shown.emplace(held.document, money(*shown, held.amount.unit()));
        }
        result.live.push_back(held);
    }
    return result;
}

// More than these are taken in transactions of their own: a check has its time budget.
constexpr int most_changes = 200;

}  // namespace

reading stored_readings::lock_and_read(const check_event& event, const timestamp& now) {
    const bool postgresql = database_.kind() == dialect::postgresql;
    std::vector<question> before{accounts_.lock_question(event.company, event.customer),
                                 standing_question(event),
                                 drop_question(database_, event.company, event.customer, now)};
    const question exposure =
        exposure_question(event.company, event.customer, event.document, event.business_date);
    if (postgresql) {
        before.push_back(refresh_question(event.company, event.customer, most_changes));
        before.push_back(exposure);
    }
    auto found = database_.query_all(before);
    if (found.at(0).empty()) {
        // Never seen before: what was read without the lock does not count.
        accounts_.lock(event.company, event.customer);
        found = database_.query_all(before);
    }
    const credit_account account = stored_account(found.at(0).at(0), event.company, event.customer);
    const freshness state =
        postgresql ? stored_freshness(found.at(3)) : projection_.refresh(account, most_changes);
    reading result = stored_exposure_of(
        account, postgresql ? found.at(4) : database_.query(exposure.sql, exposure.values));
    result.state = state;
    result.known = stored_standing(found.at(1).at(0));
    return result;
}

reading stored_readings::read(const credit_account& account, std::optional<document_key> without,
                              date as_of, const timestamp& now) {
    const auto found =
        database_.query_all({drop_question(database_, account.company, account.customer, now),
                             exposure_question(account.company, account.customer, without, as_of)});
    return stored_exposure_of(account, found.at(1));
}

}  // namespace creditgate
