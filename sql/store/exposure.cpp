// SPDX-License-Identifier: Apache-2.0
//
// Single documents of an account, and the ERP's rates.
#include "sql/store/exposure.hpp"

#include <algorithm>

#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// An order may have two rows (delivered and not), an invoice as many as it has items. What is
// delivered is invoiced first.
constexpr const char* select_order =
    "select source, currency, amount_minor, day from cg_open_document "
    "where account_id = ? and key_kind = 'order' and key_id = ? order by source, currency";
constexpr const char* select_invoice =
    "select source, currency, amount_minor, day from cg_open_document where account_id = ? "
    "and document_kind = 'invoice' and document_id = ? order by source, currency, day";

// What a bucket is made of, with as many days asked as it has marks.
struct bucket_rows {
    std::string where;
    std::vector<std::optional<date>> days;
};

bucket_rows rows_of(bucket which, const reading_days& days) {
    switch (which) {
        case bucket::open_order:
            if (!days.horizon) return {"source = 'open_order'", {}};
            return {"source = 'open_order' and day <= ?", {days.horizon}};
        case bucket::open_order_beyond_horizon:
            if (!days.horizon) return {"1 = 0", {}};
            return {"source = 'open_order' and day > ?", {days.horizon}};
        case bucket::delivered_not_invoiced:
            return {"source = 'delivered_not_invoiced'", {}};
        case bucket::draft_invoice:
            return {"source = 'draft_invoice'", {}};
        case bucket::open_item_not_due:
            return {"source = 'invoice' and (day = '' or day >= ?)", {days.as_of}};
        case bucket::open_item_overdue:
            return {"source = 'invoice' and day <> '' and day < ?", {days.as_of}};
        case bucket::unallocated:
            return {"source in ('credit_note', 'payment')", {}};
        case bucket::in_clearing:
            return {"source = 'in_clearing'", {}};
        case bucket::reservation:
            return {"1 = 0", {}};
    }
    __builtin_unreachable();
}

std::optional<date> stored_day(const row& from, std::size_t at) {
    if (from.text(at).empty()) return std::nullopt;
    return stored_date(from, at, "cg_open_document.day");
}

// An invoice of which no document is known is never the one in question.
const std::string of_invoices =
    "from cg_open_document where account_id = ? and source = 'invoice' "
    "and coalesce(document_id, -1) <> ?";

// '' sorts before every date, and a missing due date comes last.
std::string select_invoices(bool with_due_date) {
    return "select number, currency, amount_minor, day, dated " + of_invoices + " and day " +
           std::string(with_due_date ? "<>" : "=") + " '' order by day, key_id limit ?";
}

constexpr const char* is_late = "((day <> '' and day < ?) or (dated <> '' and dated < ?))";

// Nothing is before ''.
std::string day_or_none(const std::optional<date>& day) {
    return day ? format_date(*day) : "";
}

std::int64_t invoice_left_out(const document_key& without) {
    return without.kind == document_kind::invoice ? without.id : 0;
}

