// SPDX-License-Identifier: Apache-2.0
#include "sql/store/rows.hpp"

namespace creditgate {

void fail_stored(std::string_view what, const std::string& found, std::string_view expected) {
    fail({fault::internal, "database_value", std::string(what), found,
          std::string(what) + " in the database is '" + found + "', expected " +
              std::string(expected),
          "run `creditgate doctor`; for a view cg_erp_*, correct the adapter's views"});
}

currency stored_currency(const row& from, std::size_t column, std::string_view what) {
    const auto known = currency::find(from.text(column));
    if (!known) fail_stored(what, from.text(column), "a currency code of ISO 4217");
    return *known;
}

money stored_money(const row& from, std::size_t first, std::string_view what) {
    const currency unit = stored_currency(from, first, what);
    return {from.number(first + 1), unit};
}

credit_limit stored_limit(const row& from, std::size_t first, currency unit,
                          std::string_view what) {
    switch (stored_word<limit_state>(from, first, what)) {
        case limit_state::none:
            return credit_limit::none();
        case limit_state::unlimited:
            return credit_limit::unlimited();
        case limit_state::amount:
            return credit_limit::of({from.number(first + 1), unit});
    }
    __builtin_unreachable();
}

std::optional<date> stored_date(const row& from, std::size_t column, std::string_view what) {
    if (from.is_null(column)) return std::nullopt;
    const auto known = parse_date(from.text(column));
    if (!known) fail_stored(what, from.text(column), "a date such as 2026-11-24");
    return known;
}

std::optional<day_count> stored_day_count(const row& from, std::size_t column) {
    const auto days = from.optional_number(column);
    if (!days) return std::nullopt;
    return day_count{static_cast<int>(*days)};
}

std::optional<std::int64_t> number_of(const std::optional<day_count>& days) {
    if (!days) return std::nullopt;
    return days->days;
}

document_key stored_document(const row& from, std::size_t first, std::string_view what) {
    return {stored_word<document_kind>(from, first, what), from.number(first + 1)};
}

bool shows_view(connection& database, std::string_view name) {
    return !database
                .query(database.kind() == dialect::postgresql
                           ? "select 1 from pg_views where schemaname = current_schema() "
                             "and viewname = ?"
                           : "select 1 from sqlite_master where type = 'view' and name = ?",
                       {name})
                .empty();
}

std::optional<person_note> stored_note(const row& from, std::size_t first) {
    if (from.is_null(first + 1)) return std::nullopt;
    return person_note{from.text(first), {from.text(first + 1)}, from.text(first + 2)};
}

std::string cluster_of(const std::optional<erp_transaction>& transaction) {
    return transaction ? transaction->cluster : std::string();
}

std::string id_of(const std::optional<erp_transaction>& transaction) {
    return transaction ? transaction->id : std::string();
}

std::optional<erp_transaction> stored_transaction(const row& from, std::size_t first) {
    if (from.text(first + 1).empty()) return std::nullopt;
    return erp_transaction{from.text(first), from.text(first + 1)};
}

}  // namespace creditgate
