// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/script.hpp"

#include <algorithm>
#include <cctype>

namespace creditgate {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_word(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::size_t past(std::string_view text, std::string_view end, std::size_t from) {
    const auto at = text.find(end, from);
    return at == npos ? text.size() : at + end.size();
}

// A doubled quote inside quotes reads as two quoted texts side by side, which ends in the same
// place.
std::size_t past_quotes(std::string_view text, std::size_t at) {
    return past(text, text.substr(at, 1), at + 1);
}

std::size_t past_comment(std::string_view text, std::size_t at) {
    int depth = 0;
    while (at < text.size()) {
        const auto two = text.substr(at, 2);
        if (two == "/*") ++depth;
        if (two == "*/" && --depth == 0) return at + 2;
        at += (two == "/*" || two == "*/") ? 2 : 1;
    }
    return text.size();
}

// "$tag$", or "" when the dollar begins no body (a parameter such as $1, or part of a name).
std::string_view body_tag(std::string_view text, std::size_t at) {
    if (at > 0 && is_word(text[at - 1])) return {};
    std::size_t end = at + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end >= text.size() || text[end] != '$') return {};
    if (end > at + 1 && std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0) return {};
    return text.substr(at, end + 1 - at);
}

enum class piece { code, space, comment };

struct step {
    std::size_t end;
    piece kind;
};

step next_step(std::string_view text, std::size_t at) {
    const char c = text[at];
    const auto two = text.substr(at, 2);
    if (two == "--") return {past(text, "\n", at), piece::comment};
    if (two == "/*") return {past_comment(text, at), piece::comment};
    if (c == '\'' || c == '"') return {past_quotes(text, at), piece::code};
    if (c == '$') {
        const auto tag = body_tag(text, at);
        if (!tag.empty()) return {past(text, tag, at + tag.size()), piece::code};
    }
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    return {at + 1, space ? piece::space : piece::code};
}

std::string lower(std::string_view word) {
    std::string result(word);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

// The words outside quotes, in lower case.
std::vector<std::string> words_of(std::string_view statement) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < statement.size()) {
        std::size_t end = at;
        while (end < statement.size() && is_word(statement[end])) ++end;
        if (end > at) words.push_back(lower(statement.substr(at, end - at)));
        at = end > at ? end : next_step(statement, at).end;
    }
    return words;
}

// SQLite's triggers have statements between "begin" and "end"; those of PostgreSQL name a function.
bool is_open_trigger(std::string_view statement) {
    const auto words = words_of(statement);
    if (words.size() < 3 || words[0] != "create" || words[1] != "trigger") return false;
    int depth = 0;
    for (const std::string& each : words) {
        if (each == "begin" || (each == "case" && depth > 0)) ++depth;
        if (each == "end") --depth;
    }
    return depth > 0;
}

void trim_end(std::string& text) {
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

std::vector<std::string> split_script(std::string_view script) {
    std::vector<std::string> result;
    std::string statement;
    const auto finish = [&] {
        trim_end(statement);
        if (!statement.empty()) result.push_back(std::move(statement));
        statement.clear();
    };
    std::size_t at = 0;
    while (at < script.size()) {
        if (script[at] == ';') {
            if (is_open_trigger(statement)) {
                statement += ';';
            } else {
                finish();
            }
            ++at;
            continue;
        }
        const step taken = next_step(script, at);
        const bool leading_space = taken.kind == piece::space && statement.empty();
        if (taken.kind == piece::comment) {
            statement += statement.empty() ? "" : "\n";
        } else if (!leading_space) {
            statement.append(script.substr(at, taken.end - at));
        }
        at = taken.end;
    }
    finish();
    return result;
}

}  // namespace creditgate
