// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/schema only: triggers and functions as they were installed, by their checksums,
// so that `doctor` finds one that somebody has changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// To be called in a transaction, when all is in place.
void keep_definitions(connection& database);

// What is not as it was kept, one sentence each: "trigger cg_changed on public.sale is disabled".
std::vector<std::string> changed_definitions(connection& database);

// Of the triggers that tell of changes.
std::int64_t enabled_triggers(connection& database);

}  // namespace creditgate
