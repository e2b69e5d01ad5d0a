// SPDX-License-Identifier: Apache-2.0
//
// Values written into a message of several statements: each comes out as it went in.
#include "sql/odbc/batch.hpp"

#include <gtest/gtest.h>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

TEST(batch, a_question_becomes_a_prepared_statement) {
    EXPECT_EQ("prepare cg_1 (bigint, text) as select $1, $2, '?'",
              prepare_text("cg_1", {"select ?, ?, '?'", {1, "x"}}));
    EXPECT_EQ("prepare cg_2  as select 1", prepare_text("cg_2", {"select 1", {}}));
}

TEST(batch, values_become_literals) {
    struct row {
        parameter value;
        const char* literal;
    };
    const row rows[] = {
        {42, "42"},
        {-1, "-1"},
        {std::int64_t{9223372036854775807}, "9223372036854775807"},
        {std::optional<std::int64_t>(), "null"},
        {std::optional<std::string>(), "null"},
        {"", "''"},
        {"O'Brien", "'O''Brien'"},
        {"'; drop table cg_hold; --", "'''; drop table cg_hold; --'"},
        {"back\\slash\\'", "'back\\slash\\'''"},
        {"what? $1 :name", "'what? $1 :name'"},
        {"北京港食品", "'北京港食品'"},
    };
    for (const row& each : rows) {
        bound_texts bound;
        EXPECT_EQ("execute cg_1(" + std::string(each.literal) + ")",
                  execute_text("cg_1", {each.value}, &bound));
        EXPECT_TRUE(bound.empty());
    }
}

TEST(batch, a_long_text_is_bound) {
    bound_texts bound;
    const parameters values = {1, std::string(99, 'a'), std::string(100, '\''), 2,
                               std::string(101, '?')};
    EXPECT_EQ("execute cg_1(1, '" + std::string(99, 'a') + "', ?, 2, ?)",
              execute_text("cg_1", values, &bound));
    EXPECT_EQ("execute cg_1('" + std::string(101, 'a') + "')",
              execute_text("cg_1", {std::string(101, 'a')}, nullptr));
    EXPECT_EQ((bound_texts{values[2].text(), values[4].text()}), bound);
}

TEST(batch, a_nul_is_refused) {
    bound_texts bound;
    try {
        execute_text("cg_1", {std::string("a\0b", 3)}, &bound);
        FAIL() << "was taken";
    } catch (const failure& error) {
        EXPECT_EQ("text_with_nul", error.detail().code);
    }
}

}  // namespace
}  // namespace creditgate
