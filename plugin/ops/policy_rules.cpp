// SPDX-License-Identifier: Apache-2.0
//
// The rules that a policy may have, for people who choose them.
#include "plugin/json/rule_kinds.hpp"
#include "plugin/messages/catalog.hpp"
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
        case rule_term::unit::amount:
            return "amount";
        case rule_term::unit::names:
            return "names";
        case rule_term::unit::none:
            break;
    }
    return "";
}

json terms_json(const rule_kind& kind) {
    json all = json::array();
    for (const rule_term& term : kind.terms) {
        if (term.in == rule_term::unit::none) continue;
        const bool is_said =
            term.in == rule_term::unit::amount || term.in == rule_term::unit::names;
        all.push_back({{"name", term.name},
                       {"unit", unit_name(term.in)},
                       {"otherwise", is_said ? json() : json(term.otherwise)}});
    }
    return all;
}

// With the names of its terms, which a person fills in.
std::string sentence_of(const rule_kind& kind, std::string_view language) {
    std::vector<message_value> values;
    for (const rule_term& term : kind.terms) {
        if (term.in == rule_term::unit::none) continue;
        values.emplace_back(term.name, "{" + std::string(term.name) + "}");
    }
    return message_text(language, "rule." + std::string(word(kind.kind)), values);
}

json facts_json(const rule_kind& kind) {
    json all = json::array();
    for (const std::string_view fact : kind.facts) {
        if (!fact.empty()) all.push_back(fact);
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
                       {"sentence", sentence_of(kind, language)},
                       {"terms", terms_json(kind)},
                       {"facts", facts_json(kind)},
                       {"checkpoints", all_words<checkpoint>()},
                       {"outcomes", all_words<outcome>()},
                       {"scopes", all_words<scope_kind>()}});
    }
    return {{"rules", all}};
}

}  // namespace creditgate
