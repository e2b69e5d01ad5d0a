// SPDX-License-Identifier: Apache-2.0
//
// What is kept and what the ERP shows, compared in one statement: a change whose key waits in
// cg_dirty is not in what is kept yet, and no difference; nor is anything of an account that is to
// be read anew.
#include "sql/schema/epoch.hpp"
#include "sql/store/projection.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

const std::string documents_sql =
    "select coalesce(k.key_kind, s.key_kind), coalesce(k.key_id, s.key_id), "
    "coalesce(s.number, k.number), coalesce(k.source, s.source), k.currency, k.amount_minor, "
    "s.currency, s.amount_minor "
    "from (select * from cg_open_document where account_id = ?) k "
    "full join (select * from cg_erp_open where company_id = ? and customer_id = ?) s "
    "on s.key_kind = k.key_kind and s.key_id = k.key_id and s.source = k.source "
    "where (k.currency is distinct from s.currency "
    "or k.amount_minor is distinct from s.amount_minor or k.day is distinct from s.day "
    "or k.dated is distinct from s.dated or k.document_id is distinct from s.document_id) "
    "and not exists (select 1 from cg_dirty d where d.customer_id = ? and d.company_id = ? "
    "and d.key_kind = coalesce(k.key_kind, s.key_kind) "
    "and d.key_id = coalesce(k.key_id, s.key_id)) "
    "and exists (select 1 from cg_account a where a.account_id = ? and a.projected = " +
    epoch_now + ") order by 1, 2, 4";

// A sum's currency is part of its key, so both sides have the same.
constexpr const char* totals_sql =
    "select '', null, '', coalesce(t.source, d.source), "
    "case when t.amount_minor is not null then coalesce(t.currency, d.currency) end, "
    "t.amount_minor, "
    "case when d.amount_minor is not null then coalesce(t.currency, d.currency) end, "
    "d.amount_minor "
    "from (select * from cg_open_total where account_id = ?) t "
    "full join (select source, currency, day, cast(sum(amount_minor) as bigint) as amount_minor, "
    "count(*) as documents from cg_open_document where account_id = ? "
    "group by source, currency, day) d "
    "on d.source = t.source and d.currency = t.currency and d.day = t.day "
    "where t.amount_minor is distinct from d.amount_minor "
    "or t.documents is distinct from d.documents order by 4";

std::optional<money> stored_side(const row& from, std::size_t first) {
    if (from.is_null(first)) return std::nullopt;
    return stored_money(from, first, "currency of an open document");
}

projection_difference stored_difference(const row& from) {
    return {from.text(0),         from.optional_number(1),
            from.text(2),         stored_word<exposure_source>(from, 3, "cg_open_document.source"),
            stored_side(from, 4), stored_side(from, 6)};
}

}  // namespace

std::vector<projection_difference> find_differences(connection& database,
                                                    const credit_account& account) {
    const std::int64_t company = account.company.value;
    const std::int64_t customer = account.customer.value;
    std::vector<projection_difference> found;
    for (const row& each : database.query(documents_sql, {account.account_id, company, customer,
                                                          customer, company, account.account_id})) {
        found.push_back(stored_difference(each));
    }
    for (const row& each : database.query(totals_sql, {account.account_id, account.account_id})) {
        found.push_back(stored_difference(each));
    }
    return found;
}

}  // namespace creditgate
