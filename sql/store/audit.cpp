// SPDX-License-Identifier: Apache-2.0
#include "sql/store/audit.hpp"

namespace creditgate {

void stored_audit::append(const audit_event& event) {
    database_.execute(
        "insert into cg_audit (account_id, action, done_by, done_at, details) "
        "values (?, ?, ?, ?, ?)",
        {event.account_id, event.action, event.by, event.at.text, event.details});
}

std::vector<audit_event> stored_audit::of_account(std::int64_t account_id) {
    const std::string select = "select action, done_by, done_at, details from cg_audit where ";
    const std::string in_order = " order by audit_id";
    const auto found = account_id == 0
                           ? database_.query(select + "account_id is null" + in_order)
                           : database_.query(select + "account_id = ?" + in_order, {account_id});
    std::vector<audit_event> all;
    for (const row& each : found) {
        all.push_back({account_id, each.text(0), each.text(1), {each.text(2)}, each.text(3)});
    }
    return all;
}

}  // namespace creditgate
