// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/handle.hpp"

#include "sql/odbc/text.hpp"

namespace creditgate {
namespace {

class cursor_closer {
  public:
    explicit cursor_closer(SQLHSTMT statement) : statement_(statement) {}
    ~cursor_closer() { SQLFreeStmt(statement_, SQL_CLOSE); }
    cursor_closer(const cursor_closer&) = delete;
    cursor_closer& operator=(const cursor_closer&) = delete;

  private:
    SQLHSTMT statement_;
};

// The rows of the present result.
std::vector<row> rows_of(SQLHSTMT statement) {
    SQLSMALLINT columns = 0;
    if (!SQL_SUCCEEDED(SQLNumResultCols(statement, &columns)) || columns == 0) return {};
    std::vector<row> result;
    for (;;) {
        const auto answer = SQLFetch(statement);
        if (answer == SQL_NO_DATA) return result;
        if (!SQL_SUCCEEDED(answer)) throw diagnose(SQL_HANDLE_STMT, statement);
        std::vector<std::optional<std::string>> cells;
        cells.reserve(static_cast<std::size_t>(columns));
        for (SQLUSMALLINT column = 1; column <= columns; ++column) {
            cells.push_back(fetch_text(statement, column));
        }
        result.emplace_back(std::move(cells));
    }
}

}  // namespace

driver_error diagnose(SQLSMALLINT kind, SQLHANDLE handle) {
    SQLCHAR state[SQL_SQLSTATE_SIZE + 1] = "HY000";
    SQLCHAR message[SQL_MAX_MESSAGE_LENGTH + 1] = "the driver gave no message";
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(kind, handle, 1, state, &native, message, sizeof message, &length);
    return {reinterpret_cast<const char*>(state), static_cast<int>(native),
            reinterpret_cast<const char*>(message)};
}

// SOCI's own text holds the bound values: only what the driver said is taken.
driver_error diagnose(const soci::soci_error& error) {
    if (const auto* const odbc = dynamic_cast<const soci::odbc_soci_error*>(&error)) {
        return {reinterpret_cast<const char*>(odbc->odbc_error_code()),
                static_cast<int>(odbc->native_error_code()),
                reinterpret_cast<const char*>(odbc->odbc_error_message())};
    }
    return {"HY000", 0, error.get_error_message()};
}

bool is_dead(SQLHDBC connection) noexcept {
    SQLUINTEGER dead = SQL_CD_FALSE;
    const auto answer =
        SQLGetConnectAttr(connection, SQL_ATTR_CONNECTION_DEAD, &dead, SQL_IS_UINTEGER, nullptr);
    return SQL_SUCCEEDED(answer) && dead == SQL_CD_TRUE;
}

message_statement::message_statement(SQLHDBC connection) {
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &handle_))) {
        throw diagnose(SQL_HANDLE_DBC, connection);
    }
}

message_statement::~message_statement() {
    SQLFreeHandle(SQL_HANDLE_STMT, handle_);
}

std::vector<std::vector<row>> message_statement::send(std::string_view message,
                                                      const bound_texts& bound) {
    const cursor_closer closer(handle_);
    std::vector<SQLLEN> lengths = bind(bound);
    std::string text(message);
    std::vector<std::vector<row>> results;
    auto answer = SQLExecDirect(handle_, reinterpret_cast<SQLCHAR*>(text.data()),
                                static_cast<SQLINTEGER>(text.size()));
    // The first statement changed no row; others may follow.
    if (answer == SQL_NO_DATA) answer = SQL_SUCCESS;
    while (SQL_SUCCEEDED(answer)) {
        results.push_back(rows_of(handle_));
        answer = SQLMoreResults(handle_);
    }
    if (answer != SQL_NO_DATA) throw diagnose(SQL_HANDLE_STMT, handle_);
    if (!bound.empty()) SQLFreeStmt(handle_, SQL_RESET_PARAMS);
    return results;
}

// The texts and what is given back have to stay until the message was sent.
std::vector<SQLLEN> message_statement::bind(const bound_texts& bound) {
    std::vector<SQLLEN> lengths;
    lengths.reserve(bound.size());
    for (const std::string_view each : bound) {
        lengths.push_back(static_cast<SQLLEN>(each.size()));
        // The driver only reads it.
        auto* const text = const_cast<char*>(each.data());
        if (!SQL_SUCCEEDED(SQLBindParameter(
                handle_, static_cast<SQLUSMALLINT>(lengths.size()), SQL_PARAM_INPUT, SQL_C_CHAR,
                SQL_LONGVARCHAR, each.size(), 0, text, lengths.back(), &lengths.back()))) {
            throw diagnose(SQL_HANDLE_STMT, handle_);
        }
    }
    return lengths;
}

std::vector<row> fetch_all(SQLHSTMT statement) {
    const cursor_closer closer(statement);
    return rows_of(statement);
}

}  // namespace creditgate
