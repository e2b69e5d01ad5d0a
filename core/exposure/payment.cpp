// SPDX-License-Identifier: Apache-2.0
#include "core/exposure/payment.hpp"

#include <algorithm>

namespace creditgate {
namespace {

bool is_due_before(const exposure_line* a, const exposure_line* b) {
    if (!a->day || !b->day) return a->day.has_value() && !b->day;
    return *a->day < *b->day;
}

std::vector<exposure_line*> invoices_in(std::vector<exposure_line>& lines, currency unit) {
    std::vector<exposure_line*> found;
    for (exposure_line& each : lines) {
        const bool open = each.amount.unit() == unit && each.amount.is_positive();
        if (open && each.source == exposure_source::invoice) found.push_back(&each);
    }
    std::stable_sort(found.begin(), found.end(), is_due_before);
    return found;
}

}  // namespace

std::vector<exposure_line> after_payment(std::vector<exposure_line> lines, money paid) {
    for (exposure_line* each : invoices_in(lines, paid.unit())) {
        const money taken = std::min(each->amount, paid);
        each->amount = each->amount - taken;
        paid = paid - taken;
    }
    std::erase_if(lines, [](const exposure_line& each) {
        return each.source == exposure_source::invoice && each.amount.minor() == 0;
    });
    if (paid.is_positive()) {
        lines.push_back({exposure_source::payment, money::zero(paid.unit()) - paid, {}, 1});
    }
    return lines;
}

}  // namespace creditgate
