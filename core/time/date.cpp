// SPDX-License-Identifier: Apache-2.0
#include "core/time/date.hpp"

namespace creditgate {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

void append_padded(std::string& text, unsigned value, std::size_t width) {
    const std::string number = std::to_string(value);
    text.append(width - number.size(), '0').append(number);
}

}  // namespace

std::optional<date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1000) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{*year},
                                          std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) return std::nullopt;
    return date{ymd};
}

std::string format_date(date day) {
    const std::chrono::year_month_day ymd{day};
    std::string text;
    append_padded(text, static_cast<unsigned>(static_cast<int>(ymd.year())), 4);
    text += '-';
    append_padded(text, static_cast<unsigned>(ymd.month()), 2);
    text += '-';
    append_padded(text, static_cast<unsigned>(ymd.day()), 2);
    return text;
}

int days_between(date earlier, date later) {
    return static_cast<int>((later - earlier).count());
}

}  // namespace creditgate
