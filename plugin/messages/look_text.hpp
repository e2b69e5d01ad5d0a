// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/decision/looks.hpp"

namespace creditgate {

// What a rule has looked at, in words with unit and currency: "120.01 EUR", "Harbour: 90.00 EUR",
// "12 days", "C"; of a custom rule its conditions, one a line. "" where there is nothing to show.
std::string value_text(const rule_look& look, std::string_view language);

// What it was compared with; "" where there is no figure.
std::string threshold_text(const rule_look& look, std::string_view language);

}  // namespace creditgate
