// SPDX-License-Identifier: Apache-2.0
//
// The one place where the databases differ in how the schema is written.
#pragma once

#include <string>
#include <string_view>

#include "sql/odbc/dialect.hpp"

namespace creditgate {

// Replaces the tokens of schema steps:
//   {id}      a primary key that the database numbers
//   {number}  a 64-bit integer
//   {text:n}  text. PostgreSQL: text. SQLite: varchar(n), because its ODBC driver reserves
//             100 MiB for a column declared text; the length is not enforced.
std::string in_words_of(dialect kind, std::string_view sql);

// An expression for the database's time as "2026-11-24T09:30:00.123456Z".
std::string_view now_expression(dialect kind);

}  // namespace creditgate
