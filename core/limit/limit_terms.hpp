// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/limit/credit_limit.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// From the one business day to the other, both included; an end that is not there is open.
struct period {
    std::optional<date> from{};
    std::optional<date> to{};

    [[nodiscard]] bool covers(date day) const {
        return (!from || *from <= day) && (!to || day <= *to);
    }
    friend bool operator==(const period&, const period&) = default;
};

// On top of the limit for a time; where no limit is set it is the limit.
struct temporary_limit {
    money amount;
    period during;
    friend bool operator==(const temporary_limit&, const temporary_limit&) = default;
};

// The limit on a day on which the temporary amount counts.
inline credit_limit with_temporary(const credit_limit& own,
                                   const std::optional<temporary_limit>& more) {
    if (!more || own.state() == limit_state::unlimited) return own;
    return credit_limit::of(own.amount() ? *own.amount() + more->amount : more->amount);
}

// What is agreed of a limit besides its amount.
struct limit_terms {
    period valid{};  // on any other day there is no limit
    std::optional<temporary_limit> temporary{};
    std::optional<date> review_on{};
    std::optional<day_count> credit_days{};  // to pay in; absent: what the ERP has agreed
    friend bool operator==(const limit_terms&, const limit_terms&) = default;
};

// Within how many days is to be paid, where that is agreed beside the limit that counts on this
// day.
inline std::optional<day_count> credit_days_on(const limit_terms& terms, date day) {
    return terms.valid.covers(day) ? terms.credit_days : std::nullopt;
}

// The limit that counts on a business day.
inline credit_limit limit_on(const credit_limit& agreed, const limit_terms& terms, date day) {
    const credit_limit own = terms.valid.covers(day) ? agreed : credit_limit::none();
    if (!terms.temporary || !terms.temporary->during.covers(day)) return own;
    return with_temporary(own, terms.temporary);
}

}  // namespace creditgate
