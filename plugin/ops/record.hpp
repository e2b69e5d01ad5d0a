// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/messages/explain.hpp"

namespace creditgate {

// The facts of a decision as JSON, so that it can be decided again.
json facts_json(const check_facts& facts);

// A recorded answer read back, to be told again in another language.
explanation told_by(const json& answer);

}  // namespace creditgate
