// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/custom_words.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

inline constexpr std::size_t longest_custom_name = 100;
inline constexpr std::size_t most_conditions = 10;

// The conditions of a custom rule. Throws `failure` naming the place of what is wrong.
std::vector<custom_condition> read_conditions(reader& document, std::string_view name);

// Those of a reason, as a record keeps them: [{"fact": "document.amount", "is": "more_than",
// "value": {"amount": "5000.01", "currency": "EUR"}, "threshold": {...}}, ...].
json conditions_json(const std::vector<condition_found>& all);
std::vector<condition_found> stored_conditions(const json& reason);

// The words of the comparisons that a fact in this unit takes.
json comparisons_of(fact_unit unit);

}  // namespace creditgate
