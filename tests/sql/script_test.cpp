// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/script.hpp"

#include <gtest/gtest.h>

namespace creditgate {
namespace {

struct script_row {
    const char* what;
    const char* script;
    std::vector<std::string> statements;
};

void PrintTo(const script_row& tested, std::ostream* out) {
    *out << tested.what;
}

class script_splits : public testing::TestWithParam<script_row> {};

TEST_P(script_splits, into_its_statements) {
    EXPECT_EQ(split_script(GetParam().script), GetParam().statements) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    sql, script_splits,
    testing::Values(
        script_row{"nothing", "", {}}, script_row{"only space and semicolons", " ;\n; ", {}},
        script_row{"only a comment", "-- nothing here; really\n", {}},
        script_row{
            "the last semicolon is optional", "select 1; select 2", {"select 1", "select 2"}},
        script_row{"a semicolon in a text", "select 'a;b'; select 2", {"select 'a;b'", "select 2"}},
        script_row{"a doubled quote in a text",
                   "select 'it''s; so'; select 2",
                   {"select 'it''s; so'", "select 2"}},
        script_row{"a semicolon in a name", "select \"a;b\"", {"select \"a;b\""}},
        script_row{"an apostrophe in a comment",
                   "-- the ERP's own\nselect 1; -- it's done\n",
                   {"select 1"}},
        script_row{"a comment inside a statement", "select 1, -- one; two\n 2", {"select 1, \n 2"}},
        script_row{"comments in comments",
                   "select /* a /* b; */ c; */ 1; select 2",
                   {"select \n 1", "select 2"}},
        script_row{"a function's body",
                   "create function f() as $$ begin; -- it's\n end; $$; select 2",
                   {"create function f() as $$ begin; -- it's\n end; $$", "select 2"}},
        script_row{"a body with a tag",
                   "do $x$ a; $$ b; $x$; select 2",
                   {"do $x$ a; $$ b; $x$", "select 2"}},
        script_row{"a trigger's body",
                   "create trigger t after insert on begin_end begin select 1; select 2; end; "
                   "select 3",
                   {"create trigger t after insert on begin_end begin select 1; select 2; end",
                    "select 3"}},
        script_row{"a case in a trigger's body",
                   "Create Trigger t BEGIN select case when 1 then 2 end; END;\nselect 3",
                   {"Create Trigger t BEGIN select case when 1 then 2 end; END", "select 3"}},
        script_row{"a trigger that names a function",
                   "create trigger t after insert on x execute function f(); select 2",
                   {"create trigger t after insert on x execute function f()", "select 2"}},
        script_row{
            "a parameter is not a body", "select $1; select $2", {"select $1", "select $2"}}));

}  // namespace
}  // namespace creditgate
