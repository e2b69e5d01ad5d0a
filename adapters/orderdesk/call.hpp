// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "creditgate/creditgate.h"

namespace creditgate::orderdesk {

// Sends a request. Throws std::runtime_error with the error's own words when it fails - except
// for a check that could not be answered in time: that has an outcome, and is returned.
nlohmann::json call(cg_session* session, const nlohmann::json& request);

}  // namespace creditgate::orderdesk
