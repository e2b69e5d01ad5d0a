// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/store only: rows of our tables as the core's values, and back. A value that the core
// does not know is a fault of the database's content and throws `failure` database_value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/archive/ports.hpp"
#include "core/archive/words.hpp"
#include "core/result/error.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

[[noreturn]] void fail_stored(std::string_view what, const std::string& found,
                              std::string_view expected);

template <class Enum>
Enum stored_word(const row& from, std::size_t column, std::string_view what) {
    const auto known = from_word<Enum>(from.text(column));
    if (!known) fail_stored(what, from.text(column), "a word of words.hpp");
    return *known;
}

template <class Enum>
parameter word_parameter(Enum value) {
    return {word(value)};
}

currency stored_currency(const row& from, std::size_t column, std::string_view what);
// Currency and minor units in two columns, in this order.
money stored_money(const row& from, std::size_t first, std::string_view what);
// State and minor units in two columns, in this order.
credit_limit stored_limit(const row& from, std::size_t first, currency unit, std::string_view what);
std::optional<date> stored_date(const row& from, std::size_t column, std::string_view what);
// Nothing where it is null.
std::optional<day_count> stored_day_count(const row& from, std::size_t column);
std::optional<std::int64_t> number_of(const std::optional<day_count>& days);
// Kind and id in two columns, in this order.
document_key stored_document(const row& from, std::size_t first, std::string_view what);

// Whether the adapter brings this view.
bool shows_view(connection& database, std::string_view name);

// By whom, when and why, in three columns; nothing when nobody did.
std::optional<person_note> stored_note(const row& from, std::size_t first);

// "" for an absent transaction.
std::string cluster_of(const std::optional<erp_transaction>& transaction);
std::string id_of(const std::optional<erp_transaction>& transaction);
std::optional<erp_transaction> stored_transaction(const row& from, std::size_t first);

}  // namespace creditgate
