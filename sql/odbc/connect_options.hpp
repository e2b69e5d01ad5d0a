// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/odbc/dialect.hpp"

namespace creditgate {

// How to reach the database. Nothing of this but the DSN's name may appear in a log or an error
// text: redact() takes out what is secret.
struct connect_options {
    std::string connection;  // "Driver={...};..." or "DSN=...", without the settings that we add
    std::string user;        // "" when the connection string or the DSN has it
    std::string password;
    int budget_ms = 500;  // what a statement, or the wait for a lock or a connection, may take
};

// The value of a key of an ODBC connection string, without its braces; keys are matched without
// regard to case. Nothing when the key is absent.
std::optional<std::string> connection_value(std::string_view connection, std::string_view key);

// By the driver's name; nothing for one that we do not know.
std::optional<dialect> dialect_of_driver(std::string_view driver);

// The connection string with user, password and the settings that this library relies on. A
// setting that the caller gave another value is set right: each was found to lose data otherwise.
std::string complete_connection(const connect_options& options, dialect kind);

// `text` with every password of `options` replaced by "***".
std::string redact(std::string text, const connect_options& options);

}  // namespace creditgate
