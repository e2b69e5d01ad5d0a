// SPDX-License-Identifier: Apache-2.0
#include "plugin/messages/custom_text.hpp"

#include <algorithm>

#include "plugin/json/custom.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/catalog.hpp"

namespace creditgate {
namespace {

using text_list = std::vector<std::string>;

constexpr std::size_t longest = 2'000;

// Of a fact that has a closed list of words; those of other facts are the firm's own.
text_list words_of(custom_fact fact) {
    if (unit_of(fact) == fact_unit::flag) return {"true", "false"};
    if (fact != custom_fact::kind_of_document) return {};
    const auto& kinds = words<document_kind>::list;
    return {kinds.begin(), kinds.end()};
}

std::string word_text(custom_fact fact, const std::string& found, std::string_view language) {
    const text_list known = words_of(fact);
    if (std::find(known.begin(), known.end(), found) == known.end()) return found;
    const bool is_kind = fact == custom_fact::kind_of_document;
    return message_text(language, (is_kind ? "kind." : "condition.") + found, {});
}

std::string words_text(custom_fact fact, const text_list& found, std::string_view language) {
    std::string all;
    for (const std::string& each : found) {
        all.append(all.empty() ? "" : ", ").append(word_text(fact, each, language));
    }
    return all;
}

std::string bare_text(custom_fact fact, const json& value, std::string_view language) {
    if (value.is_array()) return words_text(fact, value.get<text_list>(), language);
    if (value.is_boolean()) return word_text(fact, value.get<bool>() ? "true" : "false", language);
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string unit_key(custom_fact fact) {
    return "condition.unit." + std::string(word(unit_of(fact)));
}

// `figure` is a value as a record keeps it.
std::string figure_text(custom_fact fact, const json& figure, std::string_view language) {
    const json& value = figure.begin().value();
    if (value.is_null()) return message_text(language, "condition.of_nothing", {});
    if (unit_of(fact) == fact_unit::amount) {
        return format_for_people(parse_money(value.get<std::string>(),
                                             figure.at("currency").get<std::string>(), "record"));
    }
    return message_text(language, unit_key(fact), {{"value", bare_text(fact, value, language)}});
}

std::string fact_text(custom_fact fact, std::string_view language) {
    constexpr std::string_view before_buckets = "exposure.";
    const std::string name(word(fact));
    if (!is_bucket(fact)) return message_text(language, "fact." + name, {});
    return message_text(language, "bucket." + name.substr(before_buckets.size()), {});
}

// "the ship date: less than 2026-12-01".
std::string says_text(const condition_found& each, const json& told, std::string_view language) {
    const custom_fact fact = each.condition.fact;
    return message_text(language, "condition.says." + std::string(word(each.condition.how)),
                        {{"fact", fact_text(fact, language)},
                         {"threshold", figure_text(fact, told.at("threshold"), language)}});
}

json words_json(custom_fact fact, std::string_view language) {
    json all = json::array();
    for (const std::string& each : words_of(fact)) {
        all.push_back({{"word", each}, {"text", word_text(fact, each, language)}});
    }
    return all;
}

json facts_json(std::string_view language) {
    json all = json::array();
    for (std::size_t i = 0; i < custom_fact_count; ++i) {
        const auto fact = static_cast<custom_fact>(i);
        all.push_back({{"fact", word(fact)},
                       {"text", fact_text(fact, language)},
                       {"unit", word(unit_of(fact))},
                       {"comparisons", comparisons_of(unit_of(fact))},
                       {"value", message_text(language, unit_key(fact), {{"value", "{value}"}})},
                       {"words", words_json(fact, language)}});
    }
    return all;
}

json sentences_json(std::string_view language) {
    json all = json::array();
    for (const std::string_view how : words<comparison>::list) {
        all.push_back(
            {{"comparison", how},
             {"sentence", message_text(language, "condition.says." + std::string(how),
                                       {{"fact", "{fact}"}, {"threshold", "{threshold}"}})}});
    }
    return all;
}

}  // namespace

std::string conditions_text(const std::vector<condition_found>& all, std::string_view language) {
    std::string text;
    const json told = conditions_json(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const custom_fact fact = all[i].condition.fact;
        if (!text.empty()) text += message_text(language, "condition.and", {});
        text += message_text(language, "condition.found." + std::string(word(all[i].condition.how)),
                             {{"fact", fact_text(fact, language)},
                              {"value", figure_text(fact, told[i].at("value"), language)},
                              {"threshold", figure_text(fact, told[i].at("threshold"), language)}});
    }
    return shortened(std::move(text), longest);
}

std::string looked_text(const std::vector<condition_found>& found,
                        const std::vector<custom_condition>& unknown, std::string_view language) {
    std::string text;
    const auto add_line = [&](const std::string& line) {
        text.append(text.empty() ? "" : "\n").append(line);
    };
    const json told = conditions_json(found);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const json& value = told[i].at("value");
        add_line(message_text(language,
                              found[i].holds ? "condition.looked.yes" : "condition.looked.no",
                              {{"condition", says_text(found[i], told[i], language)},
                               {"value", figure_text(found[i].condition.fact, value, language)}}));
    }
    for (const custom_condition& each : unknown) {
        const condition_found asked{each, each.threshold};
        add_line(
            message_text(language, "condition.looked.unknown",
                         {{"condition", says_text(asked, conditions_json({asked})[0], language)}}));
    }
    return shortened(std::move(text), longest);
}

json condition_words(std::string_view language) {
    return {{"facts", facts_json(language)}, {"comparisons", sentences_json(language)}};
}

}  // namespace creditgate
