// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only: the rows that are sealed, whole, as the database has them.
#pragma once

#include <string>

#include "core/chain/link.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

// "select ... from <table> r": number, account, moment, then each column of the table. A column
// that is added to one of these tables may be NULL and comes last here: then older seals hold.
std::string select_chained(record_kind kind);

// The name of the number in its table.
std::string_view number_column(record_kind kind);

// Of such a row; `first` is where its number is.
chained_record chained_record_of(const row& from, record_kind kind, std::size_t first = 0);

}  // namespace creditgate
