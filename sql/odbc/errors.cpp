// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/errors.hpp"

#include <algorithm>
#include <array>

namespace creditgate {
namespace {

bool contains(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

struct mapping {
    std::string_view sqlstate;
    fault whose;
    std::string_view code;
    std::string_view what;
    std::string_view next;
};

constexpr std::string_view try_again = "try again";
constexpr std::string_view run_install = "run `creditgate install`, then try again";

// PostgreSQL's states; SQLite has only native codes, see of_sqlite.
constexpr std::array<mapping, 17> mappings{{
    {"55P03", fault::unavailable, "database_lock_timeout",
     "another transaction holds the row for too long", try_again},
    {"57014", fault::unavailable, "database_statement_timeout",
     "the database did not answer in time", "try again; look at the load of the database"},
    {"40P01", fault::unavailable, "database_conflict", "two transactions waited for each other",
     try_again},
    {"40001", fault::unavailable, "database_conflict", "two transactions changed the same rows",
     try_again},
    {"23505", fault::unavailable, "database_conflict", "another transaction wrote the same key",
     try_again},
    {"42P01", fault::refused, "schema_missing", "a table or view is missing", run_install},
    {"42703", fault::refused, "schema_missing", "a column is missing", run_install},
    {"42883", fault::refused, "schema_missing", "a function is missing", run_install},
    {"3F000", fault::refused, "schema_missing", "the schema is missing", run_install},
    {"42501", fault::refused, "database_rights", "the database user has no right to do this",
     "connect as the role creditgate, or let an administrator run `creditgate install`"},
    {"25006", fault::unavailable, "database_read_only", "the database accepts no writes",
     "connect to the primary server, not to a standby"},
    {"53300", fault::unavailable, "database_busy", "the database has no connection left",
     "lower pool_size or raise the server's max_connections"},
    {"53100", fault::unavailable, "database_full", "the database's disk is full",
     "make room on the database server"},
    {"22003", fault::request, "amount_overflow", "a sum does not fit 64 bits",
     "look for an amount that cannot be true"},
    {"23502", fault::internal, "database_value", "a value is missing",
     "look for a row of the adapter's views cg_erp_* that has no value in this column, and correct "
     "it in the ERP or in the view"},
    {"57P03", fault::unavailable, "database_unreachable", "the database is starting or stopping",
     try_again},
    {"25P02", fault::unavailable, "transaction_over", "the transaction has already failed",
     try_again},
}};

constexpr mapping busy{"", fault::unavailable, "database_busy",
                       "another process is writing to the database for too long", try_again};
constexpr mapping conflict{"", fault::unavailable, "database_conflict",
                           "another transaction wrote the same key", try_again};
constexpr mapping missing{"", fault::refused, "schema_missing", "a table or view is missing",
                          run_install};
constexpr mapping read_only{"", fault::unavailable, "database_read_only",
                            "the database accepts no writes",
                            "let this user write the database file and its folder"};
constexpr mapping full{"", fault::unavailable, "database_full", "the disk is full",
                       "make room where the database file is"};
constexpr mapping lost{"", fault::unavailable, "connection_lost",
                       "the connection to the database was lost", try_again};
constexpr mapping unknown{"", fault::internal, "database_error", "the database refused a statement",
                          "run `creditgate doctor`; report this text if it finds nothing"};

const mapping* of_sqlite(const driver_error& error) {
    if (!contains(error.what(), "[SQLite]")) return nullptr;
    switch (error.native) {
        case 5:  // SQLITE_BUSY
        case 6:  // SQLITE_LOCKED
            return &busy;
        case 8:  // SQLITE_READONLY
            return &read_only;
        case 13:  // SQLITE_FULL
            return &full;
        case 19:  // SQLITE_CONSTRAINT
            return contains(error.what(), "UNIQUE") ? &conflict : nullptr;
        default:
            break;
    }
    if (contains(error.what(), "no such table") || contains(error.what(), "no such column")) {
        return &missing;
    }
    return contains(error.what(), "database is locked") ? &busy : nullptr;
}

const mapping& find_mapping(const driver_error& error) {
    const auto* const found =
        std::find_if(mappings.begin(), mappings.end(),
                     [&](const mapping& each) { return each.sqlstate == error.sqlstate; });
    if (found != mappings.end()) return *found;
    const mapping* const sqlite = of_sqlite(error);
    return sqlite ? *sqlite : unknown;
}

failure make(const mapping& known, const std::string& message) {
    return failure({known.whose, std::string(known.code), "database", "",
                    std::string(known.what) + " (" + message + ")", std::string(known.next)});
}

}  // namespace

bool is_connection_lost(const driver_error& error, bool dead) noexcept {
    const std::string_view state = error.sqlstate;
    // Prepared for views that were made anew with other types: only a new connection forgets it.
    if (state == "0A000" && contains(error.what(), "cached plan")) return true;
    return dead || state.substr(0, 2) == "08" || state == "57P01" || state == "57P02" ||
           state == "57P03";
}

std::string safe_message(const driver_error& error, const connect_options& options,
                         const parameters& bound) {
    std::string text = error.what();
    text.resize(std::min(text.find('\n'), text.size()));  // DETAIL lines quote values
    while (!text.empty() && text.front() == '[') {
        const auto end = text.find(']');
        if (end == std::string::npos) break;
        text.erase(0, end + 1);
    }
    for (const auto& each : bound) {
        if (each.text().size() < 3) continue;
        for (std::size_t at = 0; (at = text.find(each.text(), at)) != std::string::npos; ++at) {
            text.replace(at, each.text().size(), 1, '?');
        }
    }
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    while (!text.empty() && (text.back() == ';' || text.back() == ' ')) text.pop_back();
    return redact(text, options) + ", SQLSTATE " + error.sqlstate;
}

failure statement_failure(const driver_error& error, bool is_lost, const std::string& message) {
    return make(is_lost ? lost : find_mapping(error), message);
}

failure connect_failure(const driver_error& error, const std::string& message) {
    const std::string_view text = error.what();
    if (error.sqlstate.substr(0, 2) == "28" || contains(text, "authentication failed") ||
        contains(text, "no password supplied")) {
        return failure({fault::unavailable, "database_login_refused", "database", "",
                        "the database refused user or password (" + message + ")",
                        "correct user and password in creditgate's configuration"});
    }
    // Cut while it was made; 57P01: by an administrator, or a server that stops.
    if (error.sqlstate == "08S01" || error.sqlstate == "57P01" ||
        contains(text, "closed the connection") ||
        contains(text, "terminating connection due to administrator command")) {
        return make(lost, message);
    }
    return failure({fault::unavailable, "database_unreachable", "database", "",
                    "cannot connect to the database (" + message + ")",
                    "check that the database is running and that creditgate's connection string "
                    "names its server, port and database"});
}

}  // namespace creditgate
