// SPDX-License-Identifier: Apache-2.0
#include "sql/store/payers.hpp"

#include "sql/store/rows.hpp"

namespace creditgate {

std::optional<date> stored_payers::oldest_item(const credit_account& account,
                                               const document_key& without) {
    const std::int64_t invoice = without.kind == document_kind::invoice ? without.id : 0;
    const auto found = database_.query(
        "select dated from cg_open_document where account_id = ? and source = 'invoice' "
        "and dated <> '' and coalesce(document_id, -1) <> ? order by dated limit 1",
        {account.account_id, invoice});
    if (found.empty()) return std::nullopt;
    return stored_date(found[0], 0, "cg_open_document.dated");
}

}  // namespace creditgate
