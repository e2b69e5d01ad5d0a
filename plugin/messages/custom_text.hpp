// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/policy/custom.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// The conditions of a custom rule that held, in words, with what was found and what it was compared
// with; at most 2,000 bytes.
std::string conditions_text(const std::vector<condition_found>& all, std::string_view language);

// Those that held, those that did not and those about what is not known, one a line; at most 2,000
// bytes.
std::string looked_text(const std::vector<condition_found>& found,
                        const std::vector<custom_condition>& unknown, std::string_view language);

// What a condition may say, for people who word rules and programs that show them:
// {"facts": [{"fact": "limit_used", "text": "...", "unit": "percent", "comparisons": [...],
// "value": "{value} %", "words": [{"word": "order", "text": "Order"}]}],
// "comparisons": [{"comparison": "more_than", "sentence": "{fact} more than {threshold}"}]}.
json condition_words(std::string_view language);

}  // namespace creditgate
