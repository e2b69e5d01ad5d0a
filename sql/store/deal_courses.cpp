// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sql/store/history.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr std::size_t most_at_once = 500;

// "v.document_kind = 'order' and v.document_id in (17, 18)": words of ours and numbers only.
std::string are_among(std::string_view view, document_kind kind,
                      const std::vector<std::int64_t>& ids) {
    const std::string of(view);
    std::string sql =
        of + ".document_kind = '" + std::string(word(kind)) + "' and " + of + ".document_id in (";
    for (std::size_t i = 0; i < ids.size(); ++i) {
        sql.append(i == 0 ? "" : ", ").append(std::to_string(ids[i]));
    }
    return sql + ")";
}

std::string select_items(const std::string& these) {
    const auto of_view = [&](const char* view, const char* settled) {
        return std::string("select v.document_id, i.due_date, ") + settled +
               " from cg_erp_invoiced v join " + view +
               " i on i.item_id = v.item_id where i.kind = 'invoice' and " + these;
    };
    return of_view("cg_erp_open_item", "null") + " union all " +
           of_view("cg_erp_settled_item", "i.settled_date");
}

}  // namespace

void stored_history::add_courses(std::map<document_key, deal_course>& found, document_kind kind,
                                 const std::vector<std::int64_t>& ids, bool shows_documents) {
    for (const row& each : database_.query_once(select_items(are_among("v", kind, ids)))) {
        found[{kind, each.number(0)}].items.push_back(
            {stored_date(each, 1, "due_date of an invoice"),
             stored_date(each, 2, "settled_date of an invoice")});
    }
    for (const std::int64_t id : ids) found[{kind, id}].is_there = !shows_documents;
    if (!shows_documents) return;
    for (const row& each : database_.query_once(
             "select e.document_id from cg_erp_document e where " + are_among("e", kind, ids))) {
        found[{kind, each.number(0)}].is_there = true;
    }
}

std::map<document_key, deal_course> stored_history::courses_of(
    const std::vector<document_key>& deals) {
    if (database_.kind() == dialect::postgresql) database_.run("set local statement_timeout = 0");
    const bool shows_orders = shows_view(database_, "cg_erp_document");
    std::map<document_kind, std::vector<std::int64_t>> ids;
    for (const document_key& each : deals) ids[each.kind].push_back(each.id);
    std::map<document_key, deal_course> found;
    for (const auto& [kind, all] : ids) {
        for (std::size_t at = 0; at < all.size(); at += most_at_once) {
            const auto end = std::min(all.size(), at + most_at_once);
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
            const auto last = all.begin() + static_cast<std::ptrdiff_t>(end);
            add_courses(found, kind, {first, last}, kind == document_kind::order && shows_orders);
        }
    }
    return found;
}

}  // namespace creditgate
