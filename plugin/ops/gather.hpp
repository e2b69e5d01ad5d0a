// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"

namespace creditgate {

// The facts of one decision, from what was read of its locked account. `release` is left empty.
check_facts gather(unit_of_work& unit, const reading& read, const check_event& event,
                   const policy& rules);

// The exposure of an account without any document in question.
struct account_exposure {
    std::vector<exposure_line> lines;
    std::vector<fx_rate> rates;
};
account_exposure gather_exposure(unit_of_work& unit, const credit_account& account, date day,
                                 const timestamp& now);

}  // namespace creditgate
