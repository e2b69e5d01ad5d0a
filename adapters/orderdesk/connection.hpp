// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace creditgate::orderdesk {

// What is bound to a "?": a number, a text, or SQL's null.
class value {
  public:
    value() = default;
    value(std::int64_t number) : number_(number) {}
    value(std::string text) : is_text_(true), text_(std::move(text)) {}
    value(const char* text) : value(std::string(text)) {}

    [[nodiscard]] const std::optional<std::int64_t>& number() const { return number_; }
    [[nodiscard]] bool is_null() const { return !number_ && !is_text_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::optional<std::int64_t> number_;
    bool is_text_ = false;
    std::string text_;
};

class row {
  public:
    explicit row(std::vector<std::optional<std::string>> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] bool is_null(std::size_t column) const { return !columns_.at(column); }
    [[nodiscard]] const std::string& text(std::size_t column) const;  // "" for null
    [[nodiscard]] std::int64_t number(std::size_t column) const;

  private:
    std::vector<std::optional<std::string>> columns_;
};

struct database_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The ERP's own connection: plain ODBC to SQLite or PostgreSQL, one thread at a time.
class connection {
  public:
    explicit connection(const std::string& connection_string);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    [[nodiscard]] bool is_postgresql() const { return postgresql_; }

    std::vector<row> query(const std::string& sql, const std::vector<value>& values = {});
    // Returns how many rows were changed.
    std::int64_t execute(const std::string& sql, const std::vector<value>& values = {});
    // Returns the key that the database gave the new row.
    std::int64_t insert(const std::string& sql, const std::string& key,
                        const std::vector<value>& values);

    // SQLite has one writer: "begin immediate" takes its turn now instead of failing later.
    void begin() { execute(postgresql_ ? "begin" : "begin immediate"); }
    void commit() { execute("commit"); }
    void rollback() noexcept;

  private:
    void* environment_ = nullptr;
    void* handle_ = nullptr;
    bool postgresql_ = false;
};

}  // namespace creditgate::orderdesk
