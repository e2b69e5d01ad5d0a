// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/money/money.hpp"
#include "core/money/wide.hpp"

namespace creditgate {

// `share` of an amount (11,000 basis points: ten percent more), in steps of `step`, which is more
// than 0 and in the same currency; half a step goes up. Throws `failure` amount_overflow.
inline money by_percent(const money& amount, basis_points share, const money& step) {
    const wide steps =
        divide_half_away(wide{amount.minor()} * share.value, wide{step.minor()} * 10'000);
    return {narrow_minor(steps * step.minor()), amount.unit()};
}

}  // namespace creditgate
