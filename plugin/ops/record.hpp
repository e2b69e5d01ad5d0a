// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/messages/explain.hpp"

namespace creditgate {

// What is kept of a decision: event and facts as JSON, so that it can be decided again, and what
// was answered, without the credit: that follows from the facts.
std::string record_text(const check_event& event, const check_facts& facts, const json& answer);

// The facts of a recorded decision of this event, to decide it again.
check_facts recorded_facts(const json& record, const check_event& event);

// A recorded decision read back, to be told again in another language.
explanation told_by(const json& record);

}  // namespace creditgate
