// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/text.hpp"

#include <array>
#include <cstring>

#include "sql/odbc/handle.hpp"

namespace creditgate {

std::optional<std::string> fetch_text(SQLHSTMT statement, SQLUSMALLINT column) {
    std::array<char, 4096> part;  // NOLINT(*-member-init): the driver fills it
    std::string result;
    for (;;) {
        SQLLEN length = 0;
        const auto answer = SQLGetData(statement, column, SQL_C_CHAR, part.data(),
                                       static_cast<SQLLEN>(part.size()), &length);
        if (answer == SQL_NO_DATA) return result;
        if (!SQL_SUCCEEDED(answer)) throw diagnose(SQL_HANDLE_STMT, statement);
        if (length == SQL_NULL_DATA) return std::nullopt;
        // More than fits: the buffer is full up to its closing NUL, and the rest follows.
        const bool more = answer == SQL_SUCCESS_WITH_INFO &&
                          (length == SQL_NO_TOTAL || length >= static_cast<SQLLEN>(part.size()));
        result.append(part.data(), more ? part.size() - 1 : static_cast<std::size_t>(length));
        if (!more) return result;
    }
}

}  // namespace creditgate
