// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/connection_state.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// The driver's name behind a DSN, as the driver manager lists it.
std::string driver_of_dsn(const std::string& dsn) {
    SQLHENV environment = SQL_NULL_HENV;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment))) return {};
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION,
                  reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3),  // NOLINT(*-int-to-ptr)
                  0);
    SQLCHAR name[256];
    SQLCHAR driver[256];
    SQLSMALLINT name_length = 0;
    SQLSMALLINT driver_length = 0;
    std::string found;
    SQLUSMALLINT direction = SQL_FETCH_FIRST;
    while (SQL_SUCCEEDED(SQLDataSources(environment, direction, name, sizeof name, &name_length,
                                        driver, sizeof driver, &driver_length))) {
        direction = SQL_FETCH_NEXT;
        if (dsn == reinterpret_cast<const char*>(name)) {
            found = reinterpret_cast<const char*>(driver);
        }
    }
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    return found;
}

[[noreturn]] void refuse_driver(const std::string& driver) {
    fail({fault::request, "database_not_supported", "database", driver,
          "the database driver is " + (driver.empty() ? "not named" : driver) +
              ", expected one for PostgreSQL or SQLite (MariaDB is not supported yet)",
          "name Driver={PostgreSQL Unicode} or Driver={SQLite3} in the connection string, or a DSN "
          "of odbc.ini with one of them"});
}

dialect dialect_of(const connect_options& options) {
    auto driver = connection_value(options.connection, "driver");
    if (!driver) {
        const auto dsn = connection_value(options.connection, "dsn");
        driver = dsn ? driver_of_dsn(*dsn) : std::string();
    }
    const auto known = dialect_of_driver(*driver);
    if (!known) refuse_driver(*driver);
    return *known;
}

}  // namespace

void connection::state::open() {
    kind = dialect_of(options);
    try {
        open_once();
        return;
    } catch (const failure& cut) {
        if (cut.detail().code != "connection_lost") throw;
    }
    // Nothing was asked over it yet.
    open_once();
}

void connection::state::open_once() {
    try {
        const connect_turn turn;
        const odbc_call inside;
        soci::connection_parameters wanted(soci::odbc, complete_connection(options, kind));
        // Without this the driver may open a dialog.
        wanted.set_option(soci::odbc_option_driver_complete, "0");
        session = std::make_unique<soci::session>(wanted);
    } catch (const soci::soci_error& error) {
        const driver_error said = diagnose(error);
        throw connect_failure(said, safe_message(said, options, {}));
    }
    try {
        prepare_session();
        if (when_opened) when_opened(*self);
    } catch (...) {
        close();
        throw;
    }
}

void connection::state::prepare_session() {
    phase = phase_of_work::none;
    if (kind == dialect::sqlite) return;
    // Texts in a batch are quoted by this rule (batch.cpp).
    self->run("set standard_conforming_strings = on");
    // Whoever connects: an administrator reads the same tables as the role creditgate. Nothing of
    // the ERP's: an operator there would be taken for PostgreSQL's and run with our rights.
    self->run("set search_path = creditgate, pg_temp");
    // Every statement goes by keys; planning the ERP's views again would cost more than reading.
    self->run("set plan_cache_mode = force_generic_plan");
    // Nor is any of ours so small that reading all of it is better: small ones grow, plans are
    // kept.
    self->run("set enable_seqscan = off");
    // Compiling a plan takes seconds, and never pays for what goes by keys.
    self->run("set jit = off");
    // The wait for a lock ends first, so that its error says what happened.
    self->run("set statement_timeout = " + std::to_string(options.budget_ms));
    self->run("set lock_timeout = " + std::to_string(std::max(1, options.budget_ms * 4 / 5)));
    const auto found = self->query_once(
        "select current_setting('transaction_isolation'), system_identifier "
        "from pg_control_system()");
    cluster = found.at(0).text(1);
    if (found.at(0).text(0) == "read committed") return;
    fail({fault::refused, "database_isolation", "database", found.at(0).text(0),
          "the connection's isolation level is " + found.at(0).text(0) +
              ", expected read committed: under another one two orders may pass at once",
          "alter role creditgate set default_transaction_isolation = 'read committed'"});
}

void connection::state::close() noexcept {
    if (!session) return;
    if (phase == phase_of_work::running) undo();
    const connect_turn turn;
    const odbc_call inside;
    messages.reset();
    statements.clear();
    server_names.clear();
    session.reset();
}

void connection::state::forget() noexcept {
    static_cast<void>(messages.release());
    for (auto& each : statements) static_cast<void>(each.second.release());
    statements.clear();
    server_names.clear();
    static_cast<void>(session.release());
    phase = phase_of_work::none;
}

void connection::state::require_open() {
    if (session) return;
    throw driver_error("08003", 0, "the connection is not open");
}

void connection::state::start_if_asked() {
    if (phase != phase_of_work::asked) return;
    // SOCI's begin is a deferred one on SQLite, which deadlocks under load.
    direct(kind == dialect::sqlite ? "begin immediate" : "begin");
    phase = phase_of_work::running;
}

void connection::state::recover(const driver_error& error, const parameters& values,
                                bool nothing_done) {
    const bool lost = is_connection_lost(error, !session || is_dead(backend_of(*session).hdbc_));
    const std::string message = safe_message(error, options, values);
    const bool inside = phase != phase_of_work::none;
    if (lost) {
        phase = phase_of_work::none;
        close();
        if (nothing_done) {
            open();
            phase = phase_of_work::asked;
            return;
        }
    } else {
        if (phase == phase_of_work::running) undo();
        // One that has failed keeps what was bound to it, and would lose it at its next use.
        statements.clear();
    }
    phase = inside ? phase_of_work::failed : phase_of_work::none;
    throw statement_failure(error, lost, message);
}

void connection::state::refuse_failed() const {
    fail({fault::unavailable, "transaction_over", "database", "",
          "the transaction has failed before and nothing of it is kept",
          "begin a new one; the first error tells why"});
}

void connection::state::undo() noexcept {
    try {
        const odbc_call inside;
        direct("rollback");
    } catch (...) {
        // In doubt: the next use opens a new connection, and the server undoes with the old one.
        phase = phase_of_work::none;
        close();
    }
}

void connection::state::direct(std::string_view sql) {
    send(sql);
}

std::vector<std::vector<row>> connection::state::send(std::string_view message,
                                                      const bound_texts& bound) {
    if (!messages) messages = std::make_unique<message_statement>(backend_of(*session).hdbc_);
    try {
        return messages->send(message, bound);
    } catch (...) {
        messages.reset();
        throw;
    }
}

statement& connection::state::prepared(std::string_view sql, const parameters& like) {
    const auto found = statements.find(sql);
    if (found != statements.end()) return *found->second;
    auto made = std::make_unique<statement>(*session, std::string(sql), like);
    return *statements.emplace(std::string(sql), std::move(made)).first->second;
}

}  // namespace creditgate
