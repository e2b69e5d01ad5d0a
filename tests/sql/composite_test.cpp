// SPDX-License-Identifier: Apache-2.0
//
// A row that comes as one text.
#include "sql/odbc/composite.hpp"

#include <gtest/gtest.h>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

std::string shown(std::string_view text) {
    try {
        const row found = row_of_composite(text);
        std::string all;
        for (std::size_t i = 0; i < found.size(); ++i) {
            all += found.is_null(i) ? "null;" : "[" + found.text(i) + "];";
        }
        return all;
    } catch (const failure& error) {
        return error.detail().code;
    }
}

TEST(composite, each_field_comes_out_as_it_went_in) {
    struct written {
        const char* text;
        const char* fields;
    };
    const written rows[] = {
        {"(1)", "[1];"},
        {"(line,EUR,2026-12-06,,240500)", "[line];[EUR];[2026-12-06];null;[240500];"},
        {"(,)", "null;null;"},
        {"()", "null;"},
        {"(\"\",1)", "[];[1];"},
        {"(\"a, b\",\")\")", "[a, b];[)];"},
        {"(\"O\"\"Brien \\\\ Sons\")", "[O\"Brien \\ Sons];"},
        {"(\"\"\"\")", "[\"];"},
        {"(北京港食品,\"Müller & Söhne\")", "[北京港食品];[Müller & Söhne];"},
    };
    for (const written& each : rows) EXPECT_EQ(each.fields, shown(each.text)) << each.text;
}

TEST(composite, nothing_else_is_taken) {
    for (const char* each : {"", "1", "(", "(1", "(1,", "(1)2", "(\"a", "(\"a\"b)", "(\"\\a\")"}) {
        EXPECT_EQ("database_error", shown(each)) << each;
    }
}

}  // namespace
}  // namespace creditgate
