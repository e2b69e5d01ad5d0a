// SPDX-License-Identifier: Apache-2.0
#include "core/party/identity.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/party/letters.hpp"

namespace creditgate {
namespace {

// Sorted.
constexpr std::array<std::string_view, 55> legal_forms = {
    "ab",    "ag",          "aktiengesellschaft",
    "aps",   "as",          "bv",
    "bvba",  "co",          "company",
    "corp",  "corporation", "doo",
    "eg",    "ek",          "eood",
    "ev",    "gbr",         "gesellschaft",
    "gmbh",  "inc",         "incorporated",
    "kft",   "kg",          "kgaa",
    "lda",   "limited",     "llc",
    "llp",   "lp",          "ltd",
    "ltda",  "mbh",         "nv",
    "ohg",   "ood",         "ooo",
    "oy",    "oyj",         "partg",
    "plc",   "pte",         "pty",
    "pvt",   "rl",          "sa",
    "sagl",  "sarl",        "sas",
    "se",    "sl",          "spa",
    "spzoo", "srl",         "sro",
    "ug"};

// In Chinese and Japanese they are no words of their own; the longer ones first.
constexpr std::array<std::string_view, 6> legal_endings = {
    "股份有限公司", "有限责任公司", "有限公司", "株式会社", "有限会社", "公司"};

// Single letters one after the other are one word: S. A. is sa.
std::vector<std::string> words_of(std::string_view told) {
    std::vector<std::string> words(1);
    bool letters_apart = false;  // the last word is such letters
    std::size_t letters = 0;     // of the word that is being read
    const auto end_word = [&] {
        if (letters == 0) return;
        if (letters == 1 && letters_apart) {
            words[words.size() - 2] += words.back();
            words.back().clear();
        } else {
            letters_apart = letters == 1;
            words.emplace_back();
        }
        letters = 0;
    };
    while (!told.empty()) {
        const letter next = take_letter(told);
        if (next.kind == letter_kind::separating) end_word();
        if (next.kind != letter_kind::letter) continue;
        words.back() += next.text;
        ++letters;
    }
    end_word();
    words.pop_back();
    return words;
}

bool is_legal_form(const std::string& word) {
    return std::binary_search(legal_forms.begin(), legal_forms.end(), std::string_view(word));
}

// Nothing is left of a name that is a legal form and no more: then it stays.
void drop_legal_form(std::vector<std::string>& words) {
    while (words.size() > 1 && is_legal_form(words.back())) words.pop_back();
    if (words.empty()) return;
    std::string& last = words.back();
    for (const std::string_view each : legal_endings) {
        if (!std::string_view(last).ends_with(each)) continue;
        if (last.size() > each.size()) last.resize(last.size() - each.size());
        return;
    }
}

}  // namespace

std::string compared_name(std::string_view told) {
    std::vector<std::string> words = words_of(told);
    drop_legal_form(words);
    std::string all;
    for (const std::string& each : words) all += each;
    return all;
}

std::string compared_identifier(std::string_view told) {
    std::string all;
    while (!told.empty()) all += take_letter(told).text;
    for (char& each : all) {
        if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
    }
    return all;
}

}  // namespace creditgate
