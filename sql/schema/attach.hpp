// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// Takes the adapter's views and triggers away, so that the ERP can change its tables. Until
// attach() or install() every check is answered as when the database is away.
void detach(connection& administrator);

struct attached {
    bool was_detached = false;
    std::int64_t passed = 0;  // documents that went on meanwhile without an approval
    std::string grants;       // SQL to be run by the administrator, as at install
};

// Puts back what was installed. Throws `failure` adapter_differs, and leaves it detached, where
// that does not fit the ERP's tables any more. All accounts are read anew.
attached attach(connection& administrator);

// For install(), which ends the detached state too. Both to be called in a transaction.
bool is_detached(connection& database);
// What went on while nothing looked: noted, to be decided afterwards, and where the guard enforces
// covered as it is, so that work goes on. Returns how many documents.
std::int64_t note_passed(connection& database);

}  // namespace creditgate
