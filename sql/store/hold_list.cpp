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

// An amount that holds are put in order by.
struct sorted_amount {
    const char* minor;
    const char* currency;
};

std::optional<sorted_amount> amount_of(hold_order order) {
    switch (order) {
        case hold_order::largest:
            return sorted_amount{"h.amount_minor", "h.currency"};
        case hold_order::most_excess:
            return sorted_amount{
                "h.excess_minor",
                "(select a.currency from cg_account a where a.account_id = h.account_id)"};
        case hold_order::most_margin:
            return sorted_amount{"h.margin_minor", "h.currency"};
        case hold_order::oldest:
        case hold_order::newest:
        case hold_order::most_overdue:
            return std::nullopt;
    }
    __builtin_unreachable();
}

struct ordering {
    std::string sql;
    parameters values{};
};

// A product of amount and weight does not fit 64 bits.
ordering by_weight(const sorted_amount& amount, const std::vector<currency_weight>& weights) {
    if (weights.empty()) return {"h.hold_id"};
    ordering made{"cast(" + std::string(amount.minor) + " as numeric) * case " + amount.currency};
    for (const currency_weight& each : weights) {
        made.sql += " when ? then cast(? as bigint)";
        made.values.emplace_back(each.unit.code());
        made.values.emplace_back(each.weight);
    }
    made.sql += " end desc nulls last, h.hold_id";
    return made;
}

ordering order_of(const hold_filter& filter) {
    if (const auto amount = amount_of(filter.order)) {
        if (filter.weights) return by_weight(*amount, *filter.weights);
        return {std::string(amount->minor) + " desc nulls last, h.hold_id"};
    }
    if (filter.order == hold_order::newest) return {"h.hold_id desc"};
    if (filter.order == hold_order::most_overdue) return {"h.days_overdue desc, h.hold_id"};
    return {"h.hold_id"};
}

// A list of ids has its own length each time.
std::vector<row> ask(connection& database, const hold_filter& filter, const std::string& sql,
                     const parameters& values) {
    return filter.ids.empty() ? database.query(sql, values) : database.query_once(sql, values);
}

}  // namespace

std::vector<currency> stored_holds::currencies(const hold_filter& filter) {
    const auto amount = amount_of(filter.order);
    if (!amount) return {};
    const condition asked = condition_of(filter);
    std::vector<currency> found;
    for (const row& each : ask(database_, filter,
                               "select distinct " + std::string(amount->currency) +
                                   " from cg_hold h where " + asked.where,
                               asked.values)) {
        found.push_back(stored_currency(each, 0, "cg_hold.currency"));
    }
    return found;
}

std::vector<hold> stored_holds::list(const hold_filter& filter) {
    condition asked = condition_of(filter);
    if (filter.after_hold_id != 0) asked.add("h.hold_id > ?", {filter.after_hold_id});
    const ordering order = order_of(filter);
    asked.values.insert(asked.values.end(), order.values.begin(), order.values.end());
    asked.values.emplace_back(filter.most);
    asked.values.emplace_back(filter.skip);
    const std::string sql = "select " + std::string(hold_columns) + " from cg_hold h where " +
                            asked.where + " order by " + order.sql + " limit ? offset ?";
    std::vector<hold> found;
    for (const row& each : ask(database_, filter, sql, asked.values)) {
        found.push_back(stored_hold(each));
    }
    return found;
}

std::int64_t stored_holds::count(const hold_filter& filter) {
    const condition asked = condition_of(filter);
    const std::string sql = "select count(*) from cg_hold h where " + asked.where;
    return ask(database_, filter, sql, asked.values).at(0).number(0);
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
