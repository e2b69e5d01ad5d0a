// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/composite.hpp"

#include <utility>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

[[noreturn]] void fail_composite(std::string_view text) {
    fail({fault::internal, "database_error", "", std::string(text.substr(0, 100)),
          "found a row that is not written as PostgreSQL writes them", "report this text"});
}

// What comes after the opening quote; `at` ends behind the closing one. Quotes and backslashes
// inside are doubled.
std::string quoted_field(std::string_view text, std::size_t& at) {
    std::string field;
    for (++at; at < text.size(); ++at) {
        const char c = text[at];
        const bool twice = at + 1 < text.size() && text[at + 1] == c;
        if (c == '"' && !twice) {
            ++at;
            return field;
        }
        if (c == '"' || c == '\\') {
            if (!twice) break;
            ++at;
        }
        field += c;
    }
    fail_composite(text);
}

std::optional<std::string> next_field(std::string_view text, std::size_t& at) {
    if (at < text.size() && text[at] == '"') return quoted_field(text, at);
    const auto end = text.find_first_of(",)", at);
    if (end == std::string_view::npos) fail_composite(text);
    const auto field = text.substr(std::exchange(at, end), end - at);
    if (field.empty()) return std::nullopt;
    return std::string(field);
}

}  // namespace

row row_of_composite(std::string_view text) {
    if (text.empty() || text[0] != '(') fail_composite(text);
    std::vector<std::optional<std::string>> fields;
    std::size_t at = 1;
    for (;;) {
        fields.push_back(next_field(text, at));
        if (at >= text.size() || (text[at] != ',' && text[at] != ')')) fail_composite(text);
        if (text[at++] == ')') break;
    }
    if (at != text.size()) fail_composite(text);
    return row(std::move(fields));
}

}  // namespace creditgate
