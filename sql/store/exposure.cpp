// SPDX-License-Identifier: Apache-2.0
//
// The ERP's tables, through the adapter's views and nothing else.
#include "sql/store/exposure.hpp"

#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// What an invoice has still open is a sum over its items; of an order there is one row.
constexpr const char* select_order =
    "select currency, cast(sum(amount_minor) as bigint) from cg_erp_order "
    "where document_id = ? and company_id = ? and customer_id = ? group by currency";
constexpr const char* select_invoice =
    "select currency, cast(sum(amount_minor) as bigint) from cg_erp_open_item "
    "where document_id = ? and company_id = ? and customer_id = ? "
    "and kind in ('invoice', 'draft_invoice') group by currency";

std::string last_rates(std::size_t count) {
    std::string marks = "?";
    for (std::size_t i = 1; i < count; ++i) marks += ", ?";
    return "select r.currency, r.valid_from, r.units_per_base from cg_erp_fx_rate r "
           "where r.currency in (" +
           marks +
           ") and r.valid_from = (select max(l.valid_from) from cg_erp_fx_rate l "
           "where l.currency = r.currency and l.valid_from <= ?)";
}

}  // namespace

std::optional<money> stored_exposure::open_amount(const credit_account& account,
                                                  document_key document) {
    // Shipments take their amount from their orders; the views show none of their own.
    if (document.kind == document_kind::shipment) return std::nullopt;
    const auto found =
        database_.query(document.kind == document_kind::order ? select_order : select_invoice,
                        {document.id, account.company.value, account.customer.value});
    if (found.empty()) return std::nullopt;
    return stored_money(found[0], 0, "currency of a document");
}

std::vector<open_invoice> stored_exposure::oldest_invoices(company_id company, customer_id customer,
                                                           int most) {
    const auto found = database_.query(
        "select number, currency, amount_minor, due_date from cg_erp_open_item "
        "where company_id = ? and customer_id = ? and kind = 'invoice' "
        "order by case when due_date is null then 1 else 0 end, due_date, item_id limit ?",
        {company.value, customer.value, most});
    std::vector<open_invoice> result;
    result.reserve(found.size());
    for (const row& each : found) {
        result.push_back({each.text(0), stored_money(each, 1, "cg_erp_open_item.currency"),
                          stored_date(each, 3, "cg_erp_open_item.due_date")});
    }
    return result;
}

std::vector<fx_rate> stored_exposure::rates(const std::vector<currency>& units, date day) {
    if (units.empty()) return {};
    parameters values;
    for (const currency& each : units) values.emplace_back(each.code());
    values.emplace_back(format_date(day));
    std::vector<fx_rate> result;
    for (const row& each : database_.query(last_rates(units.size()), values)) {
        const auto valid_from = stored_date(each, 1, "cg_erp_fx_rate.valid_from");
        const auto rate = parse_scaled_rate(each.text(2));
        if (!rate || !valid_from) {
            fail_stored("cg_erp_fx_rate.units_per_base", each.text(2),
                        "a positive decimal number with its date");
        }
        const currency unit = stored_currency(each, 0, "cg_erp_fx_rate.currency");
        result.push_back({unit, *rate, *valid_from});
    }
    return result;
}

}  // namespace creditgate
