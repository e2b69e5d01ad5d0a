// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/day.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>

namespace creditgate::orderdesk {

namespace {

std::chrono::sys_days day_of(const std::string& day) {
    int year = 0;
    unsigned month = 0;
    unsigned day_of_month = 0;
    std::sscanf(day.c_str(), "%4d-%2u-%2u", &year, &month, &day_of_month);
    const std::chrono::year_month_day found{std::chrono::year(year), std::chrono::month(month),
                                            std::chrono::day(day_of_month)};
    if (!found.ok()) throw std::invalid_argument("found the date " + day + ", expected 2026-11-24");
    return found;
}

}  // namespace

std::string date_after(const std::string& day, std::int64_t days) {
    const std::chrono::year_month_day to{day_of(day) + std::chrono::days(days)};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(to.year()),
                  static_cast<unsigned>(to.month()), static_cast<unsigned>(to.day()));
    return text.data();
}

std::int64_t days_until(const std::string& from, const std::string& to) {
    return std::max<std::int64_t>((day_of(to) - day_of(from)).count(), 0);
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 16> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &local)};
}

}  // namespace creditgate::orderdesk
