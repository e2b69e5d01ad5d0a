// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/placeholders.hpp"

#include "core/result/error.hpp"

namespace creditgate {

std::string with_numbered_places(std::string_view sql, std::string_view prefix) {
    std::string result;
    int number = 0;
    bool quoted = false;
    for (const char c : sql) {
        if (c == '\'') quoted = !quoted;
        if (c == '?' && !quoted) {
            result.append(prefix).append(std::to_string(++number));
        } else {
            result += c;
        }
    }
    return result;
}

void refuse_nul(std::string_view text) {
    if (text.find('\0') == std::string_view::npos) return;
    fail_field("text_with_nul", "", "", "a text contains a NUL byte, expected none",
               "send the text without it");
}

}  // namespace creditgate
