// SPDX-License-Identifier: Apache-2.0
#include "tests/core/given.hpp"

#include <utility>

#include "core/archive/custom_words.hpp"

namespace creditgate::given {
namespace {

std::string text_of(const money& value) {
    return format_amount(value) + " " + std::string(value.unit().code());
}

std::string text_of(const figure& value) {
    if (const auto* found = std::get_if<money>(&value)) return text_of(*found);
    if (const auto* found = std::get_if<day_count>(&value)) {
        return std::to_string(found->days) + " days";
    }
    if (const auto* found = std::get_if<dunning_level>(&value)) {
        return "level " + std::to_string(found->value);
    }
    return "";
}

std::string text_of(const reason& why) {
    std::string text = std::string(word(why.effect)) + " " + std::string(word(why.kind));
    if (const auto* name = std::get_if<std::string>(&why.about)) text.append(" ").append(*name);
    if (std::holds_alternative<std::monostate>(why.value)) return text;
    if (const auto* which = std::get_if<bucket>(&why.about)) {
        text.append(" ").append(word(*which));
    }
    if (const auto* about = std::get_if<currency>(&why.about)) {
        text.append(" ").append(about->code());
    }
    const auto* value = std::get_if<day_count>(&why.value);
    const bool is_less = value != nullptr && *value < std::get<day_count>(why.threshold);
    return text + " " + text_of(why.value) + (is_less ? " < " : " > ") + text_of(why.threshold);
}

}  // namespace

currency unit(std::string_view code) {
    return currency::find(code).value();
}

money amount(std::string_view value, std::string_view code) {
    return parse_money(value, code, "given");
}

money eur(std::string_view value) {
    return amount(value, "EUR");
}

date day(std::string_view text) {
    return parse_date(text).value();
}

fx_rate rate(std::string_view code, std::string_view units_per_base, std::string_view valid_from) {
    return {unit(code), parse_scaled_rate(units_per_base).value(), day(valid_from)};
}

exposure_line orders(money amount) {
    return line(exposure_source::open_order, amount);
}

exposure_line invoice(money amount, std::string_view due_date) {
    return {exposure_source::invoice, amount, day(due_date), 1};
}

exposure_line line(exposure_source source, money amount) {
    return {source, amount, std::nullopt, 1};
}

exposure_line orders_to_ship(money amount, std::string_view ship_date) {
    return {exposure_source::open_order, amount, day(ship_date), 1};
}

custom_condition condition(std::string_view fact, std::string_view how, fact_value threshold) {
    return {from_word<custom_fact>(fact).value(), from_word<comparison>(how).value(),
            std::move(threshold)};
}

rule_setting custom_line(std::string name, std::vector<custom_condition> when) {
    rule_setting line = rule_of(rule::custom, outcome::hold);
    line.custom = {std::move(name), std::move(when)};
    return line;
}

bucket_setting& setting_of(policy& rules, bucket which) {
    return rules.buckets.settings[static_cast<std::size_t>(which)];
}

rule_setting rule_of(rule kind, outcome effect) {
    rule_setting setting{kind};
    setting.at_checkpoint.fill(effect);
    return setting;
}

rule_setting limit_rule(outcome effect, std::int32_t basis_points_of_limit) {
    rule_setting setting = rule_of(rule::limit, effect);
    setting.threshold_share = {basis_points_of_limit};
    return setting;
}

rule_setting days_overdue_rule(outcome effect, int grace) {
    rule_setting setting = rule_of(rule::days_overdue, effect);
    setting.most_days = {grace};
    return setting;
}

rule_setting overdue_amount_rule(outcome effect, money threshold) {
    rule_setting setting = rule_of(rule::overdue_amount, effect);
    setting.threshold_money = threshold;
    return setting;
}

rule_setting document_value_rule(outcome effect, money threshold) {
    rule_setting setting = rule_of(rule::document_value, effect);
    setting.threshold_money = threshold;
    return setting;
}

question order_of(money amount) {
    check_event event{.amount = amount};
    event.company = {1};
    event.customer = {42};
    event.document = {document_kind::order, 17};
    event.document_number = "SO-17";
    event.business_date = day("2026-11-24");
    event.user = {"ann", {role::clerk}};
    const credit_account account{1,    {1}, {42}, unit("EUR"), credit_limit::of(eur("5000.00")),
                                 false};
    return {event, {account, {}, {}, {}, std::nullopt}, {1, "test", {}}};
}

decision answer(const question& asked) {
    return decide(asked.event, asked.facts, asked.rules);
}

std::string told(const decision& made) {
    std::string text(word(made.result));
    if (made.by_release_of_hold) {
        text += " by release of hold " + std::to_string(*made.by_release_of_hold);
    }
    std::string reasons;
    for (const reason& why : made.reasons) reasons += (reasons.empty() ? "" : "; ") + text_of(why);
    return reasons.empty() ? text : text + " [" + reasons + "]";
}

std::string told(const question& asked) {
    return told(answer(asked));
}

clearing ways_of(const question& asked, const std::vector<open_invoice>& invoices) {
    return ways_to_clear(answer(asked), asked.event, asked.facts, asked.rules, {invoices});
}

std::string told(const clearing& ways) {
    std::string text;
    if (ways.pay) {
        text = "pay " + text_of(*ways.pay);
        if (!ways.invoices.empty()) text += " for";
        for (const open_invoice& each : ways.invoices) text += " " + each.number;
        text += ways.payment_suffices ? ", which suffices" : ", which does not suffice";
    }
    if (ways.ship_from) {
        text += (text.empty() ? "ship from " : "; ship from ") + format_date(*ways.ship_from);
    }
    if (ways.fits) text += (text.empty() ? "fits " : "; fits ") + text_of(*ways.fits);
    return text.empty() ? "nothing" : text;
}

std::string told(const bucket_total& total) {
    return text_of(total.amount) + " (" + std::to_string(total.documents) + ")";
}

}  // namespace creditgate::given
