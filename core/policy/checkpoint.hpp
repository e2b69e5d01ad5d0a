// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace creditgate {

// In the order in which a deal comes by them. At process the ERP makes of a confirmed order what
// the warehouse and accounting work with.
enum class checkpoint { quote, confirm, process, pick, ship, invoice, payment };
inline constexpr std::size_t checkpoint_count = 7;

}  // namespace creditgate
