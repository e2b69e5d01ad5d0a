// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/money/money.hpp"
#include "core/policy/policy.hpp"
#include "core/time/date.hpp"

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

// When an invoice is to be paid, and when it was.
struct payment_days {
    std::optional<date> due{};
    std::optional<date> settled{};
};

// In the order of how good it is for the firm, the worst last.
enum class payment_course {
    in_time,
    open,    // and not due yet
    late,    // paid after its due date
    unpaid,  // due before the day of asking, and not paid
};

// Nobody is late who was told no day.
inline payment_course how_paid(const payment_days& days, date as_of) {
    if (days.settled) {
        const bool in_time = !days.due || *days.settled <= *days.due;
        return in_time ? payment_course::in_time : payment_course::late;
    }
    return days.due && *days.due < as_of ? payment_course::unpaid : payment_course::open;
}

// How documents were paid later. One that is open and not due yet is neither in time nor late.
struct tally {
    sum_of_documents all;
    sum_of_documents in_time;
    sum_of_documents late;    // paid after its due date, or due and not paid
    sum_of_documents unpaid;  // due and not paid: late, too

    // Throws `failure` amount_overflow.
    void add(const money& amount, payment_course paid) {
        all.add(amount);
        if (paid == payment_course::in_time) in_time.add(amount);
        if (paid >= payment_course::late) late.add(amount);
        if (paid == payment_course::unpaid) unpaid.add(amount);
    }
};

// What a policy would have done with a history. A document that several rules would have held is in
// the tally of each.
struct verdict {
    tally held;
    tally passed;
    std::array<tally, rule_count> by_rule{};
};

}  // namespace creditgate
