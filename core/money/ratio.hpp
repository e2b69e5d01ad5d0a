// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

#include "core/money/money.hpp"
#include "core/money/wide.hpp"

namespace creditgate {

// A part of a whole, compared exactly: 79.99999 % is less than 80 %. Of a whole of 0 any part above
// 0 is more than every percentage, and no part is 0 %.
struct ratio {
    std::int64_t part = 0;
    std::int64_t whole = 1;  // 0 or more; where it is 0, the part is more than 0

    friend std::strong_ordering operator<=>(const ratio& a, const ratio& b) {
        return wide{a.part} * b.whole <=> wide{b.part} * a.whole;
    }
    friend bool operator==(const ratio& a, const ratio& b) { return (a <=> b) == 0; }
};

// `whole` must be 0 or more.
ratio ratio_of(const money& part, const money& whole);

// The largest part of `whole` (in its minor units) that is at most the share.
std::int64_t part_up_to(const ratio& share, std::int64_t whole);

// In hundredths of a percent; the whole must not be 0. Rounded down, or up.
std::int64_t basis_points_down(const ratio& share);
std::int64_t basis_points_up(const ratio& share);

}  // namespace creditgate
