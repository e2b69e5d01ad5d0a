// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/odbc.hpp"

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <stdexcept>

namespace creditgate::test {
namespace {

SQLCHAR* odbc_text(const std::string& text) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.c_str()));
}

void require(SQLRETURN done, SQLSMALLINT kind, SQLHANDLE handle, const std::string& what) {
    if (SQL_SUCCEEDED(done) || done == SQL_NO_DATA) return;
    std::array<SQLCHAR, 6> state{};
    std::array<SQLCHAR, 1000> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(kind, handle, 1, state.data(), &native, text.data(),
                  static_cast<SQLSMALLINT>(text.size()), &length);
    throw std::runtime_error(reinterpret_cast<const char*>(text.data()) + (" in " + what));
}

class statement {
  public:
    explicit statement(SQLHDBC connection) {
        SQLAllocHandle(SQL_HANDLE_STMT, connection, &handle_);
    }
    ~statement() { SQLFreeHandle(SQL_HANDLE_STMT, handle_); }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;

    void execute(const std::string& sql) {
        require(SQLExecDirect(handle_, odbc_text(sql), SQL_NTS), SQL_HANDLE_STMT, handle_, sql);
    }
    std::string first() {
        if (!SQL_SUCCEEDED(SQLFetch(handle_))) return "";
        std::array<char, 1000> text{};
        SQLLEN length = 0;
        SQLGetData(handle_, 1, SQL_C_CHAR, text.data(), static_cast<SQLLEN>(text.size()), &length);
        return length == SQL_NULL_DATA ? "" : text.data();
    }

  private:
    SQLHSTMT handle_ = nullptr;
};

}  // namespace

direct_database::direct_database(const std::string& connection) {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
    SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3),
                  0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_);
    require(SQLDriverConnect(connection_, nullptr, odbc_text(connection), SQL_NTS, nullptr, 0,
                             nullptr, SQL_DRIVER_NOPROMPT),
            SQL_HANDLE_DBC, connection_, "connect");
}

direct_database::~direct_database() {
    SQLDisconnect(connection_);
    SQLFreeHandle(SQL_HANDLE_DBC, connection_);
    SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

void direct_database::run(const std::string& sql) {
    statement(connection_).execute(sql);
}

std::string direct_database::value(const std::string& sql) {
    statement asked(connection_);
    asked.execute(sql);
    return asked.first();
}

}  // namespace creditgate::test
