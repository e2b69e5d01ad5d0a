// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace creditgate {

// A value bound to a "?" of a statement. Numbers are 64-bit integers, so that an index on an
// integer column of the ERP serves; everything else is text. NULL has a type too.
class parameter {
  public:
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) parameter(T number)
        : is_number_(true), number_(static_cast<std::int64_t>(number)) {}
    parameter(std::optional<std::int64_t> number)
        : is_number_(true), is_null_(!number), number_(number.value_or(0)) {}
    parameter(std::string_view text) : text_(text) {}
    parameter(const std::string& text) : text_(text) {}
    parameter(const char* text) : text_(text) {}
    parameter(const std::optional<std::string>& text)
        : is_null_(!text), text_(text.value_or(std::string())) {}

    [[nodiscard]] bool is_number() const noexcept { return is_number_; }
    [[nodiscard]] bool is_null() const noexcept { return is_null_; }
    [[nodiscard]] std::int64_t number() const noexcept { return number_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    bool is_number_ = false;
    bool is_null_ = false;
    std::int64_t number_ = 0;
    std::string text_;
};

using parameters = std::vector<parameter>;

// A statement with a "?" for each value.
struct question {
    std::string sql;
    parameters values;
};

// A row of a result, every value as the exact text that the database gave.
class row {
  public:
    explicit row(std::vector<std::optional<std::string>> cells) : cells_(std::move(cells)) {}

    [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }
    [[nodiscard]] bool is_null(std::size_t column) const { return !cells_.at(column); }
    // "" for NULL.
    [[nodiscard]] std::string text(std::size_t column) const;
    // Throws `failure` database_value when the value is NULL or not a whole 64-bit number.
    [[nodiscard]] std::int64_t number(std::size_t column) const;
    [[nodiscard]] std::optional<std::int64_t> optional_number(std::size_t column) const;
    // A row of some of these columns, in this order.
    [[nodiscard]] row picked(std::initializer_list<std::size_t> columns) const;

  private:
    std::vector<std::optional<std::string>> cells_;
};

}  // namespace creditgate
