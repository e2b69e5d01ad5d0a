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

}  // namespace creditgate
