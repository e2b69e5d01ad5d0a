// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only: the "?" of a statement.
#pragma once

#include <string>
#include <string_view>

namespace creditgate {

// Each "?" outside of quotes becomes `prefix` and its number from 1.
std::string with_numbered_places(std::string_view sql, std::string_view prefix);

// Throws `failure` text_with_nul: what is bound ends there, so such a text would be cut in silence.
void refuse_nul(std::string_view text);

}  // namespace creditgate
