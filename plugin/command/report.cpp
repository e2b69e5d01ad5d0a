// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/report.hpp"

#include <CLI/CLI.hpp>
#include <fstream>

#include "plugin/command/print.hpp"

namespace creditgate::command {

std::string amounts_text(const json& amounts) {
    std::string text;
    for (const json& each : amounts) {
        text.append(text.empty() ? "" : " + ").append(amount_or_nothing(each));
    }
    return text.empty() ? "0" : text;
}

std::string share_text(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "";
    const std::int64_t per_mille = (part * 2'000 / whole + 1) / 2;
    return std::to_string(per_mille / 10) + "." + std::to_string(per_mille % 10) + " %";
}

std::int64_t documents_of(const json& sum) {
    return sum.at("documents").get<std::int64_t>();
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw CLI::FileError("cannot write " + path + ": name a file to write to");
}

}  // namespace creditgate::command
