// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/connect_options.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

using key_value = std::pair<std::string, std::string>;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// Where the value that starts at `at` ends: at the next ';' that is outside braces. Inside braces
// "}}" stands for a brace.
std::size_t end_of_value(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '{') return std::min(text.find(';', at), text.size());
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] != '}') continue;
        if (i + 1 < text.size() && text[i + 1] == '}') {
            ++i;
            continue;
        }
        return std::min(text.find(';', i), text.size());
    }
    return text.size();
}

std::vector<key_value> split(std::string_view text) {
    std::vector<key_value> result;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t equals = text.find('=', at);
        if (equals == std::string_view::npos) break;
        std::size_t value = equals + 1;
        while (value < text.size() && text[value] == ' ') ++value;
        const std::size_t end = end_of_value(text, value);
        result.emplace_back(trim(text.substr(at, equals - at)),
                            trim(text.substr(value, end - value)));
        at = end + 1;
    }
    return result;
}

std::string without_braces(const std::string& value) {
    if (value.size() < 2 || value.front() != '{' || value.back() != '}') return value;
    std::string result;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
        result += value[i];
        if (value[i] == '}' && i + 2 < value.size() && value[i + 1] == '}') ++i;
    }
    return result;
}

// Braces keep ';' and, for psqlODBC, '%' and '+' as they are.
std::string in_braces(std::string_view value) {
    std::string result = "{";
    for (const char c : value) {
        result += c;
        if (c == '}') result += '}';
    }
    return result + "}";
}

void set(std::vector<key_value>& values, std::string_view key, std::string value) {
    const std::string wanted = lower(key);
    for (auto& [name, present] : values) {
        if (lower(name) == wanted) {
            present = std::move(value);
            return;
        }
    }
    values.emplace_back(key, std::move(value));
}

bool has(const std::vector<key_value>& values, std::string_view key) {
    return std::any_of(values.begin(), values.end(),
                       [&](const key_value& each) { return lower(each.first) == lower(key); });
}

void add_postgresql(std::vector<key_value>& values, int budget_ms) {
    set(values, "Protocol", "7.4-0");       // 7.4-1 commits half a failed transaction
    set(values, "MaxVarcharSize", "4096");  // unbounded varchar stops at 255 without it
    set(values, "BoolsAsChar", "0");
    set(values, "UseServerSidePrepare", "1");
    set(values, "UseDeclareFetch", "0");
    if (has(values, "pqopt")) return;
    // A server that has vanished without closing the connection must not hold a caller for the
    // hours that TCP allows.
    const int seconds = std::max(2, budget_ms / 1000);
    set(values, "pqopt",
        "{connect_timeout=" + std::to_string(seconds) +
            " keepalives_idle=10 keepalives_interval=2 keepalives_count=3 tcp_user_timeout=" +
            std::to_string(std::max(2000, 4 * budget_ms)) + "}");
}

void add_sqlite(std::vector<key_value>& values, int budget_ms) {
    set(values, "Timeout", std::to_string(budget_ms));
    set(values, "FKSupport", "1");
    set(values, "JournalMode", "WAL");
    set(values, "SyncPragma", "FULL");
}

// psqlODBC takes braces off a password, but for a user's name they are part of it.
const std::string& plain_user(const std::string& user) {
    if (user.find_first_of(";{}") == std::string::npos) return user;
    fail_field("bad_configuration", "user", user,
               "the database user holds one of ; { }, which ODBC cannot pass on",
               "use a database user without these characters");
}

void replace_all(std::string& text, const std::string& what, std::string_view with) {
    if (what.empty()) return;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
        text.replace(at, what.size(), with);
    }
}

}  // namespace

std::optional<std::string> connection_value(std::string_view connection, std::string_view key) {
    for (const auto& [name, value] : split(connection)) {
        if (lower(name) == lower(key)) return without_braces(value);
    }
    return std::nullopt;
}

std::optional<dialect> dialect_of_driver(std::string_view driver) {
    const std::string name = lower(driver);
    if (name.find("postgresql") != std::string::npos ||
        name.find("psqlodbc") != std::string::npos) {
        return dialect::postgresql;
    }
    if (name.find("sqlite") != std::string::npos) return dialect::sqlite;
    return std::nullopt;
}

std::string complete_connection(const connect_options& options, dialect kind) {
    auto values = split(options.connection);
    if (!options.user.empty()) set(values, "UID", plain_user(options.user));
    if (!options.password.empty()) set(values, "PWD", in_braces(options.password));
    if (kind == dialect::postgresql) add_postgresql(values, options.budget_ms);
    if (kind == dialect::sqlite) add_sqlite(values, options.budget_ms);
    std::string result;
    for (const auto& [name, value] : values) result.append(name).append("=").append(value) += ';';
    return result;
}

std::string redact(std::string text, const connect_options& options) {
    replace_all(text, options.password, "***");
    for (const auto& [name, value] : split(options.connection)) {
        if (lower(name) != "pwd" && lower(name) != "password") continue;
        replace_all(text, value, "***");
        replace_all(text, without_braces(value), "***");
    }
    return text;
}

}  // namespace creditgate
