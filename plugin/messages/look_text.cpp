// SPDX-License-Identifier: Apache-2.0
#include "plugin/messages/look_text.hpp"

#include "plugin/messages/catalog.hpp"
#include "plugin/messages/custom_text.hpp"
#include "plugin/messages/explain.hpp"

namespace creditgate {
namespace {

std::string figure_with_unit(const figure& value, std::string_view language) {
    if (const auto* amount = std::get_if<money>(&value)) return format_for_people(*amount);
    if (const auto* count = std::get_if<day_count>(&value)) {
        return message_text(language, "condition.unit.days",
                            {{"value", std::to_string(count->days)}});
    }
    if (const auto* level = std::get_if<dunning_level>(&value)) {
        return std::to_string(level->value);
    }
    return "";
}

}  // namespace

std::string value_text(const rule_look& look, std::string_view language) {
    const finding& what = look.what;
    if (look.line.kind == rule::custom) {
        return looked_text(what.conditions, what.unknown, language);
    }
    const std::string about = subject_text(what.about, language);
    const std::string value = figure_with_unit(what.value, language);
    if (about.empty() || value.empty()) return about + value;
    return message_text(language, "look.about", {{"about", about}, {"value", value}});
}

std::string threshold_text(const rule_look& look, std::string_view language) {
    if (look.line.kind == rule::custom) return "";
    return figure_with_unit(look.what.threshold, language);
}

}  // namespace creditgate
