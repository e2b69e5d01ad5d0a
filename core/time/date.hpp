// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace creditgate {

// A calendar date without a time zone. The core never asks the clock: dates are passed in.
using date = std::chrono::sys_days;

// A whole number of days between two dates.
struct day_count {
    int days = 0;
    friend auto operator<=>(const day_count&, const day_count&) = default;
};

// "2026-11-24"; nothing when the text has another form or the day does not exist.
// Years 1000 to 9999.
std::optional<date> parse_date(std::string_view text);
std::string format_date(date day);

// later - earlier, in days; negative when earlier is the later one.
int days_between(date earlier, date later);

// A moment in UTC as text, "2026-11-24T09:30:00.123456Z". Kept as text because it sorts, is exact
// and reads the same in every database. Made by the plugin, never by the core.
struct timestamp {
    std::string text;
    friend auto operator<=>(const timestamp&, const timestamp&) = default;
};

}  // namespace creditgate
