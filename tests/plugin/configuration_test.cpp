// SPDX-License-Identifier: Apache-2.0
//
// What cg_open tells of a wrong configuration. No secret is ever part of it.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {
namespace {

std::string open_error(const std::string& configuration) {
    cg_session* session = nullptr;
    const cg_status status = cg_open(configuration.c_str(), &session);
    EXPECT_EQ(nullptr, session);
    EXPECT_EQ(CG_BAD_REQUEST, status);
    return cg_last_error(nullptr);
}

struct wrong {
    std::string configuration;
    std::string error;
};

TEST(configuration, wrong_member_is_named) {
    const wrong rows[] = {
        {"", "missing_field: no database is configured"},
        {"{", "bad_json: the message is not JSON at byte 2"},
        {R"({"databse": "x"})", "unknown_field: \"databse\" is not a field of this op"},
        {R"({"database": "x", "pool_size": 0})", "out_of_range: found 0, expected 1 to 64"},
        {R"({"database": "x", "pool_size": 65})", "out_of_range: found 65, expected 1 to 64"},
        {R"({"database": "x", "budget_ms": 9})", "out_of_range: found 9, expected 10 to 60000"},
        {R"({"database": "x", "unavailable": {"confirm": "approve"}})",
         "unknown_word: found \"approve\", expected hold or warn"},
        {R"({"database": "x", "unavailable": {"deliver": "hold"}})",
         "unknown_field: \"unavailable.deliver\" is not a field of this op"},
    };
    for (const wrong& each : rows) EXPECT_EQ(each.error, open_error(each.configuration));
}

TEST(configuration, schema_takes_what_is_taken_and_refuses_what_is_refused) {
    const json good = {{"config_file", nullptr},
                       {"database", "Driver=SQLite3;Database=x"},
                       {"dsn", "x"},
                       {"user", "u"},
                       {"password", "p"},
                       {"language", "en"},
                       {"pool_size", 64},
                       {"budget_ms", 10},
                       {"unavailable", {{"confirm", "warn"}, {"quote", "hold"}}}};
    EXPECT_EQ("", faults("config.schema.json", good));
    const test_session opened(good);
    EXPECT_NE("", faults("config.schema.json", {{"databse", "x"}}));
    EXPECT_NE("", faults("config.schema.json", {{"pool_size", 0}}));
}

TEST(configuration, missing_file_is_named) {
    EXPECT_EQ(0U, open_error(R"({"config_file": "/nowhere/creditgate.json"})")
                      .find("bad_configuration: cannot read \"/nowhere/creditgate.json\""));
}

TEST(configuration, file_and_environment_are_read) {
    const temporary_folder folder;
    const std::string path = (folder.path() / "creditgate.json").string();
    std::ofstream(path) << R"({"database": "Driver=SQLite3;Database=)"
                        << (folder.path() / "erp.db").string()
                        << R"(", "unavailable": {"confirm": "warn"}})";
    setenv("CREDITGATE_CONFIG", path.c_str(), 1);
    cg_session* session = nullptr;
    EXPECT_EQ(CG_OK, cg_open(nullptr, &session)) << cg_last_error(nullptr);
    unsetenv("CREDITGATE_CONFIG");
    EXPECT_EQ(CG_OK, bare_call(session, R"({"op": "ping"})").status);
    cg_close(session);
}

// Every way in which a secret in a configuration could come back in words.
TEST(configuration, secrets_stay_out_of_errors) {
    const temporary_folder folder;
    const std::string path = (folder.path() / "broken.json").string();
    std::ofstream(path) << "{\"database\": \"Driver=x;PWD=hunter2\", \"password\": \"hunter2\" x}";
    const std::string configurations[] = {
        R"({"pasword": "hunter2"})",
        R"({"passwd": ["hunter2"]})",
        R"({"database": "x", "password": {"is": "hunter2"}})",
        R"({"database": ["Driver=x;PWD=hunter2"]})",
        R"({"database": "Driver=x;PWD=hunter2)" + std::string(5000, ' ') + "\"}",
        R"({"database": "x", "password": "hunter2\u0000"})",
        R"("Driver=x;PWD=hunter2")",
        R"({"Driver=x;PWD=hunter2)",
        R"({"connection": "Driver=x;PWD=hunter2"})",
        R"({"config_file": ")" + path + "\"}",
    };
    for (const std::string& each : configurations) {
        const std::string error = open_error(each);
        EXPECT_EQ(std::string::npos, error.find("hunter2")) << error;
    }
}

TEST(configuration, secrets_stay_out_of_answers) {
    const sqlite_shop shop;
    const json good = shop.configuration();
    const std::string requests[] = {
        R"({"op": "install", "host": "x", "views": "x", "role_pasword": "hunter2"})",
        R"({"op": "install", "host": "x", "views": "x", "role_password": ["hunter2"]})",
        R"({"op": "ping", "password": "hunter2"})",
    };
    test_session session(good);
    for (const std::string& each : requests) {
        const answer got = session.call_text(each);
        EXPECT_NE(CG_OK, got.status);
        EXPECT_EQ(std::string::npos, got.body.dump().find("hunter2")) << got.body;
    }
}

}  // namespace
}  // namespace creditgate::test
