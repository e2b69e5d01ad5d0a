// SPDX-License-Identifier: Apache-2.0
#include "core/party/letters.hpp"

#include <array>
#include <cstdint>

namespace creditgate {
namespace {

// À to ÿ without accents; the German ones as they are written without them.
constexpr std::array<std::string_view, 64> latin = {
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "ss",
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};

bool is_within(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return first <= code && code <= last;
}

std::size_t length_of(unsigned char first) {
    if (first < 0x80) return 1;
    if (is_within(first, 0xC2, 0xDF)) return 2;
    if (is_within(first, 0xE0, 0xEF)) return 3;
    if (is_within(first, 0xF0, 0xF4)) return 4;
    return 0;
}

// 0 where the text does not begin with a letter in UTF-8.
std::uint32_t code_of(std::string_view text, std::size_t length) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (length == 0 || length > text.size()) return 0;
    if (length == 1) return byte(0);
    std::uint32_t code = byte(0) & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    return code;
}

std::string utf8(std::uint32_t code) {
    const auto last = [&](std::uint32_t shift) {
        return static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
    };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0U | (code >> 6U)), last(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0U | (code >> 12U)), last(6), last(0)};
    return {static_cast<char>(0xF0U | (code >> 18U)), last(12), last(6), last(0)};
}

// Of Latin letters beyond ÿ, of Greek and of Cyrillic ones.
std::uint32_t lower(std::uint32_t code) {
    if (is_within(code, 0x100, 0x137) || is_within(code, 0x14A, 0x177)) return code | 1U;
    if (is_within(code, 0x139, 0x148) || is_within(code, 0x179, 0x17E)) return code + code % 2;
    if (is_within(code, 0x391, 0x3A9) || is_within(code, 0x410, 0x42F)) return code + 32;
    if (is_within(code, 0x400, 0x40F)) return code + 80;
    return code;
}

bool is_joining(std::uint32_t code) {
    return code == '.' || code == '\'' || code == 0x2018 || code == 0x2019;
}

bool separates(std::uint32_t code) {
    if (code < 0x80) {
        return !is_within(code, '0', '9') && !is_within(code, 'a', 'z') &&
               !is_within(code, 'A', 'Z');
    }
    return is_within(code, 0x80, 0xBF) || code == 0xD7 || code == 0xF7 ||
           is_within(code, 0x2000, 0x206F) || is_within(code, 0x3000, 0x3004) ||
           is_within(code, 0x3008, 0x3030) || is_within(code, 0xFE30, 0xFE4F);
}

std::string folded(std::uint32_t code) {
    if (is_within(code, 'A', 'Z')) return {static_cast<char>(code + 32)};
    if (is_within(code, 0xC0, 0xFF)) return std::string(latin.at(code - 0xC0));
    return utf8(lower(code));
}

}  // namespace

letter take_letter(std::string_view& text) {
    const std::size_t length = length_of(static_cast<unsigned char>(text[0]));
    std::uint32_t code = code_of(text, length);
    if (code == 0) {
        const std::string as_it_is(text.substr(0, 1));
        text.remove_prefix(1);
        return {letter_kind::letter, as_it_is};
    }
    text.remove_prefix(length);
    if (is_within(code, 0xFF01, 0xFF5E)) code -= 0xFEE0;  // full-width
    if (is_joining(code)) return {letter_kind::joining, ""};
    if (separates(code)) return {letter_kind::separating, ""};
    return {letter_kind::letter, folded(code)};
}

}  // namespace creditgate
