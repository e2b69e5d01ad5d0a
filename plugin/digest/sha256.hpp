// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace creditgate {

// 64 hex digits.
std::string sha256(std::string_view text);

}  // namespace creditgate
