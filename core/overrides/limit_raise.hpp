// SPDX-License-Identifier: Apache-2.0
//
// Which documents passed because a limit was raised, and for no other reason.
#pragma once

#include <optional>
#include <vector>

#include "core/decision/decision.hpp"
#include "core/overrides/override.hpp"

namespace creditgate {

// What is agreed with a customer, or a credit group, at some time.
struct agreed_credit {
    credit_limit limit = credit_limit::none();
    limit_terms terms{};
};

// A change of it, as the journal tells it.
struct credit_change {
    std::int64_t event_id = 0;
    override_kind kind = override_kind::limit_raise;  // what was changed
    timestamp at{};
    agreed_credit before;
    agreed_credit after;
    std::string group{};  // the name of the credit group; "": the customer's own
};

// Whether a change is an override: there was a limit, and more is risked than before it
// (core/authority/limit_change.hpp). A first limit is none: there was nothing to go beyond.
bool is_raise(const credit_change& change);

// The raises that are in force for one account at a moment, by its changes and those of its groups
// in their order. A raise
// ends when a later change takes the limit back to what was there before it or below; one on top
// for a time ends with any change of it. Its days need no mention: on others it makes no
// difference to a decision.
std::vector<credit_change> raises_in_force(const std::vector<credit_change>& changes,
                                           const timestamp& at);

struct raise_that_counted {
    std::int64_t event_id = 0;
    std::vector<rule> rules{};  // that would have held or rejected the document without it
};

// The raise without which the document of this decision would not have passed; nothing when it
// would have passed anyway, or did not pass.
//
// The rule: of the raises in force, the latest first, each is taken away by itself, and the very
// function that made the decision makes it again from the same facts and by the same policy. The
// first raise without which it comes to a hold or a reject is the one. So thresholds, groups,
// exclusions and every other limit count as they did, and there is no second copy of what "above
// the old limit" means; and a document is of one raise only: of two, that of 100 to 200 answers for
// a document that needs 150, that of 200 to 300 for one that needs 250. A release by `system` fell
// to the document only because of the raise, so it is taken away with it; one by a person is an
// override of its own, which answers for the document.
std::optional<raise_that_counted> raise_behind(const check_event& event, const check_facts& facts,
                                               const policy& rules,
                                               const std::vector<credit_change>& in_force,
                                               std::string_view system);

}  // namespace creditgate
