// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace creditgate {

// How far a customer has been reminded of what is open: 0 not at all, 1 once.
struct dunning_level {
    int value = 0;
    friend auto operator<=>(const dunning_level&, const dunning_level&) = default;
};

}  // namespace creditgate
