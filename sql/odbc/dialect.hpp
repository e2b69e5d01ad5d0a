// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace creditgate {

// The databases that creditgate runs on.
enum class dialect { postgresql, sqlite };

constexpr std::string_view dialect_name(dialect kind) noexcept {
    return kind == dialect::postgresql ? "postgresql" : "sqlite";
}

}  // namespace creditgate
