// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/batch.hpp"

#include <utility>

#include "core/result/error.hpp"
#include "sql/odbc/connection_state.hpp"
#include "sql/odbc/placeholders.hpp"

namespace creditgate {
namespace {

std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'') result += c;
        result += c;
    }
    return result + "'";
}

constexpr std::size_t long_text = 100;

std::string literal(const parameter& value, bound_texts* bound) {
    if (value.is_null()) return "null";
    if (value.is_number()) return std::to_string(value.number());
    refuse_nul(value.text());
    if (!bound || value.text().size() < long_text) return quoted(value.text());
    bound->emplace_back(value.text());
    return "?";
}

// One separator less than there are values.
template <typename Word>
std::string listed(const parameters& values, const Word& word) {
    if (values.empty()) return {};
    std::string result = "(";
    for (const parameter& each : values) {
        if (result.size() > 1) result += ", ";
        result += word(each);
    }
    return result + ")";
}

// Rows of one statement must never be taken for those of another.
[[noreturn]] void fail_short(std::size_t found, std::size_t expected) {
    fail({fault::internal, "database_error", "", "",
          "the driver gave " + std::to_string(found) + " results of a message, expected " +
              std::to_string(expected),
          "report this text"});
}

}  // namespace

std::string prepare_text(std::string_view name, const question& asked) {
    std::string result = "prepare ";
    result.append(name).append(" ");
    result += listed(asked.values,
                     [](const parameter& each) { return each.is_number() ? "bigint" : "text"; });
    return result + " as " + with_numbered_places(asked.sql, "$");
}

std::string execute_text(std::string_view name, const parameters& values, bound_texts* bound) {
    return "execute " + std::string(name) +
           listed(values, [&](const parameter& each) { return literal(each, bound); });
}

parameters values_of(const std::vector<question>& asked) {
    parameters all;
    for (const question& each : asked) {
        all.insert(all.end(), each.values.begin(), each.values.end());
    }
    return all;
}

std::vector<std::vector<row>> connection::state::batched(const std::vector<question>& asked,
                                                         ends when) {
    const bool starts = phase == phase_of_work::asked;
    std::string message = starts ? "begin; " : "";
    // The driver prepares a statement that comes alone with what is bound, and cannot prepare an
    // "execute".
    const bool alone = !starts && when == ends::no && asked.size() == 1;
    bound_texts bound;
    for (const question& each : asked) {
        message += execute_text(server_name(each), each.values, alone ? nullptr : &bound) + "; ";
    }
    if (when == ends::here) message += "commit";
    // From here on something may have been done, whatever the answer says.
    if (starts) phase = phase_of_work::running;
    auto result = send(message, bound);
    if (starts) result.erase(result.begin());
    if (result.size() < asked.size()) fail_short(result.size(), asked.size());
    return result;
}

void connection::state::send_kept_back(ends when) {
    if (kept_back.empty()) return;
    const std::vector<promised> sent = std::exchange(kept_back, {});
    std::vector<question> asked;
    for (const promised& each : sent) asked.push_back(each.asked);
    std::vector<std::vector<row>> answers;
    attempt(
        values_of(asked), [&] { answers = batched(asked, when); }, begins::itself);
    if (when == ends::here) phase = phase_of_work::none;
    for (std::size_t i = 0; i < sent.size(); ++i) sent[i].check(answers[i]);
}

const std::string& connection::state::server_name(const question& asked) {
    const auto found = server_names.find(asked.sql);
    if (found != server_names.end()) return found->second;
    const std::string name = "cg_" + std::to_string(server_names.size() + 1);
    direct(prepare_text(name, asked));
    return server_names.emplace(asked.sql, name).first->second;
}

}  // namespace creditgate
