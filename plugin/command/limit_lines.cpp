// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/limit_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace creditgate::command {
namespace {

using json = nlohmann::ordered_json;
using cells = std::vector<std::string>;

constexpr const char* known_columns[] = {"company", "customer", "amount", "percent"};

[[noreturn]] void fail_at(std::size_t line, const std::string& field, const std::string& value,
                          const std::string& expected) {
    throw std::runtime_error("line " + std::to_string(line) + ", " + field + ": found \"" + value +
                             "\", expected " + expected);
}

std::string trimmed(const std::string& text) {
    constexpr const char* blank = " \t\r\"";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

cells split(const std::string& line, char separator) {
    cells parts;
    std::istringstream rest(line);
    for (std::string part; std::getline(rest, part, separator);) parts.push_back(trimmed(part));
    if (!line.empty() && line.back() == separator) parts.emplace_back();
    return parts;
}

cells read_columns(const std::string& line, std::size_t number, char separator) {
    cells columns = split(line, separator);
    for (const std::string& each : columns) {
        const bool known = std::find(std::begin(known_columns), std::end(known_columns), each) !=
                           std::end(known_columns);
        if (!known) fail_at(number, "column", each, "company, customer, amount or percent");
        if (std::count(columns.begin(), columns.end(), each) > 1) {
            fail_at(number, "column", each, "each column once");
        }
    }
    if (std::find(columns.begin(), columns.end(), "customer") == columns.end()) {
        fail_at(number, "columns", line, "one of them to be customer");
    }
    return columns;
}

std::int64_t read_id(const std::string& value, std::size_t line, const std::string& field) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), id);
    if (error != std::errc() || end != value.data() + value.size() || id < 1) {
        fail_at(line, field, value, "the ERP's id, a number of 1 or more");
    }
    return id;
}

void require_decimal(const std::string& value, std::size_t line, const std::string& field) {
    const auto point = value.find('.');
    const std::string digits =
        value.substr(0, point) + (point == std::string::npos ? "" : value.substr(point + 1));
    const bool less = field == "percent" && digits.starts_with('-');
    const std::string_view plain = std::string_view(digits).substr(less ? 1 : 0);
    const bool dangling = point == 0 || (point != std::string::npos && point + 1 == value.size());
    if (!plain.empty() && !dangling &&
        plain.find_first_not_of("0123456789") == std::string_view::npos) {
        return;
    }
    fail_at(line, field, value,
            field == "amount" ? "an amount such as 6000.00" : "a percentage such as 10 or -5.5");
}

json read_line(const cells& values, const cells& columns, std::size_t number) {
    json line = {{"line", number}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string& field = columns[i];
        const std::string& value = values[i];
        if (field == "company" || field == "customer") {
            if (value.empty() && field == "company") continue;
            line[field] = read_id(value, number, field);
        } else if (!value.empty()) {
            require_decimal(value, number, field);
            line[field] = value;
        }
    }
    return line;
}

}  // namespace

json limit_lines(const std::string& text) {
    json lines = json::array();
    cells columns;
    char separator = ',';
    std::istringstream rest(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
    std::size_t number = 0;
    for (std::string line; std::getline(rest, line);) {
        ++number;
        if (trimmed(line).empty()) continue;
        if (columns.empty()) {
            separator = line.find(';') == std::string::npos ? ',' : ';';
            columns = read_columns(line, number, separator);
            continue;
        }
        while (!line.empty() && line.back() == '\r') line.pop_back();
        const cells values = split(line, separator);
        if (values.size() != columns.size()) {
            fail_at(number, "columns", std::to_string(values.size()),
                    std::to_string(columns.size()) + " as in the first line");
        }
        lines.push_back(read_line(values, columns, number));
    }
    return lines;
}

}  // namespace creditgate::command
