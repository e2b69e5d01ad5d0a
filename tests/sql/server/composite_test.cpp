// SPDX-License-Identifier: Apache-2.0
//
// Rows as this PostgreSQL writes them.
#include "sql/odbc/composite.hpp"

#include <gtest/gtest.h>

#include "sql/odbc/connection.hpp"
#include "tests/support/postgresql.hpp"

namespace creditgate {
namespace {

TEST(composite, each_field_comes_out_as_the_server_has_it) {
    test::postgresql& server = test::postgresql::server();
    connection database(
        connect_options{server.connection(server.new_database()), "postgres", "", 5'000});
    for (const char* each : {"", " ", "a", "a b", "a,b", "(a)", "O'Brien", "\"", "\\", "\\\"\\\\",
                             "two\nlines\tand a tab", "北京港食品, \"Müller\" 🚢", "null"}) {
        const auto found =
            database.query("select cast(row(-1, cast(? as text), null, 2) as text)", {each});
        const row fields = row_of_composite(found.at(0).text(0));
        ASSERT_EQ(4U, fields.size()) << each;
        EXPECT_EQ(-1, fields.number(0));
        EXPECT_FALSE(fields.is_null(1)) << each;
        EXPECT_EQ(each, fields.text(1));
        EXPECT_TRUE(fields.is_null(2));
        EXPECT_EQ(2, fields.number(3));
    }
}

}  // namespace
}  // namespace creditgate
