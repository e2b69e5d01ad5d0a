// SPDX-License-Identifier: Apache-2.0
//
// What a check costs beside the least that any record in this database can cost: the median of a
// full check through the C interface over the median of a prepared INSERT and its COMMIT through
// the same driver. Both are taken in turns, so that whatever else the machine does meets both.
//
//     bench_check_over_commit <connection string> <user> <pairs>
#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "creditgate/creditgate.h"

namespace {

using std::chrono::steady_clock;

void require(SQLRETURN answer, SQLSMALLINT kind, SQLHANDLE handle, const char* what) {
    if (SQL_SUCCEEDED(answer)) return;
    SQLCHAR state[6] = "";
    SQLCHAR text[SQL_MAX_MESSAGE_LENGTH] = "";
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRec(kind, handle, 1, state, &native, text, sizeof text, &length);
    throw std::runtime_error(std::string(what) + ": " + reinterpret_cast<const char*>(text));
}

SQLCHAR* text_of(std::string& text) {
    return reinterpret_cast<SQLCHAR*>(text.data());
}

// A connection of the driver alone, without anything of ours.
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
    void end(SQLSMALLINT how) { SQLEndTran(SQL_HANDLE_DBC, connection_, how); }

  private:
    SQLHENV environment_ = nullptr;
    SQLHDBC connection_ = nullptr;
    SQLHSTMT statement_ = nullptr;
};

std::string call(cg_session* session, const std::string& request) {
    char* response = nullptr;
    const int status = cg_call(session, request.c_str(), &response);
    const std::string answer = response ? response : "";
    cg_free(response);
    if (status != 0) throw std::runtime_error(answer);
    return answer;
}

std::string check_request(std::int64_t n, const std::string& cluster, const std::string& id) {
    const std::string number = std::to_string(n);
    return R"({"op":"check","request_id":"bench-)" + number +
           R"(","checkpoint":"confirm","company":1,"customer":)" + std::to_string(n % 200 + 1) +
           R"(,"customer_name":"Customer","document":{"kind":"order","id":)" +
           std::to_string(100'000 + n) + R"(,"number":"SO-)" + number +
           R"(","amount":{"amount":"12.34","currency":"EUR"},"date":"2026-11-24"},)"
           R"("user":{"name":"bench","roles":["clerk"]},"language":"en",)"
           R"("business_date":"2026-11-24","transaction":{"cluster":")" +
           cluster + R"(","id":")" + id + R"("}})";
}

void set_limits(cg_session* session) {
    for (int customer = 1; customer <= 200; ++customer) {
        call(session, R"({"op":"set_limit","company":1,"customer":)" + std::to_string(customer) +
                          R"(,"limit":{"state":"amount","amount":{"amount":"1000000.00",)"
                          R"("currency":"EUR"}},"user":{"name":"bench","roles":["manager"]},)"
                          R"("reason":"bench","business_date":"2026-11-24"})");
    }
}

std::int64_t microseconds_since(steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - start)
        .count();
}

std::int64_t median(std::vector<std::int64_t> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void run(const std::string& connection, const std::string& user, std::int64_t pairs) {
    const std::string config = R"({"database":")" + connection + R"(","user":")" + user + R"("})";
    cg_session* session = nullptr;
    if (cg_open(config.c_str(), &session) != 0) throw std::runtime_error(cg_last_error(nullptr));
    set_limits(session);
    const std::string full = connection + ";UID=" + user + ";UseServerSidePrepare=1";
    bare_connection host(full);
    host.prepare("select system_identifier::text from pg_control_system()");
    host.execute();
    const std::string cluster = host.fetch_text();
    host.end(SQL_COMMIT);
    host.prepare("select pg_current_xact_id()::text");
    bare_connection bare(full);
    std::int64_t n = 0;
    bare.prepare(
        "insert into public.bench_commit (n, note) values (?, 'a record of usual length')");
    bare.bind(1, n);
    std::vector<std::int64_t> checks;
    std::vector<std::int64_t> commits;
    constexpr std::int64_t warm_up = 50;
    for (n = 1; n <= pairs + warm_up; ++n) {
        auto start = steady_clock::now();
        bare.execute();
        bare.end(SQL_COMMIT);
        const std::int64_t commit = microseconds_since(start);
        host.execute();
        const std::string request = check_request(n, cluster, host.fetch_text());
        start = steady_clock::now();
        const std::string answer = call(session, request);
        const std::int64_t check = microseconds_since(start);
        host.end(SQL_ROLLBACK);
        if (answer.find(R"("outcome":"approve")") == std::string::npos) {
            throw std::runtime_error("expected approve, found " + answer);
        }
        if (n <= warm_up) continue;
        commits.push_back(commit);
        checks.push_back(check);
    }
    cg_close(session);
    const std::int64_t check = median(checks);
    const std::int64_t commit = median(commits);
    // In hundredths, rounded up: a figure is never shown better than it is.
    const std::int64_t ratio = (check * 100 + commit - 1) / commit;
    std::printf("check_over_commit %lld.%02lld ratio\n", static_cast<long long>(ratio / 100),
                static_cast<long long>(ratio % 100));
    std::printf("check_median %lld us\n", static_cast<long long>(check));
    std::printf("commit_median %lld us\n", static_cast<long long>(commit));
    std::printf("check_pairs %lld pairs\n", static_cast<long long>(pairs));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: %s <connection string> <user> <pairs>\n", argv[0]);
        return 2;
    }
    try {
        run(argv[1], argv[2], std::strtoll(argv[3], nullptr, 10));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
