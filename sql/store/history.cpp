// SPDX-License-Identifier: Apache-2.0
#include "sql/store/history.hpp"

#include "sql/store/accounts.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// Of invoices, as stored_invoice reads them.
std::string select_invoices(const std::string& these) {
    const std::string of_invoice =
        "select company_id, customer_id, item_id, currency, amount_minor, document_date, "
        "due_date, ";
    return of_invoice + "settled_date from cg_erp_settled_item" + these + " union all " +
           of_invoice + "null from cg_erp_open_item" + these;
}

// Numbers and days only: nothing of it has to be quoted with care.
std::string history_of(std::optional<company_id> company, date last) {
    std::string these = " where kind = 'invoice' and document_date <= '" + format_date(last) + "'";
    if (company) these += " and company_id = " + std::to_string(company->value);
    return select_invoices(these);
}

past_invoice stored_invoice(const row& from) {
    past_invoice found{.amount = stored_money(from.picked({3, 4}), 0, "currency of an invoice")};
    found.company = {from.number(0)};
    found.customer = {from.number(1)};
    found.invoice_id = from.number(2);
    found.written = stored_date(from, 5, "document_date of an invoice").value();
    found.due = stored_date(from, 6, "due_date of an invoice");
    found.settled = stored_date(from, 7, "settled_date of an invoice");
    return found;
}

}  // namespace

std::int64_t stored_history::count(std::optional<company_id> company, date last) {
    if (database_.kind() == dialect::postgresql) database_.run("set local statement_timeout = 0");
    return database_.query_once("select count(*) from (" + history_of(company, last) + ") h")
        .at(0)
        .number(0);
}

void stored_history::open(std::optional<company_id> company, date last) {
    selected_ = history_of(company, last);
    day_.clear();
    invoice_id_ = 0;
    if (database_.kind() != dialect::postgresql) return;
    database_.run("set local statement_timeout = 0");
    database_.run("declare cg_history no scroll cursor for select * from (" + selected_ +
                  ") h order by document_date, item_id");
}

std::vector<row> stored_history::next_rows(int most) {
    if (database_.kind() == dialect::postgresql) {
        return database_.query_once("fetch forward " + std::to_string(most) + " from cg_history");
    }
    auto rows =
        database_.query_once("select * from (" + selected_ +
                                 ") h where document_date > ? or document_date = ? and item_id > ? "
                                 "order by document_date, item_id limit ?",
                             {day_, day_, invoice_id_, most});
    if (rows.empty()) return rows;
    day_ = rows.back().text(5);
    invoice_id_ = rows.back().number(2);
    return rows;
}

std::vector<past_invoice> stored_history::next(int most) {
    std::vector<past_invoice> found;
    for (const row& each : next_rows(most)) found.push_back(stored_invoice(each));
    return found;
}

std::vector<credit_account> stored_history::accounts() {
    std::vector<credit_account> found;
    for (const row& each : database_.query_once("select " + std::string(account_columns) +
                                                " from cg_account order by account_id")) {
        found.push_back(stored_account(each));
    }
    return found;
}

// One item after the other: in a view over two views no key would reach their indexes.
std::vector<past_invoice> stored_history::came_of(document_key document) {
    static const std::string select_item =
        select_invoices(" where kind = 'invoice' and document_date is not null and item_id = ?");
    std::vector<past_invoice> found;
    for (const row& part :
         database_.query("select item_id, amount_minor from cg_erp_invoiced "
                         "where document_kind = ? and document_id = ? order by item_id",
                         {word(document.kind), document.id})) {
        const std::int64_t item_id = part.number(0);
        for (const row& item : database_.query(select_item, {item_id, item_id})) {
            past_invoice invoice = stored_invoice(item);
            const money came(part.number(1), invoice.amount.unit());
            if (invoice.settled || came < invoice.amount) invoice.amount = came;
            found.push_back(invoice);
        }
    }
    return found;
}

}  // namespace creditgate
