// SPDX-License-Identifier: Apache-2.0
#include "tests/core/history/invoice_history.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace creditgate {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == separator) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string two_digits(const std::string& number) {
    return number.size() == 1 ? "0" + number : number;
}

date american_date(const std::string& text) {
    const std::vector<std::string> parts = split(text, '/');
    if (parts.size() != 3) throw std::runtime_error("expected M/D/YYYY, found " + text);
    return parse_date(parts[2] + "-" + two_digits(parts[0]) + "-" + two_digits(parts[1])).value();
}

}  // namespace

std::optional<std::string> data_file(const std::string& name) {
    const char* folder = std::getenv("CREDITGATE_DATA");
    if (folder == nullptr) return std::nullopt;
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    return path.string();
}

std::vector<real_invoice> read_receivables(const std::string& path) {
    constexpr std::size_t customer = 1, invoiced = 4, due = 5, amount = 6, settled = 8;
    std::ifstream file(path);
    std::string row;
    std::getline(file, row);  // the heading
    std::vector<real_invoice> invoices;
    while (std::getline(file, row)) {
        const std::vector<std::string> cells = split(row, ',');
        if (cells.size() <= settled) continue;
        invoices.push_back({cells[customer], american_date(cells[invoiced]),
                            american_date(cells[due]), american_date(cells[settled]),
                            parse_money(cells[amount], "USD", "InvoiceAmount")});
    }
    std::stable_sort(
        invoices.begin(), invoices.end(),
        [](const real_invoice& a, const real_invoice& b) { return a.invoiced < b.invoiced; });
    return invoices;
}

}  // namespace creditgate
