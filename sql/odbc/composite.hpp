// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sql/odbc/value.hpp"

namespace creditgate {

// The fields of a row that PostgreSQL wrote as one text, `(1,"a, b",)`: for the driver one column
// costs as much as twelve do together. Throws `failure` database_error for any other text.
row row_of_composite(std::string_view text);

}  // namespace creditgate
