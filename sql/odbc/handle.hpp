// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only: the ODBC handles behind SOCI's objects.
#pragma once

// Debian's SOCI is built with Boost; only its headers ask for it, for types that are not used here.
#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/odbc/soci-odbc.h>
#include <soci/soci.h>

#include <string>
#include <vector>

#include "sql/odbc/errors.hpp"

namespace creditgate {

inline soci::odbc_session_backend& backend_of(soci::session& session) {
    return *static_cast<soci::odbc_session_backend*>(session.get_backend());
}

// What the driver says about the handle's last call.
driver_error diagnose(SQLSMALLINT kind, SQLHANDLE handle);
driver_error diagnose(const soci::soci_error& error);

// The driver's own knowledge; sends nothing.
bool is_dead(SQLHDBC connection) noexcept;

// Runs one statement without parameters as it stands (several in one message where the driver
// allows that); results are thrown away.
void execute_directly(SQLHDBC connection, std::string_view sql);

// Runs the statements of one message, without parameters, and gives the rows of each.
std::vector<std::vector<row>> execute_and_fetch(SQLHDBC connection, std::string_view sql);

// Every row of an executed statement; closes its cursor.
std::vector<row> fetch_all(SQLHSTMT statement);

}  // namespace creditgate
