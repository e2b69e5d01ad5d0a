// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/schema only: ways by which the owner of the ERP's tables, who may make what he likes
// in his own schemas, could have his code run with our rights or hide rows from us. PostgreSQL;
// elsewhere there are none.
#pragma once

#include <string>
#include <vector>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// Functions of ours that run with our rights and look for names elsewhere than in our schema.
std::vector<std::string> functions_with_open_path(connection& database);

// Operators and functions in the ERP's schemas that are called like one of PostgreSQL's own and
// belong to no extension; some of them.
std::vector<std::string> shadows_of_own(connection& database);

// Tables of the ERP with row level security that is not passed by.
std::vector<std::string> tables_with_hidden_rows(connection& database);

}  // namespace creditgate
