// SPDX-License-Identifier: Apache-2.0
#include "core/decision/custom.hpp"

#include <algorithm>
#include <array>

namespace creditgate {
namespace {

using known = std::optional<fact_value>;
using names = std::vector<std::string>;

known known_amount(const std::optional<money>& amount) {
    if (!amount) return std::nullopt;
    return *amount;
}

known known_word(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return names{text};
}

known document_amount(const rule_view& view) {
    return known_amount(view.document_amount);
}

known document_kind_word(const rule_view& view) {
    switch (view.event.document.kind) {
        case document_kind::order:
            return names{"order"};
        case document_kind::shipment:
            return names{"shipment"};
        case document_kind::invoice:
            return names{"invoice"};
    }
    return std::nullopt;
}

known payment_method(const rule_view& view) {
    return known_word(view.event.payment_method);
}

known payment_term(const rule_view& view) {
    if (!view.event.payment_term) return std::nullopt;
    return *view.event.payment_term;
}

known ship_date(const rule_view& view) {
    if (!view.event.ship_date) return std::nullopt;
    return *view.event.ship_date;
}

known account_limit(const rule_view& view) {
    return known_amount(view.account.limit.amount());
}

known account_available(const rule_view& view) {
    const auto& limit = view.account.limit.amount();
    if (!limit) return std::nullopt;
    return *limit - view.before.total;
}

known risk_class(const rule_view& view) {
    return known_word(view.account.risk_class);
}

known rating_grade(const rule_view& view) {
    return known_word(view.account.rating_grade);
}

known exposure_total(const rule_view& view) {
    return view.before.total;
}

template <bucket which>
known amount_in(const rule_view& view) {
    return view.before.in(which).amount;
}

known overdue_amount(const rule_view& view) {
    return view.before.overdue.amount;
}

known overdue_days(const rule_view& view) {
    return day_count{view.before.overdue.days};
}

known overdue_items(const rule_view& view) {
    return item_count{view.before.overdue.items};
}

// A limit of 0 is used up by anything; where none is agreed there is nothing to be used.
known share_of_limit(const money& open, const rule_view& view) {
    const auto& limit = view.account.limit.amount();
    if (!limit) return std::nullopt;
    return ratio_of(open, *limit);
}

known utilisation(const rule_view& view) {
    return share_of_limit(view.before.total, view);
}

known limit_used(const rule_view& view) {
    if (!view.document_amount) return std::nullopt;
    return share_of_limit(with_document(view), view);
}

known highest_level(const rule_view& view) {
    if (!view.event.dunning) return std::nullopt;
    return *view.event.dunning;
}

known ordering_party_differs(const rule_view& view) {
    const auto& orders = view.event.ordering_party;
    return orders.has_value() && *orders != view.event.customer;
}

known salesperson(const rule_view& view) {
    return known_word(view.event.salesperson);
}

known known_days(const rule_view& view) {
    return days_known(view);
}

known business_date(const rule_view& view) {
    return view.event.business_date;
}

using fact_function = known (*)(const rule_view&);

// In the order of `custom_fact`.
constexpr std::array<fact_function, custom_fact_count> fact_table = {
    document_amount,
    document_kind_word,
    payment_method,
    payment_term,
    ship_date,
    account_limit,
    account_available,
    risk_class,
    rating_grade,
    exposure_total,
    amount_in<bucket::open_order>,
    amount_in<bucket::open_order_beyond_horizon>,
    amount_in<bucket::delivered_not_invoiced>,
    amount_in<bucket::draft_invoice>,
    amount_in<bucket::open_item_not_due>,
    amount_in<bucket::open_item_overdue>,
    amount_in<bucket::unallocated>,
    amount_in<bucket::in_clearing>,
    amount_in<bucket::reservation>,
    overdue_amount,
    overdue_days,
    overdue_items,
    utilisation,
    limit_used,
    highest_level,
    ordering_party_differs,
    salesperson,
    known_days,
    business_date,
};

template <class Value>
bool compare_values(const Value& value, comparison how, const Value& threshold) {
    switch (how) {
        case comparison::more_than:
            return value > threshold;
        case comparison::at_least:
            return value >= threshold;
        case comparison::less_than:
            return value < threshold;
        case comparison::at_most:
            return value <= threshold;
        case comparison::is:
            return value == threshold;
        case comparison::is_not:
            return value != threshold;
        case comparison::is_one_of:
            return false;
    }
    return false;
}

bool compare_values(const names& value, comparison how, const names& threshold) {
    const bool is_there =
        std::find(threshold.begin(), threshold.end(), value.at(0)) != threshold.end();
    return is_there == (how != comparison::is_not);
}

// Policies set amounts in one currency for customers of many.
std::optional<fact_value> threshold_for(const custom_condition& condition, const rule_view& view) {
    const auto* amount = std::get_if<money>(&condition.threshold);
    if (amount == nullptr) return condition.threshold;
    return known_amount(convert(*amount, view.account.unit, view.rates));
}

// Nothing where it is not known.
std::optional<condition_found> found_of(const custom_condition& condition, const rule_view& view) {
    auto value = fact_of(condition.fact, view);
    auto threshold = threshold_for(condition, view);
    if (!value || !threshold) return std::nullopt;
    const bool holds = compare(*value, condition.how, *threshold);
    return condition_found{
        {condition.fact, condition.how, std::move(*threshold)}, std::move(*value), holds};
}

}  // namespace

std::optional<fact_value> fact_of(custom_fact fact, const rule_view& view) {
    return fact_table.at(static_cast<std::size_t>(fact))(view);
}

bool compare(const fact_value& value, comparison how, const fact_value& threshold) {
    return std::visit(
        [&](const auto& found) {
            using unit = std::decay_t<decltype(found)>;
            return compare_values(found, how, std::get<unit>(threshold));
        },
        value);
}

std::vector<finding> custom_found(const rule_setting& setting, const rule_view& view) {
    finding made{{}, {}, setting.custom.name};
    for (const custom_condition& each : setting.custom.when) {
        auto found = found_of(each, view);
        if (!found || !found->holds) {
            if (!view.tell_content) return {};
            made.content = true;
        }
        if (found) {
            made.conditions.push_back(std::move(*found));
        } else {
            made.unknown.push_back(each);
        }
    }
    for (const condition_found& each : made.conditions) {
        const auto* amount = std::get_if<money>(&each.value);
        if (amount == nullptr) continue;
        made.value = *amount;
        made.threshold = std::get<money>(each.condition.threshold);
        break;
    }
    return {made};
}

}  // namespace creditgate
