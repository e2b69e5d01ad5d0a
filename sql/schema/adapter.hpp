// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/schema only: what an adapter brings into the ERP's database, its views and triggers,
// and the guard that hangs on them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/odbc/connection.hpp"

namespace creditgate {

struct adapter_scripts {
    std::string views;     // SQL of the cg_erp_* views
    std::string triggers;  // SQL of the triggers that write cg_dirty; "": none
    std::string grants;    // SQL to be run after the views with the administrator's own rights
};

// As they were installed; views "" where they are not known.
adapter_scripts kept_scripts(connection& database);
void keep_scripts(connection& database, const adapter_scripts& scripts);

std::vector<std::string> present_views(connection& database);
void drop_views(connection& database);
// The adapter's views, and ours over them. To be called in a transaction.
void replace_views(connection& database, const std::string& views);

// A trigger's table is locked against writers for a moment: one at a time, each in a transaction.
void replace_triggers(connection& database, const std::string& triggers);
void drop_triggers(connection& database);

bool has_view(connection& database, std::string_view name);
bool has_guarded_view(connection& database);
// To be called in a transaction.
void drop_guard(connection& database);
void replace_guard(connection& database);

// Where the scripts do not fit the ERP's tables as they are now: the statement, and what the
// database says. Makes views and triggers one by one and leaves them; for a database that is
// detached, where nobody uses them.
std::vector<std::string> misfits(connection& database, const adapter_scripts& scripts);

}  // namespace creditgate
