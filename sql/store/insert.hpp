// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only.
#pragma once

#include <string>
#include <string_view>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// Runs an insert of one row and returns the number that the database gave to `id_column`.
// SQLite's driver drops what RETURNING returns, and PostgreSQL's has no last row id.
inline std::int64_t insert_numbered(connection& database, std::string_view insert,
                                    std::string_view id_column, const parameters& values) {
    if (database.kind() == dialect::postgresql) {
        std::string sql(insert);
        sql.append(" returning ").append(id_column);
        return database.query(sql, values).at(0).number(0);
    }
    database.execute(insert, values);
    return database.query("select last_insert_rowid()").at(0).number(0);
}

}  // namespace creditgate
