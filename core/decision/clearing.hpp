// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/decision/decision.hpp"

namespace creditgate {

// An unsettled invoice, for "what would clear it".
struct open_invoice {
    std::string number;
    money amount;  // in its own currency
    std::optional<date> due_date;
    std::optional<date> dated{};  // the document's own
};

// What would let the held document pass. Absent members mean: that way is not open.
struct clearing {
    std::optional<money> pay;            // at least this much, in the account's currency
    std::vector<open_invoice> invoices;  // to be paid for that, oldest due date first
    bool payment_suffices = false;       // paying `pay` clears every reason
    std::optional<money> fits;           // the largest document within the limits; 0: nothing fits
    std::optional<date> ship_from;       // an order to be shipped then or later passes
};

// `oldest_first` are the customer's open invoices by due date, those without one last. The list of
// invoices is the shortest run from the oldest on that satisfies every reason that money can clear.
clearing what_would_clear(const decision& decided, const check_facts& facts,
                          const std::vector<open_invoice>& oldest_first);

// The first day beyond the horizon, where a held order would pass with it as its ship date.
std::optional<date> ship_date_that_clears(const decision& decided, const check_event& event,
                                          const check_facts& facts, const policy& policy);

// All of it, as an answer tells it: nothing where there is no reason. Where there is one,
// `oldest_first` is as above.
clearing ways_to_clear(const decision& decided, const check_event& event, const check_facts& facts,
                       const policy& policy, const std::vector<open_invoice>& oldest_first);

}  // namespace creditgate
