// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/messages/explain.hpp"

namespace creditgate {

// What is kept of a decision: event and facts as JSON, so that it can be decided again, and what
// was answered.
std::string record_text(const check_event& event, const check_facts& facts, const json& answer);

// A recorded answer read back, to be told again in another language.
explanation told_by(const json& answer);

}  // namespace creditgate
