// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tests/plugin/given/odbc.hpp"
#include "tests/plugin/given/session.hpp"

namespace creditgate::test {

// A folder of its own, removed at the end.
class temporary_folder {
  public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// The tables of the smallest ERP that the six views can be made of, for either database, with the
// company 1 (EUR), the customers 42 (Harbour Foods) and 43, and the invoice INV-1 of customer 42.
void make_erp(direct_database& database);
std::string erp_views();
std::string erp_triggers(bool postgresql);

// The statement that makes this invoice of customer 43, settled on the last of the days or open;
// '' is null. Ids from 11 on are free.
std::string new_invoice(int id, const std::string& minor, const std::string& dated,
                        const std::string& due, const std::string& settled,
                        const std::string& currency = "EUR");

// Customer 42 gets this limit in EUR.
void limit_of_customer(test_session& session, const std::string& amount);

// Such an ERP in an SQLite file, with creditgate installed and a session open.
class sqlite_shop {
  public:
    explicit sqlite_shop(const json& more = json::object());

    test_session& session() { return *session_; }
    [[nodiscard]] std::string connection() const;
    [[nodiscard]] json configuration() const;
    // SQLite knows no persons: the ERP, the administrator and the owner of our tables are one.
    [[nodiscard]] std::string administrator() const { return connection(); }
    [[nodiscard]] std::string erp() const { return connection(); }
    void sql(const std::string& text) { direct_database(connection()).run(text); }
    void as_owner(const std::string& text) { sql(text); }
    void administer(const json& request) { session_->get(request); }
    answer ask_as_administrator(const json& request) { return session_->call(request); }
    void install(bool with_triggers = true);
    // Gives what doctor says then.
    std::string disable_a_trigger();
    void set_limit(const std::string& amount) { limit_of_customer(*session_, amount); }

  private:
    temporary_folder folder_;
    json more_;
    std::optional<test_session> session_;
};

json money(const std::string& amount, const std::string& currency = "EUR");
json clerk();
json controller();
// A check that customer 42's order of 10.00 EUR may be confirmed. Ids are new each time.
json check_of(int order, const std::string& amount = "10.00");

}  // namespace creditgate::test
