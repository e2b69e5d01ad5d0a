// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace creditgate::orderdesk {

// The two SQL files of this folder, made part of the library when it is built.
extern const char* const tables_sql;
extern const char* const views_sql;

}  // namespace creditgate::orderdesk
