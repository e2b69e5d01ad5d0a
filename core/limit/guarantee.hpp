// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/limit/limit_terms.hpp"

namespace creditgate {

enum class guarantee_kind { guarantee, collateral, insurance };

// What somebody else answers for, or what the customer has given as a security.
struct guarantee {
    guarantee_kind kind;
    money value;         // in the account's currency
    basis_points share;  // of it, that is added to the limit
    period valid{};
    friend bool operator==(const guarantee&, const guarantee&) = default;
};

// More would not fit into what an account keeps of them.
inline constexpr std::size_t most_guarantees = 20;

// What those that are valid on a day add to the limit.
inline money added_by(const std::vector<guarantee>& all, currency unit, date day) {
    money sum = money::zero(unit);
    for (const guarantee& each : all) {
        if (each.valid.covers(day)) sum += share_of(each.value, each.share);
    }
    return sum;
}

// What credit insurances that are valid on a day come to, as a whole.
inline money insured_on(const std::vector<guarantee>& all, currency unit, date day) {
    money sum = money::zero(unit);
    for (const guarantee& each : all) {
        if (each.kind == guarantee_kind::insurance && each.valid.covers(day)) sum += each.value;
    }
    return sum;
}

// FIELD.md: total limit = (temporary limit if active, else limit) + sum(value x %). Where no credit
// is agreed there is nothing to add to; 0 is an amount.
inline credit_limit with_guarantees(const credit_limit& limit, const std::vector<guarantee>& all,
                                    date day) {
    if (!limit.amount()) return limit;
    return credit_limit::of(*limit.amount() + added_by(all, limit.amount()->unit(), day));
}

}  // namespace creditgate
