// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace creditgate::test {

using json = nlohmann::json;

// What plugin/schema/<name> has against the document, one line a fault; "" when it fits.
std::string faults(const std::string& name, const json& document);

// Whether there is a schema for the requests of this op.
bool is_op(const std::string& op);

}  // namespace creditgate::test
