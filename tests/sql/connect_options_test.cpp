// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/connect_options.hpp"

#include <gtest/gtest.h>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

struct value_row {
    const char* what;
    const char* connection;
    const char* key;
    std::optional<std::string> value;
};

void PrintTo(const value_row& tested, std::ostream* out) {
    *out << tested.what;
}

class connection_strings : public testing::TestWithParam<value_row> {};

TEST_P(connection_strings, give_the_value_of_a_key) {
    EXPECT_EQ(connection_value(GetParam().connection, GetParam().key), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    sql, connection_strings,
    testing::Values(value_row{"plain", "DSN=erp", "dsn", "erp"},
                    value_row{"key in other letters", "dsn=erp;UID=a", "UID", "a"},
                    value_row{"in braces", "Driver={PostgreSQL Unicode};Port=5", "driver",
                              "PostgreSQL Unicode"},
                    value_row{"brace in braces", "PWD={a;b}}c};Port=5", "pwd", "a;b}c"},
                    value_row{"after a semicolon in braces", "PWD={a;b};Port=5", "port", "5"},
                    value_row{"absent", "Driver=SQLite3", "database", std::nullopt},
                    value_row{"nothing at all", "", "database", std::nullopt}));

struct setting_row {
    const char* what;
    const char* given;
    const char* wanted;
};

void PrintTo(const setting_row& tested, std::ostream* out) {
    *out << tested.what;
}

class settings_that_lose_data : public testing::TestWithParam<setting_row> {};

// Each of these was seen to lose or cut data when it had another value.
TEST_P(settings_that_lose_data, are_set_right) {
    const connect_options options{GetParam().given, "creditgate", "", 500};
    const std::string complete = complete_connection(options, dialect::postgresql);
    EXPECT_NE(complete.find(GetParam().wanted), std::string::npos) << complete;
}

INSTANTIATE_TEST_SUITE_P(
    sql, settings_that_lose_data,
    testing::Values(setting_row{"half a transaction", "Driver=PostgreSQL Unicode;Protocol=7.4-1",
                                "Protocol=7.4-0;"},
                    setting_row{"long text", "Driver=PostgreSQL Unicode;maxvarcharsize=255",
                                "maxvarcharsize=4096;"},
                    setting_row{"fetching in slices", "DSN=erp;UseDeclareFetch=1",
                                "UseDeclareFetch=0;"},
                    setting_row{"preparing", "DSN=erp", "UseServerSidePrepare=1;"}));

TEST(passwords, never_show_in_an_error) {
    const connect_options options{"DSN=erp;PWD={in;side}", "creditgate", "out side", 500};
    EXPECT_EQ(redact("tried in;side and out side and {in;side}", options),
              "tried *** and *** and ***");
}

TEST(users, with_a_character_that_odbc_cannot_pass_are_refused_by_name) {
    const connect_options options{"Driver=PostgreSQL Unicode", "a;b", "", 500};
    try {
        complete_connection(options, dialect::postgresql);
        FAIL() << "expected bad_configuration";
    } catch (const failure& error) {
        EXPECT_EQ(error.detail().code, "bad_configuration");
        EXPECT_EQ(error.detail().field, "user");
        EXPECT_EQ(error.detail().value, "a;b");
    }
}

}  // namespace
}  // namespace creditgate
