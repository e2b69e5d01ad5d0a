// SPDX-License-Identifier: Apache-2.0
//
// The least that a back-test can cost: the rows that it reads, in its order and by the same cursor,
// every value as text, and nothing done with them. Prints how many they were.
//
//     bench_read_history <connection string> <user>
#include <cstdio>

#include "tests/bench/bare_connection.hpp"
#include "tests/bench/checks.hpp"

namespace {

using namespace creditgate::bench;

constexpr SQLUSMALLINT columns = 8;

void direct(SQLHSTMT statement, std::string sql) {
    require(SQLExecDirect(statement, text_of(sql), SQL_NTS), SQL_HANDLE_STMT, statement, "execute");
    SQLFreeStmt(statement, SQL_CLOSE);
}

std::int64_t fetch(SQLHSTMT statement) {
    std::string sql = "fetch forward 20000 from history";
    require(SQLExecDirect(statement, text_of(sql), SQL_NTS), SQL_HANDLE_STMT, statement, "fetch");
    std::int64_t rows = 0;
    SQLCHAR value[300];
    SQLLEN length = 0;
    for (; SQL_SUCCEEDED(SQLFetch(statement)); ++rows) {
        for (SQLUSMALLINT column = 1; column <= columns; ++column) {
            SQLGetData(statement, column, SQL_C_CHAR, value, sizeof value, &length);
        }
    }
    SQLFreeStmt(statement, SQL_CLOSE);
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_read_history <connection string> <user>\n");
        return 2;
    }
    try {
        bare_connection bare(full_connection(argv[1], argv[2]));
        const SQLHSTMT statement = bare.statement();
        direct(statement, "set search_path = creditgate, public");
        const std::string of_invoice =
            "select company_id, customer_id, item_id, currency, amount_minor, "
            "document_date, due_date, ";
        direct(statement,
               "declare history no scroll cursor for select * from (" + of_invoice +
                   "settled_date from cg_erp_settled_item where kind = 'invoice' union all " +
                   of_invoice +
                   "null from cg_erp_open_item where kind = 'invoice') h "
                   "order by document_date, item_id");
        std::int64_t all = 0;
        for (std::int64_t rows = -1; rows != 0;) all += rows = fetch(statement);
        std::printf("%lld\n", static_cast<long long>(all));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_read_history: %s\n", error.what());
        return 1;
    }
    return 0;
}
