// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace creditgate {

// The opening cover: every document that needs approval and has none is approved as it is. "where
// true": SQLite reads "on conflict" after a bare join as part of it.
inline constexpr std::string_view cover_all =
    "insert into cg_cover as c (document_kind, document_id, checkpoint, origin, company_id, "
    "customer_id, currency, amount_minor, shown_minor) "
    "select document_kind, document_id, checkpoint, 'opening', company_id, customer_id, currency, "
    "amount_minor, amount_minor from cg_erp_guarded_here where true "
    "on conflict (document_kind, document_id, checkpoint) do update "
    "set origin = 'opening', company_id = excluded.company_id, customer_id = excluded.customer_id, "
    "currency = excluded.currency, amount_minor = excluded.amount_minor, "
    "shown_minor = excluded.shown_minor "
    "where (c.company_id, c.customer_id, c.currency) "
    "<> (excluded.company_id, excluded.customer_id, excluded.currency) "
    "or coalesce(c.shown_minor, c.amount_minor) < excluded.amount_minor";

// The same of these checkpoints only, as in "'ship', 'invoice'".
inline std::string cover_at(std::string_view places) {
    constexpr std::string_view all = "where true";
    std::string sql(cover_all);
    return sql.replace(sql.find(all), all.size(),
                       "where checkpoint in (" + std::string(places) + ")");
}

}  // namespace creditgate
