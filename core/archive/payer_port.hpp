// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/decision/payer_facts.hpp"
#include "core/limit/credit_account.hpp"

namespace creditgate {

// What only some rules look at (payer_facts): asked for where the policy has such a rule.
class payer_port {
  public:
    virtual ~payer_port() = default;
    // The date of the oldest open invoice of the account, as it was last refreshed, without this
    // document: the invoice's own, or where the ERP knows none the day on which it is due.
    virtual std::optional<date> oldest_item(const credit_account& account,
                                            const document_key& without) = 0;
    // The date of his first invoice, open or settled; of a customer known for longer that of any
    // invoice of `long_ago` or before. So it is one look at an old customer, and one at what a new
    // one has settled since.
    virtual std::optional<date> known_since(const credit_account& account, date long_ago) = 0;
    // What invoices that were settled in the `last` days before the end of this day came to, as it
    // was read on this day for the first time; nothing when it was not.
    virtual std::optional<std::vector<settled_sum>> settled(const credit_account& account, date day,
                                                            day_count last) = 0;
    // Reads and keeps it: all that the ERP shows of the customer as settled, however long that
    // takes.
    virtual void read_settled(const credit_account& account, date day, day_count last) = 0;
};

}  // namespace creditgate
