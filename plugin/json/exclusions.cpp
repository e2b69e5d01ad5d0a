// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/exclusions.hpp"

#include <algorithm>

#include "plugin/json/scope.hpp"

namespace creditgate {
namespace {

void read_term(reader& document, const rule_term& term, exclusion_setting& setting) {
    switch (term.in) {
        case rule_term::unit::names:
            setting.names = document.names(term.name);
            return;
        case rule_term::unit::percent:
            // Nothing paid in advance is no advance payment.
            setting.share = {static_cast<std::int32_t>(
                100 * document.integer(term.name, 1, 100, term.otherwise))};
            return;
        case rule_term::unit::amount:
            setting.amount = document.amount(term.name);
            return;
        case rule_term::unit::days:
        case rule_term::unit::level:
        case rule_term::unit::name:
        case rule_term::unit::flag:
        case rule_term::unit::conditions:
        case rule_term::unit::none:
            return;
    }
}

// Absent: every checkpoint; an empty list is none.
void read_places(reader& document, exclusion_setting& setting) {
    setting.at_checkpoint.fill(!document.has("at"));
    for (const checkpoint each : document.some_of<checkpoint>("at")) {
        setting.at_checkpoint[static_cast<std::size_t>(each)] = true;
    }
}

exclusion_setting read_exclusion(reader& document) {
    exclusion_setting setting{.kind = document.one_of<exclusion>("exclusion")};
    if (setting.kind == exclusion::returned) {
        fail_field("bad_policy", document.path_of("exclusion"), word(setting.kind),
                   "returns and credit notes are never held, whatever the policy says",
                   "leave this line out");
    }
    read_places(document, setting);
    read_term(document, exclusion_kinds[static_cast<std::size_t>(setting.kind)].term, setting);
    setting.even_blocked = document.flag("even_blocked", false);
    setting.whom = read_scope(document);
    document.done();
    return setting;
}

}  // namespace

std::vector<exclusion_setting> read_exclusions(reader& document) {
    std::vector<exclusion_setting> all;
    for (reader& each : document.objects("exclusions")) {
        const exclusion_setting setting = read_exclusion(each);
        const bool is_twice =
            std::any_of(all.begin(), all.end(), [&](const exclusion_setting& other) {
                return other.kind == setting.kind && other.whom == setting.whom;
            });
        if (is_twice) {
            const std::string whom = scope_name(setting.whom);
            fail_field("duplicate_rule", each.path_of("exclusion"), word(setting.kind),
                       "the exclusion " + std::string(word(setting.kind)) + " is set twice" +
                           (whom.empty() ? "" : " for " + whom),
                       "set each exclusion once for a scope");
        }
        all.push_back(setting);
    }
    return all;
}

}  // namespace creditgate
