// SPDX-License-Identifier: Apache-2.0
//
// The rules that a policy may have, for people who choose them.
#include "plugin/json/custom.hpp"
#include "plugin/json/exclusions.hpp"
#include "plugin/json/rule_kinds.hpp"
#include "plugin/messages/catalog.hpp"
#include "plugin/messages/custom_text.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

template <class Enum>
json all_words() {
    json all = json::array();
    for (const std::string_view each : words<Enum>::list) all.push_back(each);
    return all;
}

std::string_view unit_name(rule_term::unit in) {
    switch (in) {
        case rule_term::unit::percent:
            return "percent";
        case rule_term::unit::days:
            return "days";
        case rule_term::unit::level:
            return "level";
        case rule_term::unit::amount:
            return "amount";
        case rule_term::unit::names:
            return "names";
        case rule_term::unit::name:
            return "name";
        case rule_term::unit::flag:
            return "flag";
        case rule_term::unit::conditions:
            return "conditions";
        case rule_term::unit::none:
            break;
    }
    return "";
}

// Null where the line has to say it.
json otherwise_json(const rule_term& term) {
    switch (term.in) {
        case rule_term::unit::amount:
        case rule_term::unit::name:
        case rule_term::unit::names:
        case rule_term::unit::conditions:
        case rule_term::unit::none:
            return nullptr;
        case rule_term::unit::flag:
            return term.otherwise != 0;
        case rule_term::unit::percent:
        case rule_term::unit::days:
        case rule_term::unit::level:
            break;
    }
    return term.otherwise;
}

template <class Terms>
json terms_json(const Terms& terms) {
    json all = json::array();
    for (const rule_term& term : terms) {
        if (term.in == rule_term::unit::none) continue;
        all.push_back({{"name", term.name},
                       {"unit", unit_name(term.in)},
                       {"otherwise", otherwise_json(term)}});
    }
    return all;
}

// With the names of its terms, which a person fills in.
template <class Terms>
std::string sentence_of(const std::string& key, const Terms& terms, std::string_view language) {
    std::vector<message_value> values;
    for (const rule_term& term : terms) {
        if (term.in == rule_term::unit::none) continue;
        values.emplace_back(term.name, "{" + std::string(term.name) + "}");
    }
    return message_text(language, key, values);
}

json facts_json(const rule_kind& kind) {
    if (kind.kind == rule::custom) return all_words<custom_fact>();
    json all = json::array();
    for (const std::string_view fact : kind.facts) {
        if (!fact.empty()) all.push_back(fact);
    }
    return all;
}

json exclusions_json(std::string_view language) {
    json all = json::array();
    for (const exclusion_kind& kind : exclusion_kinds) {
        const std::string name(word(kind.kind));
        const std::array terms{kind.term};
        all.push_back({{"exclusion", name},
                       {"sentence", sentence_of("exclusion." + name, terms, language)},
                       {"terms", terms_json(terms)},
                       {"facts", json::array({kind.fact})},
                       {"always", kind.kind == exclusion::returned},
                       {"checkpoints", all_words<checkpoint>()},
                       {"scopes", all_words<scope_kind>()}});
    }
    return all;
}

}  // namespace

json op_policy_rules(op_context& context, reader& request) {
    const std::string language = read_language(request, context);
    request.done();
    json all = json::array();
    for (const rule_kind& kind : rule_kinds) {
        all.push_back({{"rule", word(kind.kind)},
                       {"sentence",
                        sentence_of("rule." + std::string(word(kind.kind)), kind.terms, language)},
                       {"terms", terms_json(kind.terms)},
                       {"facts", facts_json(kind)},
                       {"checkpoints", all_words<checkpoint>()},
                       {"outcomes", all_words<outcome>()},
                       {"scopes", all_words<scope_kind>()}});
        if (kind.kind == rule::custom) all.back()["conditions"] = condition_words(language);
    }
    return {{"rules", all}, {"exclusions", exclusions_json(language)}};
}

}  // namespace creditgate
