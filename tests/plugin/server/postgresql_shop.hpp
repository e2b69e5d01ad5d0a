// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/plugin/given/shop.hpp"
#include "tests/support/postgresql.hpp"

namespace creditgate::test {

// The ERP of make_erp in a new database of a private PostgreSQL, with creditgate installed in a
// schema and under a role of its own, and a session open.
class postgresql_shop {
  public:
    explicit postgresql_shop(const json& more = json::object(),
                             postgresql& server = postgresql::server());

    test_session& session() { return *session_; }
    [[nodiscard]] json configuration() const;
    void set_limit(const std::string& amount) { limit_of_customer(*session_, amount); }

    // As the superuser, in the ERP's database.
    std::string sql(const std::string& statement) { return server_.sql(database_, statement); }
    // A connection past the library as the superuser.
    [[nodiscard]] std::string erp() const { return connection() + ";UID=postgres"; }
    // As the owner of our tables.
    [[nodiscard]] std::string administrator() const {
        return connection() + ";UID=creditgate;PWD=drift-wood";
    }
    void as_owner(const std::string& statement) { direct_database(administrator()).run(statement); }
    // As the superuser, through the library.
    void administer(const json& request) const;
    [[nodiscard]] answer ask_as_administrator(const json& request) const;
    void install(bool with_triggers = true) const;
    // Gives what doctor says then.
    std::string disable_a_trigger() {
        sql("alter table erp_order disable trigger cg_changed");
        return "trigger cg_changed on public.erp_order is disabled";
    }
    [[nodiscard]] std::string connection() const { return server_.connection(database_); }

  private:
    postgresql& server_;
    std::string database_;
    json more_;
    std::optional<test_session> session_;
};

// A transaction of the ERP on a connection of its own.
class erp_transaction {
  public:
    explicit erp_transaction(const postgresql_shop& shop);
    ~erp_transaction();
    erp_transaction(const erp_transaction&) = delete;
    erp_transaction& operator=(const erp_transaction&) = delete;

    [[nodiscard]] json id() const { return {{"cluster", cluster_}, {"id", id_}}; }
    // A check of customer 42's order, asked from inside this transaction.
    [[nodiscard]] json check(int order, const std::string& amount) const;
    void run(const std::string& sql) { database_.run(sql); }
    // The order becomes one of the ERP's.
    void write_order(int order, int amount_minor);
    void end(const std::string& how) { database_.run(how); }
    // The server's process behind this connection.
    [[nodiscard]] std::string process() { return database_.value("select pg_backend_pid()"); }

  private:
    direct_database database_;
    std::string cluster_;
    std::string id_;
};

}  // namespace creditgate::test
