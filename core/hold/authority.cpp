// SPDX-License-Identifier: Apache-2.0
#include "core/hold/authority.hpp"

#include <algorithm>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

struct shortfall {
    std::string what;
    std::string may;
};

bool reaches(const money& bound, const money& wanted, const std::vector<fx_rate>& rates) {
    const auto in_its_currency = convert(wanted, bound.unit(), rates);
    return in_its_currency && *in_its_currency <= bound;
}

// The first bound that is too low.
std::optional<shortfall> what_is_missing(const release_authority& line, const release_size& size,
                                         const std::vector<fx_rate>& rates) {
    if (line.amount && !reaches(*line.amount, size.amount, rates)) {
        return shortfall{"the document comes to " + format_for_people(size.amount),
                         format_for_people(*line.amount)};
    }
    if (line.excess && !size.excess) {
        return shortfall{
            "nobody knows by how much the credit limit is exceeded, because an exchange rate is "
            "missing",
            format_for_people(*line.excess)};
    }
    if (line.excess && !reaches(*line.excess, *size.excess, rates)) {
        return shortfall{"the credit limit is exceeded by " + format_for_people(*size.excess),
                         format_for_people(*line.excess)};
    }
    if (line.overdue && size.overdue > *line.overdue) {
        return shortfall{"an invoice is " + std::to_string(size.overdue.days) + " days overdue",
                         std::to_string(line.overdue->days) + " days"};
    }
    return std::nullopt;
}

bool may_release(role each) {
    return each == role::controller || each == role::manager;
}

}  // namespace

void require_authority(const policy& rules, const person& who, const release_size& size,
                       const std::vector<fx_rate>& rates) {
    std::optional<shortfall> missing;
    for (const role each : who.roles) {
        if (!may_release(each)) continue;
        bool bounded = false;
        for (const release_authority& line : rules.authorities) {
            if (line.whose != each) continue;
            bounded = true;
            const auto found = what_is_missing(line, size, rates);
            if (!found) return;
            missing = found;
        }
        if (!bounded) return;
    }
    if (!missing) return;
    fail({fault::refused, "beyond_authority", "user.roles", who.name,
          missing->what + "; " + who.name + " may release up to " + missing->may,
          "ask a person with a higher authority, such as a manager"});
}

}  // namespace creditgate
