// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace creditgate::orderdesk {

// "2026-11-24" and 30 days give "2026-12-24".
std::string date_after(const std::string& day, std::int64_t days);

// The days from the one to the other; 0 when that is not later.
std::int64_t days_until(const std::string& from, const std::string& to);

// The calendar day where this program runs.
std::string today();

}  // namespace creditgate::orderdesk
