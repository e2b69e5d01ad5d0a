// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace creditgate {

enum class checkpoint { quote, confirm, pick, ship, invoice, payment };
inline constexpr std::size_t checkpoint_count = 6;

}  // namespace creditgate
