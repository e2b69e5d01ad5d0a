// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace creditgate::command {

// The lines of a file of comma- or semicolon-separated values for op propose_limits. The first line
// names the columns: customer, and company, amount or percent. Throws std::runtime_error naming
// line, field and value of what is wrong.
nlohmann::ordered_json limit_lines(const std::string& text);

}  // namespace creditgate::command
