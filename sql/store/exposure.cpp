// SPDX-License-Identifier: Apache-2.0
//
// Single documents of an account, and the ERP's rates.
#include "sql/store/exposure.hpp"

#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// An order may have two rows (delivered and not), an invoice as many as it has items.
constexpr const char* select_order =
    "select currency, cast(sum(amount_minor) as bigint) from cg_open_document "
    "where account_id = ? and key_kind = 'order' and key_id = ? group by currency";
constexpr const char* select_invoice =
    "select currency, cast(sum(amount_minor) as bigint) from cg_open_document "
    "where account_id = ? and document_kind = 'invoice' and document_id = ? group by currency";

// '' sorts before every date, and a missing due date comes last.
std::string select_invoices(bool with_due_date) {
    return "select number, currency, amount_minor, day from cg_open_document "
           "where account_id = ? and source = 'invoice' and day " +
           std::string(with_due_date ? "<>" : "=") + " '' order by day, key_id limit ?";
}

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
                        {account.account_id, document.id});
    if (found.empty()) return std::nullopt;
    return stored_money(found[0], 0, "currency of a document");
}

std::vector<open_invoice> stored_exposure::oldest_invoices(const credit_account& account,
                                                           int most) {
    std::vector<open_invoice> result;
    for (const bool with_due_date : {true, false}) {
        const int left = most - static_cast<int>(result.size());
        for (const row& each :
             database_.query(select_invoices(with_due_date), {account.account_id, left})) {
            result.push_back(
                {each.text(0), stored_money(each, 1, "cg_open_document.currency"),
                 with_due_date ? stored_date(each, 3, "cg_open_document.day") : std::nullopt});
        }
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
