// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only: several statements of PostgreSQL in one message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/odbc/handle.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

// Of all of them, one after the other.
parameters values_of(const std::vector<question>& asked);

// "prepare NAME (bigint, text) as ..." with $1, $2 for each "?" of the question.
std::string prepare_text(std::string_view name, const question& asked);

// "execute NAME (42, 'O''Brien')". Needs standard_conforming_strings, which the session sets.
// Unless `bound` is null, a long text becomes a "?" and is added there, as a view of its value: the
// driver reads what is in the message letter by letter, and takes what is bound as it is.
// Throws `failure` text_with_nul: the message would end there.
std::string execute_text(std::string_view name, const parameters& values, bound_texts* bound);

}  // namespace creditgate
