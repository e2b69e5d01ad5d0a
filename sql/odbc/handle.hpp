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
#include <string_view>
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

// The texts for each "?" of a message.
using bound_texts = std::vector<std::string_view>;

// What sends messages, each of one statement or, where the driver allows that, of several. Kept by
// its connection: making one for each message costs more than its answer.
class message_statement {
  public:
    explicit message_statement(SQLHDBC connection);
    ~message_statement();
    message_statement(const message_statement&) = delete;
    message_statement& operator=(const message_statement&) = delete;

    // The rows of each statement of the message. After an error it must not be used again.
    std::vector<std::vector<row>> send(std::string_view message, const bound_texts& bound);

  private:
    std::vector<SQLLEN> bind(const bound_texts& bound);

    SQLHSTMT handle_ = SQL_NULL_HSTMT;
};

// Every row of an executed statement; closes its cursor.
std::vector<row> fetch_all(SQLHSTMT statement);

}  // namespace creditgate
