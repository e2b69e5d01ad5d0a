// SPDX-License-Identifier: Apache-2.0
//
// How what was let pass by overrides was paid later.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/backtest/tally.hpp"
#include "core/money/ratio.hpp"
#include "core/overrides/override.hpp"

namespace creditgate {

// As of when payments are looked at, and when what is not paid counts as lost.
struct looking_back {
    date as_of;
    day_count lost_after{90};  // unpaid for more than so many days after the due date
};

// Whether the invoice is lost: the loss of a host that writes off before is not seen, because its
// views show what was written off as settled.
bool is_lost(const past_invoice& asked, const looking_back& how);

struct override_outcome {
    std::int64_t overrides = 0;
    sum_of_documents documents;  // that were let pass, each once
    std::int64_t documents_without_invoice = 0;
    tally invoices;         // that came of them, each once, with the part that came of them
    sum_of_documents open;  // not due yet: in no rate
    sum_of_documents lost;  // unpaid, too
    int most_days_late = 0;
};

// Of the invoices that are settled or due, that many are late, or lost; by number, or by amount in
// one currency. Nothing where none of them is settled or due.
std::optional<ratio> rate_of(const override_outcome& found, const sum_of_documents& part);
std::optional<ratio> rate_of(const override_outcome& found, const sum_of_documents& part,
                             currency unit);

enum class override_key { approver, reason, rule };

struct override_group {
    override_kind kind = override_kind::release;
    std::string name{};                // of an approver, or a reason
    std::optional<rule> stopped_by{};  // by rule only; nothing: nobody knows what stood against it
    override_outcome outcome{};
};

// One a kind and key, by kind and then by name, or in the order of rules. By rule an override
// counts with each rule that stood against a document of it, with those documents only. Two
// overrides may let the same document pass, and a document and what continues it may come to the
// same invoice: in a group each counts once. Throws `failure` amount_overflow.
std::vector<override_group> grouped(const std::vector<credit_override>& all, override_key by,
                                    const looking_back& how);

// The outcome of some of them together.
override_outcome outcome_of(const std::vector<const credit_override*>& some,
                            const looking_back& how);

}  // namespace creditgate
