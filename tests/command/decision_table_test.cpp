// SPDX-License-Identifier: Apache-2.0
//
// A decision on a terminal, rule by rule.
#include "plugin/command/decision_table.hpp"

#include <gtest/gtest.h>

namespace creditgate::command {
namespace {

struct row {
    const char* look;  // what differs from a rule that found something
    std::vector<std::string> shown;
};

json look_with(const char* members) {
    json look = {{"rule", "limit"},
                 {"outcome", "hold"},
                 {"result", "found"},
                 {"value_text", "120.01 EUR"},
                 {"threshold_text", "120.00 EUR"},
                 {"scope", nullptr},
                 {"instead_of", json::array()},
                 {"line", nullptr}};
    look.update(json::parse(members));
    return look;
}

TEST(rules_of_a_decision, tell_whom_the_line_is_for_what_was_found_and_what_came_of_it) {
    const row rows[] = {
        {"{}", {"limit", "all", "120.01 EUR", "120.00 EUR", "hold"}},
        {R"({"outcome": "warn"})", {"limit", "all", "120.01 EUR", "120.00 EUR", "warn"}},
        {R"({"result": "content"})", {"limit", "all", "120.01 EUR", "120.00 EUR", "content"}},
        {R"({"result": "nothing_to_compare", "value_text": "", "threshold_text": ""})",
         {"limit", "all", "", "", "nothing to compare"}},
        {R"({"result": "left_out"})", {"limit", "all", "120.01 EUR", "120.00 EUR", "left out"}},
        {R"({"result": "switched_off"})",
         {"limit", "all", "120.01 EUR", "120.00 EUR", "switched off"}},
        {R"({"scope": {"customer": 42}})",
         {"limit", "customer 42", "120.01 EUR", "120.00 EUR", "hold"}},
        {R"({"scope": {"group": "Harbour"}, "instead_of": [{"company": 1}, null]})",
         {"limit", "group Harbour, not company 1, all", "120.01 EUR", "120.00 EUR", "hold"}},
        {R"x({"rule": "custom", "line": {"name": "First order"},
              "value_text": "a (yes: 1)\nb (no: 2)"})x",
         {"First order", "all", "a (yes: 1); b (no: 2)", "120.00 EUR", "hold"}},
    };
    for (const row& each : rows) {
        const json decision = {{"rules", json::array({look_with(each.look)})}};
        EXPECT_EQ(each.shown, rules_of(decision).rows.at(0)) << each.look;
    }
}

}  // namespace
}  // namespace creditgate::command
