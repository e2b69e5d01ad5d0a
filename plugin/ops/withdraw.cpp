// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/withdrawal.hpp"

namespace creditgate {
namespace {

struct withdrawal {
    company_id company;
    customer_id customer;
    document_key document;
    person user;
    std::string reason;
    bool for_good = false;
    std::optional<erp_transaction> transaction;
};

withdrawal read_withdrawal(reader& request) {
    withdrawal read;
    read.company = {request.id("company")};
    read.customer = {request.id("customer")};
    reader document = request.object("document");
    read.document = read_document_key(document);
    document.done();
    read.user = read_user(request);
    read.reason = request.text("reason");
    read.for_good = request.flag("for_good", false);
    if (auto transaction = request.optional_object("transaction")) {
        read.transaction = read_transaction(*transaction);
    }
    request.done();
    return read;
}

bool rolled_back(unit_of_work& unit, const std::optional<erp_transaction>& transaction) {
    return transaction &&
           unit.reservations().outcome(*transaction) == reservation_port::outcome_of::aborted;
}

// What a person has decided about a document outlasts its way back to draft, or he could be passed
// by with it.
bool stays(const hold& held) {
    return held.state == hold_state::open ? held.forced.has_value() : held.terms.stays();
}

// The ERP tells of its transaction when that is committed, and the document may have come again
// meanwhile: a transaction with a later number has asked for it. Numbers have no leading zeros.
bool has_come_again(unit_of_work& unit, const hold& held,
                    const std::optional<erp_transaction>& transaction) {
    if (!transaction || transaction->cluster.empty()) return false;
    const auto decided = unit.decisions().find(held.decision_id);
    if (!decided || !decided->transaction) return false;
    const erp_transaction& last = *decided->transaction;
    if (last.cluster != transaction->cluster) return false;
    return std::pair(last.id.size(), last.id) > std::pair(transaction->id.size(), transaction->id);
}

}  // namespace

json op_withdraw(op_context& context, reader& request) {
    const withdrawal asked = read_withdrawal(request);
    return transact(context, [&](unit_of_work& unit) -> json {
        json holds = json::array();
        if (rolled_back(unit, asked.transaction)) return {{"withdrawn", false}, {"holds", holds}};
        // Of a customer without an account nothing was ever checked.
        if (!unit.accounts().find(asked.company, asked.customer)) {
            return {{"withdrawn", true}, {"holds", holds}};
        }
        const credit_account account =
            unit.accounts().lock_with_group(asked.company, asked.customer);
        for (const hold& each : unit.holds().live_of(account, asked.document)) {
            if (stays(each) && !asked.for_good) continue;
            if (has_come_again(unit, each, asked.transaction)) continue;
            withdraw_hold(unit, each, {asked.user.name, utc_now(), asked.reason});
            holds.push_back(each.hold_id);
        }
        unit.reservations().free_document(account, asked.document, asked.transaction);
        return {{"withdrawn", true}, {"holds", holds}};
    });
}

}  // namespace creditgate
