// SPDX-License-Identifier: Apache-2.0
//
// PostgreSQL: who owns what.
#pragma once

#include <string>
#include <vector>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// Makes the role and the schema creditgate if they are missing and may be made, gives the role the
// right to read the ERP's tables, and acts as the role from here on until "reset role". Throws
// `failure` database_rights when the connection's user can do neither.
void become_owner(connection& administrator, const std::string& role_password);

// Acts as the connection's user again, and takes the rights from the role that only an installation
// needs.
void leave_owner(connection& administrator);

// The ERP's role may read what its screens show, and nothing else of ours. Nothing elsewhere than
// on PostgreSQL, or when `erp_role` is empty.
void grant_reading(connection& owner, const std::string& erp_role);

// What to type for a backup of the whole database: the role creditgate reads the ERP's tables and
// its own, in one snapshot; the ERP's role may not read the archive. "" elsewhere than on
// PostgreSQL.
std::string backup_command(connection& database);

// Tables and sequences that the connection's user may not read, so that its pg_dump fails; some of
// them. PostgreSQL.
std::vector<std::string> left_out_of_backup(connection& database);

}  // namespace creditgate
