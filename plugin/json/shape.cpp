// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/shape.hpp"

#include "core/result/error.hpp"

namespace creditgate {
namespace {

constexpr int deepest = 50;

}  // namespace

void refuse_deep(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '}' || c == ']') --depth;
        if (c != '{' && c != '[') continue;
        if (++depth <= deepest) continue;
        const std::string place = "byte " + std::to_string(i + 1);
        fail_field("bad_json", "", place,
                   "the message is nested more than " + std::to_string(deepest) +
                       " levels deep at " + place,
                   "send an object as the JSON Schema of this op has it");
    }
}

void member_names::member(const std::string& name) {
    object& here = open_.back();
    here.last = name;
    if (here.names.insert(name).second) return;
    std::string path;
    for (const object& each : open_) path += (path.empty() ? "" : ".") + each.last;
    fail_field("bad_json", path, "", "the member \"" + path + "\" stands twice",
               "send each member once");
}

}  // namespace creditgate
