// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/decision_table.hpp"

#include <algorithm>

namespace creditgate::command {
namespace {

std::string scope_text(const json& scope) {
    if (scope.is_null()) return "all";
    const auto whom = scope.begin();
    const json& value = whom.value();
    return whom.key() + " " + (value.is_string() ? value.get<std::string>() : value.dump());
}

std::string whom_text(const json& look) {
    std::string text = scope_text(look.at("scope"));
    const char* before = ", not ";
    for (const json& each : look.at("instead_of")) {
        text.append(before).append(scope_text(each));
        before = ", ";
    }
    return text;
}

std::string result_text(const json& look) {
    const auto result = look.at("result").get<std::string>();
    if (result == "found") return look.at("outcome").get<std::string>();
    if (result == "content") return "content";
    if (result == "nothing_to_compare") return "nothing to compare";
    return result == "left_out" ? "left out" : "switched off";
}

std::string on_one_line(std::string text) {
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
        text.replace(at, 1, "; ");
    }
    return text;
}

// Custom rules are told apart by their names.
std::string rule_text(const json& look) {
    const auto rule = look.at("rule").get<std::string>();
    const json& line = look.at("line");
    return line.is_object() && line.contains("name") ? line.at("name").get<std::string>() : rule;
}

}  // namespace

table rules_of(const json& decision) {
    table shown{{"rule", "for", "found", "threshold", "result"}, {}};
    for (const json& each : decision.at("rules")) {
        shown.rows.push_back({rule_text(each), whom_text(each),
                              on_one_line(each.at("value_text").get<std::string>()),
                              each.at("threshold_text").get<std::string>(), result_text(each)});
    }
    return shown;
}

}  // namespace creditgate::command
