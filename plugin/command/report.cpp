// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/report.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

void write(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw CLI::FileError("cannot write " + path + ": name a file to write to");
}

}  // namespace

void show_report(const std::string& title, const table& shown, const report_files& files) {
    std::cout << columns_of(shown);
    if (!files.csv.empty()) write(files.csv, csv_of(shown));
    if (!files.page.empty()) write(files.page, page_of(title, shown));
}

std::string amounts_text(const json& amounts) {
    std::string text;
    for (const json& each : amounts) {
        text.append(text.empty() ? "" : " + ").append(amount_or_nothing(each));
    }
    return text.empty() ? "0" : text;
}

}  // namespace creditgate::command
