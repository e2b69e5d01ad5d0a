// SPDX-License-Identifier: Apache-2.0
#include "core/decision/payment.hpp"

#include <algorithm>

namespace creditgate {
namespace {

std::optional<date> oldest_of(const std::vector<open_invoice>& invoices) {
    std::optional<date> oldest;
    for (const open_invoice& each : invoices) {
        if (each.dated && (!oldest || *each.dated < *oldest)) oldest = each.dated;
    }
    return oldest;
}

// Of those that were not read nobody knows more than that all that are late are paid.
date oldest_beyond(date before, const late_terms& late, bool late_left) {
    if (late_left || !late.dated_before) return before;
    return std::max(before, *late.dated_before);
}

}  // namespace

facts_after_payment after_payment(check_facts facts, const payment_order& order, const money& paid,
                                  date as_of, const late_terms& late) {
    after_paying after = pay(std::move(facts.lines), order, paid, facts.rates, as_of, late);
    facts.lines = std::move(after.lines);
    auto& oldest = facts.payer.oldest_item;
    if (oldest) {
        const auto read = oldest_of(after.left);
        if (order.all) {
            oldest = read;
        } else {
            const date beyond = oldest_beyond(*oldest, late, after.late_left);
            oldest = read ? std::min(*read, beyond) : beyond;
        }
    }
    return {std::move(facts), std::move(after.left)};
}

}  // namespace creditgate
