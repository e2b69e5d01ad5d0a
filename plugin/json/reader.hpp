// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/words.hpp"
#include "core/result/error.hpp"

namespace creditgate {

using json = nlohmann::ordered_json;

// Parses a whole message. Throws `failure`: message_too_large (over 1 MiB), bad_json (with the
// place; also for over 50 levels and a member that stands twice), bad_text (not UTF-8).
json parse_message(std::string_view text);

// At most so many bytes, cut between characters: for texts that are shown and never compared.
std::string shortened(std::string text, std::size_t longest);

// What is no UTF-8 in it replaced by U+FFFD: for texts from elsewhere that go into an answer.
std::string valid_text(const std::string& text);

// Reads one JSON object strictly: each member is asked for by name, a wrong one is an error that
// names its path and value, and done() refuses members that nobody asked for. Does not own the
// object, which must outlive it.
class reader {
  public:
    // values::hidden: what was found is in no error, because it may be a secret. A field whose
    // name has "password" in it is always treated so.
    enum class values { shown, hidden };
    reader(const json& object, std::string path, values how = values::shown);

    bool has(std::string_view name);  // asks for it; null is absent
    std::string text(std::string_view name, std::size_t longest = 200);
    std::optional<std::string> optional_text(std::string_view name, std::size_t longest = 200);
    // 1 or more.
    std::int64_t id(std::string_view name);
    std::optional<std::int64_t> optional_id(std::string_view name);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most,
                         std::int64_t otherwise);
    std::int64_t required_integer(std::string_view name, std::int64_t least, std::int64_t most);
    bool flag(std::string_view name, bool otherwise);
    bool required_flag(std::string_view name);
    date day(std::string_view name);
    std::optional<date> optional_day(std::string_view name);
    money amount(std::string_view name);  // 0 or more
    money signed_amount(std::string_view name);
    std::optional<money> optional_amount(std::string_view name);
    std::optional<money> optional_signed_amount(std::string_view name);  // below 0, too
    reader object(std::string_view name);
    std::optional<reader> optional_object(std::string_view name);
    std::vector<reader> objects(std::string_view name);  // absent: empty
    std::vector<reader> required_objects(std::string_view name);
    std::vector<std::int64_t> ids(std::string_view name, std::size_t most);  // absent: empty
    std::vector<std::int64_t> required_ids(std::string_view name, std::size_t most);
    std::vector<std::string> texts(std::string_view name);  // absent: empty
    // A list of at least one text, none of them empty.
    std::vector<std::string> names(std::string_view name);
    const json& raw(std::string_view name);  // an object, not looked into

    template <class Enum>
    Enum one_of(std::string_view name) {
        const std::string text_found = text(name);
        if (const auto found = from_word<Enum>(text_found)) return *found;
        bad_word(name, text_found, words_of<Enum>());
    }
    template <class Enum>
    std::vector<Enum> some_of(std::string_view name) {
        std::vector<Enum> found;
        for (const std::string& each : texts(name)) {
            const auto value = from_word<Enum>(each);
            if (!value) bad_word(name, each, words_of<Enum>());
            found.push_back(*value);
        }
        return found;
    }

    // Throws `failure` unknown_field for a member that was not asked for.
    void done() const;
    [[nodiscard]] std::string path_of(std::string_view name) const;

  private:
    template <class Enum>
    static std::string words_of() {
        std::string all;
        for (const std::string_view each : words<Enum>::list) {
            all.append(all.empty() ? "" : ", ").append(each);
        }
        return all;
    }
    [[noreturn]] void bad_word(std::string_view name, const std::string& found,
                               const std::string& expected) const;
    [[noreturn]] void bad_type(std::string_view name, const json& found,
                               std::string_view expected) const;
    [[nodiscard]] std::string told(std::string_view name, const json& value) const;
    const json* find(std::string_view name);
    const json& require(std::string_view name);
    std::string checked_text(std::string_view name, const json& found, std::size_t longest) const;

    const json* object_;
    std::string path_;
    values how_;
    std::vector<std::string> asked_;
};

}  // namespace creditgate
