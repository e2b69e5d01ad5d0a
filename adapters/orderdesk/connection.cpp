// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/connection.hpp"

#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace creditgate::orderdesk {
namespace {

// How each driver has to be opened; what the caller gives comes first and wins.
constexpr const char* postgresql_settings =
    ";Protocol=7.4-0;MaxVarcharSize=4096;BoolsAsChar=0;UseServerSidePrepare=1;UseDeclareFetch=0";
constexpr const char* sqlite_settings =
    ";Timeout=10000;FKSupport=1;JournalMode=WAL;SyncPragma=FULL";

SQLCHAR* characters(const std::string& text) {
    // ODBC's texts are not const although it only reads them.
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.data()));
}

[[noreturn]] void fail(SQLSMALLINT kind, SQLHANDLE handle, const std::string& what) {
    std::array<SQLCHAR, 6> state{};
    std::array<SQLCHAR, SQL_MAX_MESSAGE_LENGTH> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(kind, handle, 1, state.data(), &native, text.data(), SQL_MAX_MESSAGE_LENGTH,
                  &length);
    throw database_error(what + ": " + reinterpret_cast<const char*>(text.data()));
}

// A statement, freed at the end.
class statement {
  public:
    statement(SQLHANDLE connection, const std::string& sql, const std::vector<value>& values)
        : numbers_(values.size()), lengths_(values.size()) {
        SQLAllocHandle(SQL_HANDLE_STMT, connection, &handle_);
        try {
            run(sql, values);
        } catch (...) {
            SQLFreeHandle(SQL_HANDLE_STMT, handle_);
            throw;
        }
    }
    ~statement() { SQLFreeHandle(SQL_HANDLE_STMT, handle_); }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;

    std::vector<row> rows() {
        SQLSMALLINT columns = 0;
        SQLNumResultCols(handle_, &columns);
        std::vector<row> all;
        while (columns > 0 && SQL_SUCCEEDED(SQLFetch(handle_))) {
            std::vector<std::optional<std::string>> found;
            for (SQLUSMALLINT i = 1; i <= columns; ++i) found.push_back(column(i));
            all.emplace_back(std::move(found));
        }
        return all;
    }

    std::int64_t changed() {
        SQLLEN count = 0;
        SQLRowCount(handle_, &count);
        return count;
    }

  private:
    void run(const std::string& sql, const std::vector<value>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) bind(i, values[i]);
        const SQLRETURN done = SQLExecDirect(handle_, characters(sql), SQL_NTS);
        // No row was changed: not an error.
        if (!SQL_SUCCEEDED(done) && done != SQL_NO_DATA) fail(SQL_HANDLE_STMT, handle_, sql);
    }

    void bind(std::size_t place, const value& bound) {
        const auto at = static_cast<SQLUSMALLINT>(place + 1);
        SQLLEN& length = lengths_[place];
        if (bound.number()) {
            numbers_[place] = *bound.number();
            SQLBindParameter(handle_, at, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0,
                             &numbers_[place], 0, nullptr);
            return;
        }
        const std::string& content = bound.text();
        length = bound.is_null() ? SQL_NULL_DATA : static_cast<SQLLEN>(content.size());
        SQLBindParameter(handle_, at, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR,
                         std::max<SQLULEN>(content.size(), 1), 0, characters(content),
                         static_cast<SQLLEN>(content.size()), &length);
    }

    std::optional<std::string> column(SQLUSMALLINT number) {
        std::array<char, 4096> text{};
        SQLLEN length = 0;
        const SQLRETURN done =
            SQLGetData(handle_, number, SQL_C_CHAR, text.data(), text.size(), &length);
        if (done != SQL_SUCCESS) fail(SQL_HANDLE_STMT, handle_, "a column does not fit");
        if (length == SQL_NULL_DATA) return std::nullopt;
        return std::string(text.data(), static_cast<std::size_t>(length));
    }

    SQLHANDLE handle_ = nullptr;
    std::vector<std::int64_t> numbers_;
    std::vector<SQLLEN> lengths_;
};

}  // namespace

const std::string& row::text(std::size_t column) const {
    static const std::string none;
    return columns_.at(column) ? *columns_.at(column) : none;
}

std::int64_t row::number(std::size_t column) const {
    const std::string& digits = text(column);
    std::int64_t result = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error == std::errc() && end == digits.data() + digits.size()) return result;
    throw database_error("found \"" + digits + "\", expected a whole number");
}

connection::connection(const std::string& connection_string)
    : postgresql_(connection_string.find("PostgreSQL") != std::string::npos) {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
    SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3),
                  0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment_, &handle_);
    const std::string wanted =
        connection_string + (postgresql_ ? postgresql_settings : sqlite_settings);
    const SQLRETURN done = SQLDriverConnect(handle_, nullptr, characters(wanted), SQL_NTS, nullptr,
                                            0, nullptr, SQL_DRIVER_NOPROMPT);
    if (SQL_SUCCEEDED(done)) return;
    try {
        fail(SQL_HANDLE_DBC, handle_, "cannot connect to the database of orderdesk");
    } catch (...) {
        SQLFreeHandle(SQL_HANDLE_DBC, handle_);
        SQLFreeHandle(SQL_HANDLE_ENV, environment_);
        throw;
    }
}

connection::~connection() {
    SQLDisconnect(handle_);
    SQLFreeHandle(SQL_HANDLE_DBC, handle_);
    SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

std::vector<row> connection::query(const std::string& sql, const std::vector<value>& values) {
    return statement(handle_, sql, values).rows();
}

std::int64_t connection::execute(const std::string& sql, const std::vector<value>& values) {
    return statement(handle_, sql, values).changed();
}

std::int64_t connection::insert(const std::string& sql, const std::string& key,
                                const std::vector<value>& values) {
    if (postgresql_) return query(sql + " returning " + key, values).at(0).number(0);
    execute(sql, values);
    return query("select last_insert_rowid()").at(0).number(0);
}

void connection::rollback() noexcept {
    try {
        execute("rollback");
    } catch (const database_error&) {
        // There is nothing to roll back, or the connection is gone and the server does it.
    }
}

}  // namespace creditgate::orderdesk
