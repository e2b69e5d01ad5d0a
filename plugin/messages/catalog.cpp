// SPDX-License-Identifier: Apache-2.0
#include "plugin/messages/catalog.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "plugin/messages/embedded.hpp"

namespace creditgate {
namespace {

using texts = std::map<std::string, std::string, std::less<>>;
using languages = std::map<std::string, texts, std::less<>>;

const languages& all_languages() {
    static const languages loaded = [] {
        languages made;
        for (const embedded_messages& each : embedded_catalogs()) {
            made[std::string(each.language)] = nlohmann::json::parse(each.text).get<texts>();
        }
        return made;
    }();
    return loaded;
}

const std::string* find_text(std::string_view language, std::string_view key) {
    const auto catalog = all_languages().find(language);
    if (catalog == all_languages().end()) return nullptr;
    const auto found = catalog->second.find(key);
    return found == catalog->second.end() ? nullptr : &found->second;
}

std::string_view value_of(std::string_view name, const std::vector<message_value>& values) {
    for (const message_value& each : values) {
        if (each.first == name) return each.second;
    }
    return "?";
}

}  // namespace

std::string message_text(std::string_view language, std::string_view key,
                         const std::vector<message_value>& values) {
    const std::string* found = find_text(language, key);
    if (found == nullptr) found = find_text("en", key);
    if (found == nullptr) return std::string(key);
    std::string made;
    std::string_view rest = *found;
    // Values are put in once and never read again for placeholders: a customer may be called
    // "{amount}".
    while (true) {
        const auto open = rest.find('{');
        const auto close = rest.find('}', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        made.append(rest.substr(0, open));
        made.append(value_of(rest.substr(open + 1, close - open - 1), values));
        rest.remove_prefix(close + 1);
    }
    return made.append(rest);
}

}  // namespace creditgate
