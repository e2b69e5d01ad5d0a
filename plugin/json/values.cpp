// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/values.hpp"

#include "plugin/json/limit.hpp"
#include "plugin/json/object.hpp"

namespace creditgate {
namespace {

json buckets_json(const exposure& now) {
    json all = json::array();
    for (std::size_t i = 0; i < bucket_count; ++i) {
        const bucket_total& each = now.buckets[i];
        all.push_back(object_of("bucket", words<bucket>::list[i], "amount", money_json(each.amount),
                                "documents", each.documents, "included", each.included, "limit",
                                optional_money_json(each.limit)));
    }
    return all;
}

std::string band_label(const aging_band& band) {
    if (!band.from_day) return "not due";
    if (!band.to_day) return "over " + std::to_string(*band.from_day - 1);
    return std::to_string(*band.from_day) + "-" + std::to_string(*band.to_day);
}

json aging_json(const exposure& now) {
    json all = json::array();
    for (const aging_band& band : now.aging) {
        all.push_back(object_of("from_day", band.from_day ? json(*band.from_day) : json(nullptr),
                                "to_day", band.to_day ? json(*band.to_day) : json(nullptr), "label",
                                band_label(band), "amount", money_json(band.amount)));
    }
    return all;
}

json findings_json(const exposure& now, const policy& rules) {
    json all = json::array();
    for (const currency& each : now.currencies_without_rate) {
        all.push_back("amounts in " + std::string(each.code()) +
                      " are not counted: the ERP has no exchange rate for it");
    }
    if (const rule_setting* setting = find_rule(rules, rule::rate_stale)) {
        for (const fx_rate& each : stale_rates(now, setting->most_days)) {
            all.push_back("the last exchange rate of " + std::string(each.unit.code()) + " is of " +
                          format_date(each.valid_from));
        }
    }
    if (now.invoices_without_due_date > 0) {
        all.push_back(std::to_string(now.invoices_without_due_date) +
                      " open invoices have no due date and are counted as not due");
    }
    return all;
}

json utilisation_json(const credit_limit& limit, const exposure& now) {
    if (!limit.amount() || !limit.amount()->is_positive()) return nullptr;
    return percent_text(ratio_in_basis_points(now.total, *limit.amount()));
}

}  // namespace

json money_json(const money& value) {
    return object_of("amount", format_amount(value), "currency", value.unit().code());
}

json optional_money_json(const std::optional<money>& value) {
    return value ? money_json(*value) : json(nullptr);
}

json optional_date_json(const std::optional<date>& value) {
    return value ? json(format_date(*value)) : json(nullptr);
}

json figure_json(const figure& value) {
    if (const auto* amount = std::get_if<money>(&value)) return money_json(*amount);
    if (const auto* count = std::get_if<day_count>(&value)) return {{"days", count->days}};
    if (const auto* level = std::get_if<dunning_level>(&value)) return {{"level", level->value}};
    return nullptr;
}

json limit_json(const credit_limit& limit) {
    json made = {{"state", word(limit.state())}};
    if (limit.amount()) made["amount"] = money_json(*limit.amount());
    return made;
}

json invoices_json(const std::vector<open_invoice>& invoices) {
    json all = json::array();
    for (const open_invoice& each : invoices) {
        all.push_back({{"number", each.number},
                       {"due_date", optional_date_json(each.due_date)},
                       {"amount", money_json(each.amount)}});
    }
    return all;
}

json clearing_json(const clearing& ways) {
    return {{"pay", optional_money_json(ways.pay)},
            {"payment_suffices", ways.payment_suffices},
            {"invoices", invoices_json(ways.invoices)},
            {"more_invoices", ways.more_invoices},
            {"fits", optional_money_json(ways.fits)},
            {"ship_from", optional_date_json(ways.ship_from)}};
}

json rates_json(const exposure& now) {
    json all = json::array();
    for (const fx_rate& each : now.rates) {
        all.push_back(object_of("currency", each.unit.code(), "valid_from",
                                format_date(each.valid_from), "units_per_base",
                                format_scaled_rate(each.units_per_base_scaled)));
    }
    return all;
}

json available_json(const credit_limit& limit, const exposure& now) {
    return limit.amount() ? money_json(*limit.amount() - now.total) : json(nullptr);
}

json group_json(const credit_group& group, const exposure& now, const policy& rules) {
    return object_of("kind", word(group.kind), "name", group.name, "currency", group.unit.code(),
                     "limit", limit_json(group.limit), "exposure", money_json(now.total),
                     "available", available_json(group.limit, now), "findings",
                     findings_json(now, rules));
}

json groups_json(const std::vector<group_facts>& facts, const std::vector<exposure>& now,
                 const policy& rules) {
    json all = json::array();
    for (std::size_t i = 0; i < facts.size(); ++i) {
        all.push_back(group_json(facts[i].group, now.at(i), rules));
    }
    return all;
}

json credit_json(const credit_account& account, const exposure& now, std::string_view name,
                 const policy& rules) {
    json overdue = object_of("amount", money_json(now.overdue.amount), "items", now.overdue.items,
                             "oldest_due_date", optional_date_json(now.overdue.oldest_due_date),
                             "days", now.overdue.days);
    return object_of("company", account.company.value, "customer", account.customer.value,
                     "customer_name", name, "currency", account.unit.code(), "blocked",
                     account.blocked, "risk_class",
                     account.risk_class.empty() ? json() : json(account.risk_class), "rating_grade",
                     account.rating_grade.empty() ? json() : json(account.rating_grade), "limit",
                     limit_json(account.limit), "limit_terms", terms_json(account), "exposure",
                     money_json(now.total), "available", available_json(account.limit, now),
                     "utilisation_percent", utilisation_json(account.limit, now), "buckets",
                     buckets_json(now), "overdue", std::move(overdue), "aging", aging_json(now),
                     "rates", rates_json(now), "findings", findings_json(now, rules));
}

json error_json(const error_detail& detail) {
    json made = {{"code", detail.code}};
    if (!detail.field.empty()) made["field"] = detail.field;
    if (!detail.value.empty()) made["value"] = detail.value;
    made["message"] = detail.message;
    made["next"] = detail.next;
    return made;
}

std::string percent_text(std::int64_t basis) {
    const std::string sign = basis < 0 ? "-" : "";
    const std::int64_t size = basis < 0 ? -basis : basis;
    const std::string cents = std::to_string(size % 100);
    return sign + std::to_string(size / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
}

}  // namespace creditgate
