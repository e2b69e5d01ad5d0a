// SPDX-License-Identifier: Apache-2.0
#include "sql/store/hold_row.hpp"
#include "sql/store/holds.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/transaction_outcome.hpp"

namespace creditgate {
namespace {

// What a person has decided stays: the order may be a draft again, which the ERP does not show
// here. Released for good are those that hold nothing any more. Three "?": the account or 0 for
// all, and has_ended's two.
std::string select_absent(bool can_look_up) {
    const std::string status = can_look_up ? "coalesce(" + looked_up("d.transaction_id") +
                                                 ", 'forgotten') <> 'in progress'"
                                           : "1 = 1";
    return "select " + std::string(hold_columns) +
           " from cg_hold h join cg_decision d on d.decision_id = h.decision_id "
           "where h.document_kind = 'order' and ((h.state = 'open' and h.forced_at is null) "
           "or (h.state = 'released' and h.release_until = '' and h.release_stages = 'this' "
           "and h.hold_id in (select r.hold_id from cg_reservation r where r.hold_id <> 0))) "
           "and cast(? as bigint) in (0, h.account_id) and not exists (select 1 from "
           "cg_erp_document e "
           "where e.document_kind = h.document_kind and e.document_id = h.document_id) "
           "and case when d.cluster = '' then d.decided_at <= ? when d.cluster = ? then " +
           status + " else 1 = 1 end order by h.hold_id";
}

bool holds(const std::vector<row>& rows, std::int64_t hold_id) {
    for (const row& each : rows) {
        if (each.number(0) == hold_id) return true;
    }
    return false;
}

}  // namespace

// Asked twice: a transaction that commits its document beside the first look has ended in it and
// the document is not seen. What the second look does not see either, was not there at the end.
std::vector<hold> stored_holds::of_no_document(std::int64_t account_id,
                                               const timestamp& decided_before) {
    if (!shows_view(database_, "cg_erp_document")) return {};
    const std::string sql = select_absent(database_.kind() == dialect::postgresql);
    const parameters values{account_id, decided_before.text, database_.cluster()};
    const auto first = database_.query(sql, values);
    if (first.empty()) return {};
    std::vector<hold> found;
    for (const row& each : database_.query(sql, values)) {
        const hold absent = stored_hold(each);
        if (holds(first, absent.hold_id)) found.push_back(absent);
    }
    return found;
}

std::vector<hold> stored_holds::of_passed_document(std::int64_t account_id) {
    std::vector<hold> found;
    for (const row& each : database_.query(
             "select " + std::string(hold_columns) +
                 " from cg_hold h where h.state = 'open' and h.forced_at is null "
                 "and cast(? as bigint) in (0, h.account_id) "
                 "and exists (select 1 from cg_cover c where c.document_kind = h.document_kind "
                 "and c.document_id = h.document_id and c.checkpoint = h.checkpoint "
                 "and c.shown_minor is not null and c.origin = 'grant' "
                 "and c.customer_id = h.customer_id and c.currency = h.currency "
                 "and c.amount_minor >= h.amount_minor) order by h.hold_id",
             {account_id})) {
        found.push_back(stored_hold(each));
    }
    return found;
}

// Where it went on, once that transaction has been committed: it may have brought the payer.
std::vector<hold> stored_holds::of_former_payer(std::int64_t account_id) {
    const std::string committed = database_.kind() == dialect::postgresql
                                      ? "coalesce(" + looked_up("d.transaction_id") +
                                            ", 'forgotten') not in ('in progress', 'aborted')"
                                      : "1 = 1";
    std::vector<hold> found;
    for (const row& each : database_.query(
             "select " + std::string(hold_columns) +
                 " from cg_hold h where ((h.state = 'open' and h.forced_at is null) "
                 "or (h.state = 'released' "
                 "and h.hold_id in (select r.hold_id from cg_reservation r where r.hold_id <> 0))) "
                 "and cast(? as bigint) in (0, h.account_id) "
                 "and exists (select 1 from cg_decision d where d.document_kind = h.document_kind "
                 "and d.document_id = h.document_id and d.decision_id > h.decision_id "
                 "and d.account_id <> h.account_id and d.checkpoint <> 'quote' "
                 "and case when d.cluster = ? and d.outcome in ('approve', 'warn') then " +
                 committed + " else 1 = 1 end) order by h.hold_id",
             {account_id, database_.cluster()})) {
        found.push_back(stored_hold(each));
    }
    return found;
}

}  // namespace creditgate
