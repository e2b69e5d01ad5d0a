// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/table.hpp"

#include <algorithm>
#include <sstream>

namespace creditgate::command {
namespace {

constexpr std::size_t words = 2;  // columns in front that are no figures

std::size_t width_of(const table& shown, std::size_t column) {
    std::size_t width = shown.headline[column].size();
    for (const auto& row : shown.rows) width = std::max(width, row[column].size());
    return width;
}

std::string line_of(const table& shown, const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string space(width_of(shown, i) - row[i].size(), ' ');
        if (i > 0) line += "  ";
        line += i < words ? row[i] + space : space + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string csv_cell(const std::string& text) {
    const bool formula = !text.empty() && std::string("=+-@\t\r").find(text[0]) != text.npos;
    std::string quoted = formula ? "\"'" : "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& row) {
    std::string line;
    for (const std::string& each : row) line.append(line.empty() ? "" : ",").append(csv_cell(each));
    return line + "\r\n";
}

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string page_line(const std::vector<std::string>& row, const std::string& cell) {
    std::string line = "<tr>";
    for (const std::string& each : row) {
        line.append("<").append(cell).append(">").append(escaped(each));
        line.append("</").append(cell).append(">");
    }
    return line + "</tr>\n";
}

std::string paragraphs_of(const std::string& text) {
    std::string page;
    std::istringstream lines(text);
    for (std::string each; std::getline(lines, each);) page += "<p>" + escaped(each) + "</p>\n";
    return page;
}

}  // namespace

std::string columns_of(const table& shown) {
    std::string text = line_of(shown, shown.headline);
    for (const auto& row : shown.rows) text += line_of(shown, row);
    return text;
}

std::string csv_of(const table& shown) {
    std::string text = csv_line(shown.headline);
    for (const auto& row : shown.rows) text += csv_line(row);
    return text;
}

std::string page_of(const std::string& title, const table& shown) {
    return page_of(title, "", {shown});
}

std::string page_of(const std::string& title, const std::string& text,
                    const std::vector<table>& shown) {
    std::string page =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
        escaped(title) +
        "</title>\n<style>\nbody { font-family: sans-serif; margin: 2em; }\n"
        "table { border-collapse: collapse; margin-bottom: 2em; }\n"
        "th, td { padding: 0.3em 0.8em; border-bottom: 1px solid #ccc; text-align: right; }\n"
        "th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }\n</style>\n</head>\n"
        "<body>\n<h1>" +
        escaped(title) + "</h1>\n" + paragraphs_of(text);
    for (const table& each : shown) {
        page += "<table>\n" + page_line(each.headline, "th");
        for (const auto& row : each.rows) page += page_line(row, "td");
        page += "</table>\n";
    }
    return page + "</body>\n</html>\n";
}

}  // namespace creditgate::command
