// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "plugin/json/reader.hpp"

namespace creditgate {

inline void add_members(json::object_t& /*into*/) {}

template <class Value, class... Rest>
void add_members(json::object_t& into, const char* name, Value&& value, Rest&&... rest) {
    into.emplace_back(name, json(std::forward<Value>(value)));
    add_members(into, std::forward<Rest>(rest)...);
}

// An object of names and values in turn: object_of("days", 12). What json's own braces do, without
// the lists of lists that they make and copy on the way: a check writes some 300 members.
template <class... Members>
json object_of(Members&&... members) {
    constexpr std::size_t later = 2;  // members that come when the rest is there: no copying then
    json::object_t made;
    made.reserve(sizeof...(members) / 2 + later);
    add_members(made, std::forward<Members>(members)...);
    return json(std::move(made));
}

}  // namespace creditgate
