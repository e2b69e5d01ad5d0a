// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace creditgate {

// The statements of an SQL script, without the semicolons between them. Knows 'text', "names",
// -- and /* nested */ comments and $tag$ bodies $tag$ (PostgreSQL functions). Comments are left
// out: SQLite's ODBC driver takes an apostrophe in one for the beginning of a text.
std::vector<std::string> split_script(std::string_view script);

}  // namespace creditgate
