// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/odbc/connection.hpp"
#include "sql/schema/adapter.hpp"

namespace creditgate {

struct install_options {
    std::string host;  // the adapter's name, kept in cg_setting
    adapter_scripts adapter;
    std::string erp_role;  // PostgreSQL: may read the cg_* list views; "" for none
    // PostgreSQL: the role creditgate is created with this password when it does not exist; ""
    // creates it without one.
    std::string role_password;
    // What a new installation starts with; one that has them keeps its own.
    std::string first_policy;     // JSON
    std::string first_authority;  // JSON
    std::string grant_key;        // hex
};

struct installed {
    int step_before = 0;
    int step = 0;
    std::string backup_command;  // "" where there is nothing to be said
};

// Brings the schema to the newest step, then replaces the host's views and triggers; when these are
// others than before, every account is read anew. Idempotent. In PostgreSQL
// everything lies in the schema creditgate, owned by the role creditgate; both are made when the
// connection's user may do so. Nobody waits longer than 2 seconds for a lock of ours; a step that
// cannot get its locks in some tries fails and leaves the database at the step before.
installed install(connection& administrator, const install_options& options);

// What install() and attach() have in common. Returns how many documents went on without an
// approval while creditgate was detached.
std::int64_t put_in_place(connection& administrator, const adapter_scripts& scripts);

// How all accounts stand, in a key that no refresh takes away: 'untold' where the ERP has no
// triggers and each check reads the account as a whole, 'detached', or "" for neither. To be called
// in a transaction.
void note_for_all(connection& database, const std::string& kind);

struct schema_state {
    int found = 0;  // 0: not installed
    int expected = 0;
};
schema_state read_schema_state(connection& database);

// Throws `failure` schema_too_old or schema_too_new unless the database is at the expected step.
void require_schema(connection& database);

// The views that every adapter brings (adapters/README.md).
const std::vector<std::string_view>& erp_views();

}  // namespace creditgate
