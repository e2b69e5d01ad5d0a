// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/limit_lines.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace creditgate::command {
namespace {

using json = nlohmann::ordered_json;

TEST(lines_of_a_file, are_read_by_the_names_of_their_columns) {
    struct row {
        const char* text;
        const char* lines;
    };
    const row rows[] = {
        {"customer,amount\n42,6000.00\n", R"([{"line": 2, "customer": 42, "amount": "6000.00"}])"},
        {"company;customer;percent\n1;42;-5.5\n;43;10",
         R"([{"line": 2, "company": 1, "customer": 42, "percent": "-5.5"},
             {"line": 3, "customer": 43, "percent": "10"}])"},
        {"\xEF\xBB\xBF\"customer\",\"amount\"\r\n\r\n42,\"0\"\r\n43,\r\n",
         R"([{"line": 3, "customer": 42, "amount": "0"}, {"line": 4, "customer": 43}])"},
        {"customer\n9223372036854775807", R"([{"line": 2, "customer": 9223372036854775807}])"},
        {"customer,amount\n", "[]"},
        {"", "[]"},
    };
    for (const row& each : rows) EXPECT_EQ(json::parse(each.lines), limit_lines(each.text));
}

TEST(lines_of_a_file, with_a_mistake_are_refused_with_line_field_and_value) {
    struct row {
        const char* text;
        const char* told;
    };
    const row rows[] = {
        {"customer,limit\n42,1",
         "line 1, column: found \"limit\", expected company, customer, amount or percent"},
        {"customer,customer\n42,1",
         "line 1, column: found \"customer\", expected each column once"},
        {"amount\n1", "line 1, columns: found \"amount\", expected one of them to be customer"},
        {"customer,amount\n42", "line 2, columns: found \"1\", expected 2 as in the first line"},
        {"customer,amount\n42,1,000.00",
         "line 2, columns: found \"3\", expected 2 as in the first line"},
        {"customer,amount\n42,1\nx,1",
         "line 3, customer: found \"x\", expected the ERP's id, a number of 1 or more"},
        {"customer,amount\n0,1",
         "line 2, customer: found \"0\", expected the ERP's id, a number of 1 or more"},
        {"customer,amount\n9223372036854775808,1",
         "line 2, customer: found \"9223372036854775808\", expected the ERP's id, a number of 1 or "
         "more"},
        {"customer,amount\n,1",
         "line 2, customer: found \"\", expected the ERP's id, a number of 1 or more"},
        {"customer,company\n42,1.5",
         "line 2, company: found \"1.5\", expected the ERP's id, a number of 1 or more"},
        {"customer,amount\n42,-1",
         "line 2, amount: found \"-1\", expected an amount such as 6000.00"},
        {"customer;amount\n42;1,5",
         "line 2, amount: found \"1,5\", expected an amount such as 6000.00"},
        {"customer,amount\n42,1.",
         "line 2, amount: found \"1.\", expected an amount such as 6000.00"},
        {"customer,percent\n42,10%",
         "line 2, percent: found \"10%\", expected a percentage such as 10 or -5.5"},
        {"customer,percent\n42,1.2.3",
         "line 2, percent: found \"1.2.3\", expected a percentage such as 10 or -5.5"},
    };
    for (const row& each : rows) {
        try {
            limit_lines(each.text);
            ADD_FAILURE() << "was taken: " << each.text;
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(each.told, error.what());
        }
    }
}

}  // namespace
}  // namespace creditgate::command