open_invoice stored_invoice(const row& from) {
    return {from.text(0), stored_money(from, 1, "cg_open_document.currency"), stored_day(from, 3),
            stored_day(from, 4)};
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

std::vector<exposure_line> stored_exposure::open_parts(const credit_account& account,
                                                       document_key document) {
    // Shipments take their amount from their orders; the views show none of their own.
    if (document.kind == document_kind::shipment) return {};
    std::vector<exposure_line> parts;
    for (const row& each :
         database_.query(document.kind == document_kind::order ? select_order : select_invoice,
                         {account.account_id, document.id})) {
        parts.push_back({stored_word<exposure_source>(each, 0, "cg_open_document.source"),
                         stored_money(each, 1, "currency of a document"), stored_day(each, 3), 1});
    }
    return parts;
}

std::vector<open_document> stored_exposure::documents(const credit_account& account, bucket which,
                                                      const reading_days& days, int most) {
    const bucket_rows asked = rows_of(which, days);
    parameters values{account.account_id};
    for (const auto& each : asked.days) values.emplace_back(format_date(each.value()));
    values.emplace_back(most);
    std::vector<open_document> found;
    for (const row& each : database_.query(
             "select source, document_kind, document_id, number, currency, amount_minor, day "
             "from cg_open_document where account_id = ? and " +
                 asked.where + " order by day, key_id limit ?",
             values)) {
        std::optional<document_key> document;
        if (!each.is_null(1) && !each.is_null(2)) {
            document = stored_document(each, 1, "cg_open_document.document_kind");
        }
        found.push_back({stored_word<exposure_source>(each, 0, "cg_open_document.source"), document,
                         each.text(3), stored_money(each, 4, "cg_open_document.currency"),
                         stored_day(each, 6)});
    }
    return found;
}

std::string stored_exposure::last_number(document_key document) {
    const auto found = database_.query(
        "select document_number from cg_decision where document_kind = ? and document_id = ? "
        "order by decision_id desc limit 1",
        {word(document.kind), document.id});
    return found.empty() ? "" : found[0].text(0);
}

// By due date, those without one last.
std::vector<open_invoice> stored_exposure::oldest_invoices(const credit_account& account,
                                                           const invoices_asked& asked, int most) {
    const std::int64_t without = invoice_left_out(asked.without);
    std::vector<open_invoice> result;
    for (const bool with_due_date : {true, false}) {
        const int left = most - static_cast<int>(result.size());
        if (left == 0) break;
        for (const row& each :
             database_.query(select_invoices(with_due_date), {account.account_id, without, left})) {
            result.push_back(stored_invoice(each));
        }
    }
    return result;
}

// Where some are late by their own date: those may be the last ones by due date.
std::vector<open_invoice> stored_exposure::late_invoices_first(const credit_account& account,
                                                               const invoices_asked& asked) {
    std::vector<open_invoice> result;
    for (const row& each : database_.query(
             "select number, currency, amount_minor, day, dated " + of_invoices +
                 " order by case when " + is_late +
                 " then 0 else 1 end, case when day = '' then 1 else 0 end, day, key_id limit ?",
             {account.account_id, invoice_left_out(asked.without),
              day_or_none(asked.late.due_before), day_or_none(asked.late.dated_before),
              asked.most})) {
        result.push_back(stored_invoice(each));
    }
    const auto comes_before = [](const open_invoice& a, const open_invoice& b) {
        if (!a.due_date || !b.due_date) return a.due_date && !b.due_date;
        return *a.due_date < *b.due_date;
    };
    std::stable_sort(result.begin(), result.end(), comes_before);
    return result;
}

// The sums of all that are late, less those that are listed.
std::vector<exposure_line> stored_exposure::late_beyond(const credit_account& account,
                                                        const invoices_asked& asked,
                                                        const std::vector<open_invoice>& listed) {
    std::vector<exposure_line> lines;
    for (const row& each : database_.query(
             "select currency, cast(sum(amount_minor) as bigint), day, count(*) " + of_invoices +
                 " and " + is_late + " group by currency, day",
             {account.account_id, invoice_left_out(asked.without),
              day_or_none(asked.late.due_before), day_or_none(asked.late.dated_before)})) {
        lines.push_back({exposure_source::invoice,
                         stored_money(each, 0, "cg_open_document.currency"), stored_day(each, 2),
                         each.number(3)});
    }
    for (const open_invoice& each : listed) {
        if (!asked.late.cover(each)) continue;
        lines.push_back({exposure_source::invoice, money::zero(each.amount.unit()) - each.amount,
                         each.due_date, -1});
    }
    return by_stretch(std::move(lines), asked.as_of);
}

open_invoices stored_exposure::invoices(const credit_account& account,
                                        const invoices_asked& asked) {
    const auto most = static_cast<std::size_t>(asked.most);
    open_invoices found{oldest_invoices(account, asked, asked.most + 1)};
    if (found.listed.size() <= most) return found;
    found.all = false;
    found.listed.pop_back();
    if (asked.late.dated_before) found.listed = late_invoices_first(account, asked);
    if (asked.late.are_any()) found.late_beyond = late_beyond(account, asked, found.listed);
    return found;
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

std::string stored_exposure::rates_on(date day) {
    std::string all;
    for (const row& each : database_.query(
             "select r.currency, r.valid_from, r.units_per_base from cg_erp_fx_rate r join ("
             "select currency, max(valid_from) as valid_from from cg_erp_fx_rate "
             "where valid_from <= ? group by currency) l "
             "on l.currency = r.currency and l.valid_from = r.valid_from "
             "order by r.currency, r.units_per_base",
             {format_date(day)})) {
        all += each.text(0) + ' ' + each.text(1) + ' ' + each.text(2) + '\n';
    }
    return all;
}

}  // namespace creditgate
