// SPDX-License-Identifier: Apache-2.0
#include "core/decision/group.hpp"

namespace creditgate {

const group_facts* find_group(const std::vector<group_facts>& groups, group_kind kind) {
    for (const group_facts& each : groups) {
        if (each.group.kind == kind) return &each;
    }
    return nullptr;
}

std::string group_name(const std::vector<group_facts>& groups, group_kind kind) {
    const group_facts* found = find_group(groups, kind);
    return found != nullptr ? found->group.name : "";
}

exposure exposure_of_group(const group_facts& facts, const std::vector<exposure_line>& own,
                           const std::vector<fx_rate>& rates, date as_of,
                           const bucket_terms& terms) {
    const currency unit = facts.group.unit;
    std::vector<exposure_line> all = own;
    all.insert(all.end(), facts.others.begin(), facts.others.end());
    exposure summed = sum_exposure(all, unit, rates, as_of, terms);
    const bool cannot_convert = !summed.currencies_without_rate.empty();
    if (cannot_convert && find_rate(rates, unit) == nullptr) {
        summed.currencies_without_rate = {unit};
    }
    summed.invoices_without_due_date = 0;
    return summed;
}

}  // namespace creditgate
