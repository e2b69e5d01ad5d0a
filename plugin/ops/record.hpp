// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/messages/explain.hpp"

namespace creditgate {

// What an answer was made of besides the event and the policy.
struct answer_basis {
    check_facts facts;
    // The customer's oldest ones, where there is a reason that payment might clear.
    open_invoices invoices{};
    std::string language{};
};

// What is kept of a decision: event and facts as JSON, so that it can be decided again, and what
// was answered, without the credit: that follows from the facts.
std::string record_text(const check_event& event, const answer_basis& basis, const json& answer);

// The event and the facts of a recorded decision, to decide it again. Throw `failure`, or what the
// library of JSON throws, for a text that record_text did not write.
check_event event_on_record(const json& record);
check_facts recorded_facts(const json& record, const check_event& event);
answer_basis recorded_basis(const json& record, const check_event& event);

// Whether the decision let its document pass because it had gone on in a pilot.
bool is_under_opening_cover(const json& record);

// A recorded decision read back, to be told again in another language.
explanation told_by(const json& record);

}  // namespace creditgate
