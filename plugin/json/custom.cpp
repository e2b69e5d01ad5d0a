// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/custom.hpp"

#include <algorithm>

#include "plugin/json/rule_kinds.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

constexpr std::int64_t most_items = 1'000'000'000;

std::string listed(const json& all) {
    std::string text;
    for (const json& each : all) {
        text.append(text.empty() ? "" : ", ").append(each.get<std::string>());
    }
    return text;
}

comparison read_comparison(reader& document, custom_fact fact) {
    const auto how = document.one_of<comparison>("is");
    const fact_unit unit = unit_of(fact);
    if (compares(unit, how)) return how;
    const std::string allowed = listed(comparisons_of(unit));
    fail_field("bad_policy", document.path_of("is"), word(how),
               std::string(word(fact)) + " is in the unit " + std::string(word(unit)) +
                   ", which \"" + std::string(word(how)) + "\" does not compare",
               "compare it with one of " + allowed);
}

// A kind of document that there is not would never be found.
void require_kinds(const reader& document, std::string_view name,
                   const std::vector<std::string>& found) {
    for (const std::string& each : found) {
        if (from_word<document_kind>(each)) continue;
        fail_field("bad_policy", document.path_of(name), each,
                   "there is no kind of document \"" + each + "\"",
                   "name order, shipment or invoice");
    }
}

std::vector<std::string> read_words(reader& document, const custom_condition& of) {
    const bool is_list = of.how == comparison::is_one_of;
    const std::string_view name = is_list ? "words" : "word";
    auto found = is_list ? document.names(name) : std::vector{document.text(name)};
    if (of.fact == custom_fact::kind_of_document) require_kinds(document, name, found);
    return found;
}

fact_value read_threshold(reader& document, const custom_condition& of) {
    const fact_unit unit = unit_of(of.fact);
    const std::string_view name = word(unit);
    switch (unit) {
        case fact_unit::amount:
            return document.signed_amount(name);
        case fact_unit::days:
            return day_count{static_cast<int>(document.required_integer(name, 0, most_days))};
        case fact_unit::items:
            return item_count{document.required_integer(name, 0, most_items)};
        case fact_unit::level:
            return dunning_level{
                static_cast<int>(document.required_integer(name, 0, highest_level))};
        case fact_unit::percent:
            return ratio{document.required_integer(name, 0, most_percent), 100};
        case fact_unit::day:
            return document.day(name);
        case fact_unit::word:
            return read_words(document, of);
        case fact_unit::flag:
            return document.required_flag(name);
    }
    __builtin_unreachable();
}

custom_condition read_condition(reader& document) {
    const auto fact = document.one_of<custom_fact>("fact");
    custom_condition made{fact, read_comparison(document, fact), false};
    made.threshold = read_threshold(document, made);
    document.done();
    return made;
}

json value_json(const money& value) {
    return money_json(value);
}
json value_json(const day_count& value) {
    return {{"days", value.days}};
}
json value_json(const item_count& value) {
    return {{"items", value.items}};
}
json value_json(const dunning_level& value) {
    return {{"level", value.value}};
}
json value_json(const ratio& value) {
    if (value.whole == 0) return {{"percent", nullptr}};
    return {{"percent", percent_text(basis_points_down(value))}};
}
json value_json(const date& value) {
    return {{"date", format_date(value)}};
}
json value_json(const std::vector<std::string>& value) {
    return {{"words", value}};
}
json value_json(bool value) {
    return {{"flag", value}};
}

// As it was told, to the hundredth.
ratio stored_percent(const json& percent) {
    if (percent.is_null()) return {1, 0};
    auto text = percent.get<std::string>();
    std::erase(text, '.');
    return {std::stoll(text), 10'000};
}

fact_value stored_value(fact_unit unit, const json& value) {
    switch (unit) {
        case fact_unit::amount:
            return parse_money(value.at("amount").get<std::string>(),
                               value.at("currency").get<std::string>(), "record");
        case fact_unit::days:
            return day_count{value.at("days").get<int>()};
        case fact_unit::items:
            return item_count{value.at("items").get<std::int64_t>()};
        case fact_unit::level:
            return dunning_level{value.at("level").get<int>()};
        case fact_unit::percent:
            return stored_percent(value.at("percent"));
        case fact_unit::day:
            return parse_date(value.at("date").get<std::string>()).value();
        case fact_unit::word:
            return value.at("words").get<std::vector<std::string>>();
        case fact_unit::flag:
            return value.at("flag").get<bool>();
    }
    __builtin_unreachable();
}

json any_value_json(const fact_value& value) {
    return std::visit([](const auto& found) { return value_json(found); }, value);
}

// On the side of the threshold on which it is.
json found_json(const condition_found& found) {
    const auto* share = std::get_if<ratio>(&found.value);
    const comparison how = found.condition.how;
    const bool is_above = (how == comparison::more_than && found.holds) ||
                          (how == comparison::at_most && !found.holds);
    if (share == nullptr || share->whole == 0 || !is_above) return any_value_json(found.value);
    return {{"percent", percent_text(basis_points_up(*share))}};
}

}  // namespace

json comparisons_of(fact_unit unit) {
    json all = json::array();
    for (std::size_t i = 0; i < comparison_count; ++i) {
        if (compares(unit, static_cast<comparison>(i))) all.push_back(words<comparison>::list[i]);
    }
    return all;
}

std::vector<custom_condition> read_conditions(reader& document, std::string_view name) {
    std::vector<reader> listed_there = document.required_objects(name);
    if (listed_there.empty() || listed_there.size() > most_conditions) {
        const std::string count = std::to_string(listed_there.size());
        fail_field(
            "bad_policy", document.path_of(name), count,
            "found " + count + " conditions, expected 1 to " + std::to_string(most_conditions),
            "name the conditions that all have to hold");
    }
    std::vector<custom_condition> all;
    for (reader& each : listed_there) all.push_back(read_condition(each));
    return all;
}

json conditions_json(const std::vector<condition_found>& all) {
    json made = json::array();
    for (const condition_found& each : all) {
        made.push_back({{"fact", word(each.condition.fact)},
                        {"is", word(each.condition.how)},
                        {"value", found_json(each)},
                        {"threshold", any_value_json(each.condition.threshold)}});
    }
    return made;
}

std::vector<condition_found> stored_conditions(const json& reason) {
    std::vector<condition_found> all;
    if (!reason.contains("conditions")) return all;
    for (const json& each : reason.at("conditions")) {
        const auto fact = from_word<custom_fact>(each.at("fact").get<std::string>()).value();
        const auto how = from_word<comparison>(each.at("is").get<std::string>()).value();
        all.push_back({{fact, how, stored_value(unit_of(fact), each.at("threshold"))},
                       stored_value(unit_of(fact), each.at("value"))});
    }
    return all;
}

}  // namespace creditgate
