// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/shape.hpp"

#include <utility>

#include "core/result/error.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {
namespace {

constexpr int deepest = 50;
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_path = 200;

// No field has such a name, and an answer that repeats it would be as long as the message.
void refuse_long(const std::string& name) {
    if (name.size() <= longest_name) return;
    const std::string beginning = shortened(name, longest_name) + "...";
    fail_field("unknown_field", beginning, std::to_string(name.size()) + " bytes",
               "\"" + beginning + "\" is not a field of any op",
               "remove it, or see the JSON Schema of this op for its name");
}

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
    if (name.find('\0') != std::string::npos) {
        fail_field("bad_text", "", "", "the name of a member holds a NUL character", "remove it");
    }
    refuse_long(name);
    object& here = open_.back();
    here.last = name;
    if (here.names.insert(name).second) return;
    std::string path;
    for (const object& each : open_) path += (path.empty() ? "" : ".") + each.last;
    path = shortened(std::move(path), longest_path);
    fail_field("bad_json", path, "", "the member \"" + path + "\" stands twice",
               "send each member once");
}

}  // namespace creditgate
