// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/odbc/dialect.hpp"

namespace creditgate {

// A file of this folder: "0001_archive.sql", or "0002_name.postgresql.sql" when only one database
// needs it.
struct embedded_step {
    std::string_view file;
    std::vector<std::string_view> parts;
};

// In the order of their numbers. Made at build time.
const std::vector<embedded_step>& embedded_steps();

struct schema_step {
    int number = 0;
    std::string name;
    std::string checksum;  // of the file, so that a change of a shipped step is noticed
    std::string sql;       // in the database's own words
};

// FNV-1a, as hex text: enough to notice an edit.
std::string text_checksum(std::string_view text);

// The steps that a database needs, in order.
std::vector<schema_step> schema_steps(dialect kind);

}  // namespace creditgate
