// SPDX-License-Identifier: Apache-2.0
#include "core/money/ratio.hpp"

namespace creditgate {
namespace {

wide divide_down(wide numerator, wide denominator) {
    const wide quotient = numerator / denominator;
    return numerator % denominator < 0 ? quotient - 1 : quotient;
}

}  // namespace

ratio ratio_of(const money& part, const money& whole) {
    if (whole.minor() == 0 && !part.is_positive()) return {};
    return {part.minor(), whole.minor()};
}

std::int64_t part_up_to(const ratio& share, std::int64_t whole) {
    return narrow_minor(divide_down(wide{share.part} * whole, share.whole));
}

std::int64_t basis_points_down(const ratio& share) {
    return narrow_minor(divide_down(wide{share.part} * 10'000, share.whole));
}

std::int64_t basis_points_up(const ratio& share) {
    return narrow_minor(-divide_down(wide{-1} * share.part * 10'000, share.whole));
}

}  // namespace creditgate
