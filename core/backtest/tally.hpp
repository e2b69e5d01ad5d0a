// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/money/money.hpp"
#include "core/policy/policy.hpp"

namespace creditgate {

// Documents and what they come to, each currency by itself.
struct sum_of_documents {
    std::int64_t documents = 0;
    std::vector<money> amounts{};  // one a currency

    // Throws `failure` amount_overflow.
    void add(const money& amount) {
        ++documents;
        for (money& each : amounts) {
            if (each.unit() != amount.unit()) continue;
            each += amount;
            return;
        }
        amounts.push_back(amount);
    }
};

// How documents were paid later. One that is open and not due yet is neither in time nor late.
struct tally {
    sum_of_documents all;
    sum_of_documents in_time;
    sum_of_documents late;    // paid after its due date, or due and not paid
    sum_of_documents unpaid;  // due and not paid: late, too
};

// What a policy would have done with a history. A document that several rules would have held is in
// the tally of each.
struct verdict {
    tally held;
    tally passed;
    std::array<tally, rule_count> by_rule{};
};

}  // namespace creditgate
