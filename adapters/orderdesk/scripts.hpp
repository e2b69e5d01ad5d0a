// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace creditgate::orderdesk {

// The SQL files of this folder, made part of the library when it is built.
extern const char* const tables_sql;
extern const char* const views_sql;
extern const char* const triggers_sqlite_sql;
extern const char* const triggers_postgresql_sql;

}  // namespace creditgate::orderdesk
