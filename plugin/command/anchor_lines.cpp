// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/anchor_lines.hpp"

#include <sstream>
#include <stdexcept>

namespace creditgate::command {
namespace {

using json = nlohmann::ordered_json;

bool is_made_of(const std::string& text, const char* letters) {
    return !text.empty() && text.find_first_not_of(letters) == std::string::npos;
}

json anchor_of(const std::string& sealed, const std::string& hash, const std::string& from) {
    constexpr std::size_t digits_of_64_bits = 18;
    constexpr std::size_t digits_of_hash = 64;
    const bool is_count =
        is_made_of(sealed, "0123456789") && sealed[0] != '0' && sealed.size() <= digits_of_64_bits;
    if (!is_count) {
        throw std::runtime_error(from + ": found \"" + sealed +
                                 "\", expected how many records are sealed, a number of 1 or more");
    }
    if (!is_made_of(hash, "0123456789abcdef") || hash.size() != digits_of_hash) {
        throw std::runtime_error(from + ": found \"" + hash +
                                 "\", expected a hash of 64 digits 0-9 a-f");
    }
    return {{"sealed", std::stoll(sealed)}, {"hash", hash}, {"from", from}};
}

}  // namespace

std::string anchor_line(const json& anchor) {
    return anchor.at("day").get<std::string>() + " " + anchor.at("sealed").dump() + " " +
           anchor.at("hash").get<std::string>();
}

json anchors_of_lines(const std::string& text, const std::string& file) {
    json all = json::array();
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::istringstream words(line);
        std::string day;
        std::string sealed;
        std::string hash;
        if (!(words >> day)) continue;
        words >> sealed >> hash;
        json anchor = anchor_of(sealed, hash, file + ", line " + std::to_string(number));
        anchor["from"] = day + " in " + file;
        all.push_back(std::move(anchor));
    }
    return all;
}

json anchor_of_word(const std::string& word) {
    const auto colon = word.find(':');
    if (colon == std::string::npos) {
        throw std::runtime_error("--anchor: found \"" + word +
                                 "\", expected a file of anchors, or an anchor as "
                                 "<records>:<hash>");
    }
    json anchor = anchor_of(word.substr(0, colon), word.substr(colon + 1), "--anchor");
    anchor["from"] = word.substr(0, colon) + " of --anchor";
    return anchor;
}

}  // namespace creditgate::command
