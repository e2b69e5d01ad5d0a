// SPDX-License-Identifier: Apache-2.0
//
// A connection to a PostgreSQL that is cut while it is being opened.
#include <gtest/gtest.h>

#include "core/result/error.hpp"
#include "sql/odbc/connection.hpp"
#include "tests/support/postgresql.hpp"

namespace creditgate {
namespace {

struct opening : ::testing::Test {
    // How the opening ends: "open", or the code of the error.
    std::string cut(int times) {
        try {
            connection opened(options, [&](connection& each) {
                if (times-- > 0) server.sql(name, cut_others);
                each.run("select 1");
            });
            return opened.query("select 1").at(0).text(0) == "1" ? "open" : "no answer";
        } catch (const failure& error) {
            return error.detail().code;
        }
    }

    const std::string cut_others =
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid()";
    test::postgresql& server = test::postgresql::server();
    std::string name = server.new_database();
    connect_options options{server.connection(name), "postgres", "", 5'000};
};

TEST_F(opening, it_is_opened_once_more) {
    EXPECT_EQ("open", cut(0));
    EXPECT_EQ("open", cut(1));
    EXPECT_EQ("connection_lost", cut(2));
}

TEST_F(opening, a_server_that_is_not_there_is_another_matter) {
    const std::string port = "Port=";
    const auto at = options.connection.find(port) + port.size();
    options.connection.replace(at, options.connection.find(';', at) - at, "1");
    EXPECT_EQ("database_unreachable", cut(0));
}

}  // namespace
}  // namespace creditgate
