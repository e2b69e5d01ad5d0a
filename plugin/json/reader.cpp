// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "plugin/json/shape.hpp"

namespace creditgate {
namespace {

constexpr std::size_t longest_message = std::size_t{1} << 20;

// The value as the caller sent it, short enough for an error text.
std::string shown(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    constexpr std::size_t longest = 120;
    if (text.size() <= longest) return text;
    return shortened(std::move(text), longest) + "...";
}

json parse_strictly(std::string_view text) {
    using event = json::parse_event_t;
    member_names names;
    return json::parse(text, [&](int /*depth*/, event what, json& value) {
        if (what == event::object_start) names.object_begins();
        if (what == event::object_end) names.object_ends();
        if (what == event::key) names.member(value.get_ref<const std::string&>());
        return true;
    });
}

}  // namespace

std::string shortened(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    text.resize(cut);
    return text;
}

json parse_message(std::string_view text) {
    if (text.size() > longest_message) {
        fail_field("message_too_large", "", std::to_string(text.size()) + " bytes",
                   "the message has " + std::to_string(text.size()) + " bytes, at most " +
                       std::to_string(longest_message) + " are taken",
                   "send one document a message");
    }
    refuse_deep(text);
    try {
        json parsed = parse_strictly(text);
        if (!parsed.is_object()) {
            fail_field("bad_json", "", shown(parsed), "the message is not a JSON object",
                       "send an object such as {\"op\": \"ping\"}");
        }
        return parsed;
    } catch (const json::parse_error& error) {
        const bool utf8 = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
        fail_field(utf8 ? "bad_text" : "bad_json", "", "byte " + std::to_string(error.byte),
                   utf8 ? "the message is not UTF-8 at byte " + std::to_string(error.byte)
                        : "the message is not JSON at byte " + std::to_string(error.byte),
                   utf8 ? "send UTF-8" : "check the message with a JSON tool");
    } catch (const json::out_of_range&) {
        fail_field("bad_json", "", "", "the message holds a number beyond all that can be read",
                   "send amounts as text, and ids of at most 9223372036854775807");
    }
}

std::string valid_text(const std::string& text) {
    return json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace))
        .get<std::string>();
}

reader::reader(const json& object, std::string path, values how)
    : object_(&object), path_(std::move(path)), how_(how) {
    if (object.is_object()) return;
    fail_field("bad_type", path_, told(path_, object),
               "found " + told(path_, object) + ", expected an object",
               "see the JSON Schema of this op");
}

std::string reader::told(std::string_view name, const json& value) const {
    const bool secret = name.find("password") != std::string_view::npos;
    return secret || how_ == values::hidden ? "something else" : shown(value);
}

std::string reader::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

const json* reader::find(std::string_view name) {
    asked_.emplace_back(name);
    const auto found = object_->find(std::string(name));
    if (found == object_->end() || found->is_null()) return nullptr;
    return &*found;
}

const json& reader::require(std::string_view name) {
    if (const json* found = find(name)) return *found;
    fail_field("missing_field", path_of(name), "", "\"" + path_of(name) + "\" is missing",
               "send it; see the JSON Schema of this op");
}

bool reader::has(std::string_view name) {
    return find(name) != nullptr;
}

void reader::bad_type(std::string_view name, const json& found, std::string_view expected) const {
    fail_field("bad_type", path_of(name), told(name, found),
               "found " + told(name, found) + ", expected " + std::string(expected),
               "see the JSON Schema of this op");
}

void reader::bad_word(std::string_view name, const std::string& found,
                      const std::string& expected) const {
    fail_field("unknown_word", path_of(name), found,
               "found \"" + found + "\", expected one of " + expected, "send one of these words");
}

std::string reader::checked_text(std::string_view name, const json& found,
                                 std::size_t longest) const {
    if (!found.is_string()) bad_type(name, found, "text");
    auto value = found.get<std::string>();
    if (value.find('\0') != std::string::npos) {
        fail_field("bad_text", path_of(name), told(name, found), "the text holds a NUL character",
                   "remove it");
    }
    if (value.size() > longest) {
        fail_field("text_too_long", path_of(name), told(name, found),
                   "found " + std::to_string(value.size()) + " bytes, expected at most " +
                       std::to_string(longest),
                   "shorten it");
    }
    return value;
}

std::string reader::text(std::string_view name, std::size_t longest) {
    std::string value = checked_text(name, require(name), longest);
    if (value.empty()) {
        fail_field("missing_field", path_of(name), "", "\"" + path_of(name) + "\" is empty",
                   "send a text of at least one character");
    }
    return value;
}

std::optional<std::string> reader::optional_text(std::string_view name, std::size_t longest) {
    const json* found = find(name);
    if (found == nullptr) return std::nullopt;
    return checked_text(name, *found, longest);
}

std::int64_t reader::integer(std::string_view name, std::int64_t least, std::int64_t most,
                             std::int64_t otherwise) {
    const json* found = find(name);
    if (found == nullptr) return otherwise;
    const bool fits = found->is_number_integer() &&
                      !(found->is_number_unsigned() &&
                        found->get<std::uint64_t>() >
                            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits) bad_type(name, *found, "a whole number");
    const auto value = found->get<std::int64_t>();
    if (value < least || value > most) {
        fail_field("out_of_range", path_of(name), std::to_string(value),
                   "found " + std::to_string(value) + ", expected " + std::to_string(least) +
                       " to " + std::to_string(most),
                   "send a number in this range");
    }
    return value;
}

