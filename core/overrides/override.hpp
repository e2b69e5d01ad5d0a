// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/backtest/history.hpp"
#include "core/hold/hold.hpp"

namespace creditgate {

// Where a person has let something pass that the policy alone would have stopped, or warned of.
enum class override_kind {
    release,            // of a hold, by a person
    warning,            // a document that went on although its check warned of it
    limit_raise,        // the agreed limit became a higher one, or one for more days
    temporary_limit,    // so much on top of it for a time
    group_limit_raise,  // the limit that a credit group shares became a higher one
};
inline constexpr std::size_t override_kind_count = 5;

// A document that went on by an override, and what came of it.
struct overridden_document {
    document_key document{};
    std::string number{};
    money amount;                          // when it was let pass, in its own currency
    std::vector<rule> rules{};             // that stood against it, in their order; none: unknown
    std::vector<past_invoice> invoices{};  // each with the part that came of this document
};

struct credit_override {
    override_kind kind = override_kind::release;
    // The hold of a release, the decision of a warning, otherwise the event of the journal.
    std::int64_t id = 0;
    company_id company{};         // 0 of a group
    customer_id customer{};       // the same
    std::string customer_name{};  // of a group its name
    std::string by{};  // who said it; of a warning, for whom the document was asked about
    timestamp at{};
    std::string reason{};  // "" of a warning: nobody gives one
    std::vector<overridden_document> documents{};
};

}  // namespace creditgate
