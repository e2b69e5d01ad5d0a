// SPDX-License-Identifier: Apache-2.0
//
// A connection of the driver alone, without anything of ours.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace creditgate::bench {

inline void require(SQLRETURN answer, SQLSMALLINT kind, SQLHANDLE handle, const char* what) {
    if (SQL_SUCCEEDED(answer)) return;
    SQLCHAR state[6] = "";
    SQLCHAR text[SQL_MAX_MESSAGE_LENGTH] = "";
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(kind, handle, 1, state, &native, text, sizeof text, &length);
    throw std::runtime_error(std::string(what) + ": " + reinterpret_cast<const char*>(text));
}

inline SQLCHAR* text_of(std::string& text) {
    return reinterpret_cast<SQLCHAR*>(text.data());
}

class bare_connection {
  public:
    explicit bare_connection(std::string wanted) {
        SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
        SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION,
                      reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
        SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
        require(SQLDriverConnect(connection_, nullptr, text_of(wanted), SQL_NTS, nullptr, 0,
                                 nullptr, SQL_DRIVER_NOPROMPT),
                SQL_HANDLE_DBC, connection_, "connect");
        SQLSetConnectAttr(connection_, SQL_ATTR_AUTOCOMMIT,
                          reinterpret_cast<SQLPOINTER>(SQL_AUTOCOMMIT_OFF), 0);
        SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement_);
    }
    ~bare_connection() {
        end(SQL_ROLLBACK);
        SQLFreeHandle(SQL_HANDLE_STMT, statement_);
        SQLDisconnect(connection_);
        SQLFreeHandle(SQL_HANDLE_DBC, connection_);
        SQLFreeHandle(SQL_HANDLE_ENV, environment_);
    }
    bare_connection(const bare_connection&) = delete;
    bare_connection& operator=(const bare_connection&) = delete;

    void prepare(std::string sql) {
        require(SQLPrepare(statement_, text_of(sql), SQL_NTS), SQL_HANDLE_STMT, statement_,
                "prepare");
    }
    void bind(SQLUSMALLINT place, std::int64_t& number) {
        SQLBindParameter(statement_, place, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0,
                         &number, 0, nullptr);
    }
    void execute() { require(SQLExecute(statement_), SQL_HANDLE_STMT, statement_, "execute"); }
    std::string fetch_text() {
        SQLCHAR value[100] = "";
        SQLLEN length = 0;
        require(SQLFetch(statement_), SQL_HANDLE_STMT, statement_, "fetch");
        SQLGetData(statement_, 1, SQL_C_CHAR, value, sizeof value, &length);
        SQLCloseCursor(statement_);
        return reinterpret_cast<const char*>(value);
    }
    [[nodiscard]] SQLHSTMT statement() const { return statement_; }
    void end(SQLSMALLINT how) { SQLEndTran(SQL_HANDLE_DBC, connection_, how); }

  private:
    SQLHENV environment_ = nullptr;
    SQLHDBC connection_ = nullptr;
    SQLHSTMT statement_ = nullptr;
};

}  // namespace creditgate::bench
