// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/policy_changes.hpp"

#include <array>
#include <utility>

namespace creditgate {
namespace {

// The list and the member that names its elements.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> named_lists = {
    std::pair{"rules", "rule"}, std::pair{"buckets", "bucket"},
    std::pair{"exclusions", "exclusion"}};

json by_name(const json& list, const std::string& naming) {
    json all = json::object();
    for (json each : list) {
        std::string name = each.at(naming).get<std::string>();
        each.erase(naming);
        // A custom rule is another one than the next by its own name.
        if (each.contains("name")) name += "[" + each.at("name").get<std::string>() + "]";
        // A line for some is another one than the line for all.
        if (each.contains("scope") && !each.at("scope").is_null()) {
            for (const auto& [kind, whom] : each.at("scope").items()) {
                name += "[" + kind + " " +
                        (whom.is_string() ? whom.get<std::string>() : whom.dump()) + "]";
            }
        }
        each.erase("scope");
        all[name] = std::move(each);
    }
    return all;
}

json with_names(json document) {
    for (const auto& [list, naming] : named_lists) {
        const std::string name(list);
        if (document.contains(name)) {
            document[name] = by_name(document[name], std::string(naming));
        }
    }
    return document;
}

std::string inside(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + "." + name;
}

json member(const json& object, const std::string& name) {
    return object.is_object() && object.contains(name) ? object.at(name) : json();
}

// An amount is one thing: its currency does not change beside it.
bool goes_inside(const json& value) {
    return value.is_object() && !value.contains("currency");
}

void add_changes(json& changes, const std::string& path, const json& from, const json& to) {
    if (from == to) return;
    if (!(goes_inside(from) && goes_inside(to))) {
        changes.push_back({{"place", path}, {"from", from}, {"to", to}});
        return;
    }
    for (const auto& [name, value] : from.items()) {
        add_changes(changes, inside(path, name), value, member(to, name));
    }
    for (const auto& [name, value] : to.items()) {
        if (!from.contains(name)) add_changes(changes, inside(path, name), json(), value);
    }
}

}  // namespace

json policy_changes(const json& from, const json& to) {
    json changes = json::array();
    add_changes(changes, "", with_names(from), with_names(to));
    return changes;
}

}  // namespace creditgate
