// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/difference.hpp"

#include <algorithm>

namespace creditgate {
namespace {

using found_difference = std::optional<json_difference>;

json member(const json& object, const std::string& name) {
    return object.contains(name) ? object.at(name) : json();
}

std::string inside(const std::string& place, const std::string& name) {
    return place.empty() ? name : place + "." + name;
}

found_difference in_objects(const json& first, const json& second, const std::string& place,
                            const chooses_members& counts) {
    for (const auto& [name, value] : first.items()) {
        auto found = first_difference(value, member(second, name), inside(place, name), counts);
        if (found) return found;
    }
    for (const auto& [name, value] : second.items()) {
        if (first.contains(name)) continue;
        auto found = first_difference(json(), value, inside(place, name), counts);
        if (found) return found;
    }
    return std::nullopt;
}

found_difference in_lists(const json& first, const json& second, const std::string& place,
                          const chooses_members& counts) {
    const auto element = [](const json& list, std::size_t at) {
        return at < list.size() ? list.at(at) : json();
    };
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        auto found = first_difference(element(first, i), element(second, i),
                                      place + "[" + std::to_string(i) + "]", counts);
        if (found) return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<json_difference> first_difference(const json& first, const json& second,
                                                const std::string& place,
                                                const chooses_members& counts) {
    if (first.is_object() && second.is_object()) return in_objects(first, second, place, counts);
    if (first.is_array() && second.is_array()) return in_lists(first, second, place, counts);
    if (first == second) return std::nullopt;
    const std::string name = place.substr(place.rfind('.') + 1);
    if (!counts(name, first) && !counts(name, second)) return std::nullopt;
    return json_difference{place, first, second};
}

}  // namespace creditgate
