// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>

namespace creditgate {

// A value of the current row, whole and exact, however long it is: SOCI's own buffers are as long
// as the driver guesses, and cut in silence. Nothing for NULL. Columns must be read in order.
std::optional<std::string> fetch_text(SQLHSTMT statement, SQLUSMALLINT column);

}  // namespace creditgate
