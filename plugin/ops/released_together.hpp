// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "core/decision/decision.hpp"
#include "core/policy/policy.hpp"

namespace creditgate {

// Holds one after the other, each decided as if those before it that pass were released: in its own
// account and in the groups that it shares.
class released_together {
  public:
    explicit released_together(const policy& rules) : rules_(rules) {}

    // Then it counts for those after it. `account` with its groups.
    bool passes(const credit_account& account, const check_event& event, check_facts facts);

  private:
    struct released {
        credit_account account;
        exposure_line line;
    };
    const policy& rules_;
    std::vector<released> before_;
};

}  // namespace creditgate
