// SPDX-License-Identifier: Apache-2.0
#include "sql/store/audit.hpp"

namespace creditgate {

void stored_audit::append(const audit_event& event) {
    database_.execute(
        "insert into cg_audit (account_id, action, done_by, done_at, details) "
        "values (?, ?, ?, ?, ?)",
        {event.account_id, event.action, event.by, event.at.text, event.details});
}

}  // namespace creditgate
