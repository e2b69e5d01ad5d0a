// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/scope.hpp"

namespace creditgate {
namespace {

bool is_named(scope_kind kind) {
    return kind == scope_kind::risk_class || kind == scope_kind::group;
}

}  // namespace

scope read_scope(reader& line) {
    auto members = line.optional_object("scope");
    if (!members) return {};
    scope whom;
    for (std::size_t i = 1; i < scope_kind_count; ++i) {
        const auto kind = static_cast<scope_kind>(i);
        if (!members->has(word(kind))) continue;
        if (whom.kind != scope_kind::all) {
            fail_field("bad_policy", line.path_of("scope"), word(kind),
                       "a scope is one of customer, group, risk_class and company, found two",
                       "make two lines of it");
        }
        whom.kind = kind;
        if (is_named(kind)) {
            whom.name = members->text(word(kind), kind == scope_kind::group ? 200 : 20);
        } else {
            whom.id = members->id(word(kind));
        }
    }
    members->done();
    if (whom.kind == scope_kind::all) {
        fail_field("bad_policy", line.path_of("scope"), "",
                   "a scope is one of customer, group, risk_class and company, found none",
                   "leave \"scope\" out for a line that is for all");
    }
    return whom;
}

json scope_json(const scope& whom) {
    if (whom.kind == scope_kind::all) return nullptr;
    const json value = is_named(whom.kind) ? json(whom.name) : json(whom.id);
    return {{std::string(word(whom.kind)), value}};
}

std::string scope_name(const scope& whom) {
    if (whom.kind == scope_kind::all) return "";
    return std::string(word(whom.kind)) + " " +
           (is_named(whom.kind) ? whom.name : std::to_string(whom.id));
}

}  // namespace creditgate
