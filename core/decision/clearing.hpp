// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/decision/decision.hpp"
#include "core/exposure/payment.hpp"

namespace creditgate {

// So many invoices are told one by one.
inline constexpr int most_invoices_named = 50;

// What would let the held document pass. Absent members mean: that way is not open.
struct clearing {
    std::optional<money> pay;            // at least this much, in the account's currency
    std::vector<open_invoice> invoices;  // to be paid for that, oldest due date first
    bool more_invoices = false;     // and after them others, those late first, then by due date
    bool payment_suffices = false;  // paying `pay` so lets the document pass
    std::optional<money> fits;      // the largest document that passes; 0: none does
    std::optional<date> ship_from;  // an order to be shipped then or later passes
};

// Which invoices have to be paid as a whole for what was found.
late_terms late_to_pay(const decision& decided, const check_facts& facts);

// Nothing where there is no reason. Where there is one, `invoices` are the customer's, without the
// document itself; of those that late_to_pay covers none is missing. The list is the shortest run
// from the oldest on that satisfies every reason that money can clear. What is told to suffice, to
// fit or to pass was decided by the same rules as the document itself.
clearing ways_to_clear(const decision& decided, const check_event& event, const check_facts& facts,
                       const policy& policy, const open_invoices& invoices);

}  // namespace creditgate
