// SPDX-License-Identifier: Apache-2.0
//
// The worklist: which holds, in which order.
#include "sql/store/hold_row.hpp"
#include "sql/store/holds.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

struct condition {
    std::string where = "1 = 1";
    parameters values{};

    void add(std::string_view sql, const parameters& more) {
        where.append(" and ").append(sql);
        values.insert(values.end(), more.begin(), more.end());
    }
};

void add_what_it_is_about(condition& made, const hold_filter& filter) {
    if (filter.company) made.add("h.company_id = ?", {filter.company->value});
    if (filter.customer) made.add("h.customer_id = ?", {filter.customer->value});
    if (filter.document) {
        made.add("h.document_kind = ? and h.document_id = ?",
                 {word(filter.document->kind), filter.document->id});
    }
    if (!filter.ids.empty()) {
        std::string marks = "h.hold_id in (?";
        for (std::size_t i = 1; i < filter.ids.size(); ++i) marks += ", ?";
        made.add(marks + ")", {filter.ids.begin(), filter.ids.end()});
    }
}

void add_how_it_stands(condition& made, const hold_filter& filter) {
    if (filter.state) made.add("h.state = ?", {word(*filter.state)});
    if (filter.found) {
        made.add("h.rules like ?", {"% " + std::string(word(*filter.found)) + " %"});
    }
    if (filter.forced) {
        made.add(*filter.forced ? "h.forced_at is not null" : "h.forced_at is null", {});
    }
    if (filter.requested) {
        made.add(*filter.requested ? "h.requested_at is not null" : "h.requested_at is null", {});
    }
    if (filter.waits_for_answer) {
        made.add("h.waits_for_answer = ?", {*filter.waits_for_answer ? 1 : 0});
    }
    if (filter.assigned_to) made.add("h.assigned_to = ?", {*filter.assigned_to});
    if (filter.salesperson) made.add("h.salesperson = ?", {*filter.salesperson});
    if (filter.opened_before) made.add("h.opened_at < ?", {filter.opened_before->text});
}

condition condition_of(const hold_filter& filter) {
    condition made;
    add_what_it_is_about(made, filter);
    add_how_it_stands(made, filter);
    return made;
}

std::string_view order_of(hold_order order) {
    switch (order) {
        case hold_order::oldest:
            return "h.hold_id";
        case hold_order::newest:
            return "h.hold_id desc";
        case hold_order::largest:
            return "h.amount_minor desc, h.hold_id";
        case hold_order::most_excess:
            return "h.excess_minor is null, h.excess_minor desc, h.hold_id";
        case hold_order::most_overdue:
            return "h.days_overdue desc, h.hold_id";
        case hold_order::most_margin:
            return "h.margin_minor is null, h.margin_minor desc, h.hold_id";
    }
    __builtin_unreachable();
}

}  // namespace

std::vector<hold> stored_holds::list(const hold_filter& filter) {
    condition asked = condition_of(filter);
    if (filter.after_hold_id != 0) asked.add("h.hold_id > ?", {filter.after_hold_id});
    asked.values.emplace_back(filter.most);
    asked.values.emplace_back(filter.skip);
    const std::string sql = "select " + std::string(hold_columns) + " from cg_hold h where " +
                            asked.where + " order by " + std::string(order_of(filter.order)) +
                            " limit ? offset ?";
    // A list of ids has its own length each time.
    const auto rows = filter.ids.empty() ? database_.query(sql, asked.values)
                                         : database_.query_once(sql, asked.values);
    std::vector<hold> found;
    found.reserve(rows.size());
    for (const row& each : rows) found.push_back(stored_hold(each));
    return found;
}

std::int64_t stored_holds::count(const hold_filter& filter) {
    const condition asked = condition_of(filter);
    const std::string sql = "select count(*) from cg_hold h where " + asked.where;
    const auto rows = filter.ids.empty() ? database_.query(sql, asked.values)
                                         : database_.query_once(sql, asked.values);
    return rows.at(0).number(0);
}

std::vector<holding_account> stored_holds::accounts_with_open(std::int64_t after_account_id,
                                                              int most) {
    std::vector<holding_account> found;
    for (const row& each : database_.query(
             "select distinct h.account_id, h.company_id, h.customer_id from cg_hold h "
             "where h.state = 'open' and h.account_id > ? order by h.account_id limit ?",
             {after_account_id, most})) {
        found.push_back({each.number(0), {{each.number(1)}, {each.number(2)}}});
    }
    return found;
}

}  // namespace creditgate
