// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/value.hpp"

#include <charconv>

#include "core/result/error.hpp"

namespace creditgate {

std::string row::text(std::size_t column) const {
    const auto& cell = cells_.at(column);
    return cell ? *cell : std::string();
}

std::int64_t row::number(std::size_t column) const {
    const auto& cell = cells_.at(column);
    std::int64_t result = 0;
    if (cell) {
        const char* const end = cell->data() + cell->size();
        const auto [rest, problem] = std::from_chars(cell->data(), end, result);
        if (problem == std::errc() && rest == end) return result;
    }
    const std::string found = cell ? *cell : "null";
    fail({fault::internal, "database_value", "column " + std::to_string(column + 1), found,
          "the database gave " + found + ", expected a whole number of 64 bits",
          "look for a view cg_erp_* whose amounts or ids are not integers"});
}

std::optional<std::int64_t> row::optional_number(std::size_t column) const {
    if (is_null(column)) return std::nullopt;
    return number(column);
}

row row::picked(std::initializer_list<std::size_t> columns) const {
    std::vector<std::optional<std::string>> cells;
    cells.reserve(columns.size());
    for (const std::size_t column : columns) cells.push_back(cells_.at(column));
    return row(std::move(cells));
}

}  // namespace creditgate
