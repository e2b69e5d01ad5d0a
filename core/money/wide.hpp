// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace creditgate {

// 128 bits for the steps between two amounts, so that amount x rate cannot overflow on the way.
__extension__ typedef __int128 wide;

// Back to minor units; throws `failure` amount_overflow when the value does not fit 64 bits.
std::int64_t narrow_minor(wide value);

// numerator / denominator rounded half away from zero; denominator must not be 0.
wide divide_half_away(wide numerator, wide denominator);

// value must be 0 or more.
std::string wide_to_text(wide value);

}  // namespace creditgate