std::int64_t reader::id(std::string_view name) {
    require(name);
    return integer(name, 1, std::numeric_limits<std::int64_t>::max(), 0);
}

std::optional<std::int64_t> reader::optional_id(std::string_view name) {
    if (find(name) == nullptr) return std::nullopt;
    return id(name);
}

std::int64_t reader::required_integer(std::string_view name, std::int64_t least,
                                      std::int64_t most) {
    require(name);
    return integer(name, least, most, 0);
}

bool reader::flag(std::string_view name, bool otherwise) {
    const json* found = find(name);
    if (found == nullptr) return otherwise;
    if (!found->is_boolean()) bad_type(name, *found, "true or false");
    return found->get<bool>();
}

bool reader::required_flag(std::string_view name) {
    require(name);
    return flag(name, false);
}

date reader::day(std::string_view name) {
    const std::string value = text(name);
    if (const auto found = parse_date(value)) return *found;
    fail_field("bad_date", path_of(name), value,
               "\"" + value + "\" is not a day of the calendar written as YYYY-MM-DD",
               "send a date such as \"2026-11-24\"");
}

std::optional<date> reader::optional_day(std::string_view name) {
    if (find(name) == nullptr) return std::nullopt;
    return day(name);
}

money reader::signed_amount(std::string_view name) {
    reader members = object(name);
    const std::string text = members.text("amount");
    const money value = parse_money(text, members.text("currency"), path_of(name));
    members.done();
    return value;
}

money reader::amount(std::string_view name) {
    const money value = signed_amount(name);
    const auto text = require(name).at("amount").get<std::string>();
    if (text.starts_with('-')) {  // -0 too: whoever writes it computed something else
        fail_field(
            "negative_amount", path_of(name) + ".amount", text,
            "found " + text + " " + std::string(value.unit().code()) + ", expected 0 or more",
            "send a return with \"direction\": \"return\" and a positive amount");
    }
    return value;
}

std::optional<money> reader::optional_amount(std::string_view name) {
    if (find(name) == nullptr) return std::nullopt;
    return amount(name);
}

std::optional<money> reader::optional_signed_amount(std::string_view name) {
    if (find(name) == nullptr) return std::nullopt;
    reader members = object(name);
    const std::string text = members.text("amount");
    const money value = parse_money(text, members.text("currency"), path_of(name));
    members.done();
    return value;
}

reader reader::object(std::string_view name) {
    return {require(name), path_of(name), how_};
}

std::optional<reader> reader::optional_object(std::string_view name) {
    const json* found = find(name);
    if (found == nullptr) return std::nullopt;
    return reader{*found, path_of(name), how_};
}

std::vector<reader> reader::required_objects(std::string_view name) {
    require(name);
    return objects(name);
}

std::vector<reader> reader::objects(std::string_view name) {
    const json* found = find(name);
    if (found == nullptr) return {};
    if (!found->is_array()) bad_type(name, *found, "a list of objects");
    std::vector<reader> all;
    for (std::size_t i = 0; i < found->size(); ++i) {
        all.emplace_back((*found)[i], path_of(name) + "[" + std::to_string(i) + "]", how_);
    }
    return all;
}

std::vector<std::int64_t> reader::required_ids(std::string_view name, std::size_t most) {
    require(name);
    return ids(name, most);
}

std::vector<std::int64_t> reader::ids(std::string_view name, std::size_t most) {
    const json* found = find(name);
    if (found == nullptr) return {};
    if (!found->is_array() || found->size() > most) {
        bad_type(name, *found, "a list of at most " + std::to_string(most) + " ids");
    }
    std::vector<std::int64_t> all;
    for (const json& each : *found) {
        if (!each.is_number_integer() || each.get<std::int64_t>() < 1) {
            bad_type(name, each, "an id, 1 or more");
        }
        all.push_back(each.get<std::int64_t>());
    }
    return all;
}

std::vector<std::string> reader::texts(std::string_view name) {
    const json* found = find(name);
    if (found == nullptr) return {};
    if (!found->is_array() || found->size() > 100) bad_type(name, *found, "a list of texts");
    std::vector<std::string> all;
    for (const json& each : *found) all.push_back(checked_text(name, each, 200));
    return all;
}

std::vector<std::string> reader::names(std::string_view name) {
    const json& found = require(name);
    std::vector<std::string> all = texts(name);
    const bool any_empty =
        std::any_of(all.begin(), all.end(), [](const std::string& each) { return each.empty(); });
    if (all.empty() || any_empty) bad_type(name, found, "a list of at least one name");
    return all;
}

const json& reader::raw(std::string_view name) {
    const json& found = require(name);
    if (!found.is_object()) bad_type(name, found, "an object");
    return found;
}

void reader::done() const {
    for (const auto& member : object_->items()) {
        if (std::find(asked_.begin(), asked_.end(), member.key()) != asked_.end()) continue;
        // Without its value: a misspelt password would be in it.
        fail_field("unknown_field", path_of(member.key()), "",
                   "\"" + path_of(member.key()) + "\" is not a field of this op",
                   "remove it, or see the JSON Schema of this op for its name");
    }
}

}  // namespace creditgate
