// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/install.hpp"

#include <sstream>

#include "adapters/orderdesk/call.hpp"
#include "adapters/orderdesk/connection.hpp"
#include "adapters/orderdesk/scripts.hpp"
#include "adapters/orderdesk/within.hpp"

namespace creditgate::orderdesk {
namespace {

// Without comments: SQLite's ODBC driver takes an apostrophe in one for the beginning of a text.
std::string without_comments(const std::string& script) {
    std::istringstream lines(script);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("--", 0) != 0) result += line + "\n";
    }
    return result;
}

std::string with_key_type(std::string sql, bool postgresql) {
    const std::string word = "{id}";
    const std::string type = postgresql ? "bigint generated always as identity primary key"
                                        : "integer primary key autoincrement";
    for (std::size_t at = 0; (at = sql.find(word, at)) != std::string::npos;) {
        sql.replace(at, word.size(), type);
    }
    return sql;
}

void run_script(connection& database, const std::string& script) {
    std::istringstream statements(without_comments(script));
    for (std::string each; std::getline(statements, each, ';');) {
        if (each.find_first_not_of(" \n") == std::string::npos) continue;
        database.execute(with_key_type(each, database.is_postgresql()));
    }
}

}  // namespace

void create_tables(const std::string& connection_string, const std::string& company,
                   const std::string& currency) {
    connection database(connection_string);
    within(database, [&] {
        run_script(database, tables_sql);
        database.execute("insert into desk_company (name, currency) values (?, ?)",
                         {company, currency});
        for (const auto& [code, rate] :
             {std::pair("EUR", "1"), std::pair("USD", "1.25"), std::pair("CNY", "8")}) {
            database.execute("insert into desk_rate values (?, '2000-01-01', ?)",
                             {std::string(code), std::string(rate)});
        }
    });
}

void install_creditgate(cg_session* administrator, const std::string& erp_role,
                        const std::string& role_password) {
    const bool postgresql = call(administrator, {{"op", "ping"}}).at("database") == "postgresql";
    nlohmann::json request = {
        {"op", "install"},
        {"host", "orderdesk"},
        {"views", views_sql},
        {"triggers", postgresql ? triggers_postgresql_sql : triggers_sqlite_sql}};
    if (!erp_role.empty()) request["erp_role"] = erp_role;
    if (!role_password.empty()) request["role_password"] = role_password;
    call(administrator, request);
}

}  // namespace creditgate::orderdesk
