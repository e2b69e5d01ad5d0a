// SPDX-License-Identifier: Apache-2.0
#include "sql/store/payers.hpp"

#include <algorithm>

#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* first_open =
    "select dated from cg_open_document where account_id = ? and source = 'invoice' "
    "and dated <> '' order by dated limit 1";

// Any one of them will do.
constexpr const char* settled_long_ago =
    "select document_date from cg_erp_settled_item where company_id = ? and customer_id = ? "
    "and kind = 'invoice' and document_date <= ? limit 1";

constexpr const char* first_settled =
    "select min(document_date) from cg_erp_settled_item where company_id = ? and customer_id = ? "
    "and kind = 'invoice'";

// Beside the sums there is a row without a currency: it tells that they were read.
constexpr const char* kept_sums =
    "select currency, amount_minor, minor_days from cg_settled where account_id = ? "
    "and until_day = ? and last_days = ?";

// In time is not late.
std::string days_late(dialect kind) {
    return kind == dialect::postgresql
               ? "greatest(cast(settled_date as date) - cast(due_date as date), 0)"
               : "max(cast(julianday(settled_date) - julianday(due_date) as integer), 0)";
}

std::string keep_sums(dialect kind) {
    return "insert into cg_settled (account_id, until_day, last_days, currency, amount_minor, "
           "minor_days) select ?, ?, ?, currency, cast(sum(amount_minor) as bigint), "
           "cast(sum(amount_minor * " +
           days_late(kind) +
           ") as bigint) from cg_erp_settled_item where company_id = ? and customer_id = ? "
           "and kind = 'invoice' and amount_minor > 0 and due_date is not null "
           "and settled_date > ? and settled_date <= ? group by currency "
           "on conflict (account_id, until_day, last_days, currency) do nothing";
}

std::optional<date> first_date(const std::vector<row>& found, std::string_view what) {
    if (found.empty() || found[0].is_null(0)) return std::nullopt;
    return stored_date(found[0], 0, what);
}

}  // namespace

std::optional<date> stored_payers::oldest_item(const credit_account& account,
                                               const document_key& without) {
    const std::int64_t invoice = without.kind == document_kind::invoice ? without.id : 0;
    const auto found = database_.query(
        "select dated from cg_open_document where account_id = ? and source = 'invoice' "
        "and dated <> '' and coalesce(document_id, -1) <> ? order by dated limit 1",
        {account.account_id, invoice});
    return first_date(found, "cg_open_document.dated");
}

std::optional<date> stored_payers::known_since(const credit_account& account, date long_ago) {
    constexpr const char* what = "cg_erp_settled_item.document_date";
    const auto open =
        first_date(database_.query(first_open, {account.account_id}), "cg_open_document.dated");
    if (open && *open <= long_ago) return open;
    const std::int64_t company = account.company.value;
    const std::int64_t customer = account.customer.value;
    const auto old = first_date(
        database_.query(settled_long_ago, {company, customer, format_date(long_ago)}), what);
    if (old) return old;
    const auto settled = first_date(database_.query(first_settled, {company, customer}), what);
    if (!open || !settled) return open ? open : settled;
    return std::min(*open, *settled);
}

std::optional<std::vector<settled_sum>> stored_payers::settled(const credit_account& account,
                                                               date day, day_count last) {
    const auto found =
        database_.query(kept_sums, {account.account_id, format_date(day), last.days});
    if (found.empty()) return std::nullopt;
    std::vector<settled_sum> sums;
    for (const row& each : found) {
        if (each.text(0).empty()) continue;
        sums.push_back({stored_money(each, 0, "cg_settled.currency"), each.number(2)});
    }
    return sums;
}

void stored_payers::read_settled(const credit_account& account, date day, day_count last) {
    if (database_.kind() == dialect::postgresql) database_.run("set local statement_timeout = 0");
    const std::string until = format_date(day);
    database_.execute("delete from cg_settled where account_id = ? and until_day < ?",
                      {account.account_id, until});
    database_.execute(
        keep_sums(database_.kind()),
        {account.account_id, until, last.days, account.company.value, account.customer.value,
         format_date(day - std::chrono::days{last.days}), until});
    database_.execute(
        "insert into cg_settled (account_id, until_day, last_days, currency, amount_minor, "
        "minor_days) values (?, ?, ?, '', 0, 0) "
        "on conflict (account_id, until_day, last_days, currency) do nothing",
        {account.account_id, until, last.days});
}

}  // namespace creditgate
