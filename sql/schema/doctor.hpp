// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sql/odbc/connect_options.hpp"

namespace creditgate {

// What the administrator is told of one thing that was looked at.
struct doctor_finding {
    std::string check;  // "connection", "schema", "view cg_erp_order", ...
    bool good = false;
    std::string text;  // what was found
    std::string next;  // what to do; "" when good
};

// Looks at everything a check needs, on a connection of its own, and changes nothing. Never throws
// for what it finds; a finding that makes the later ones pointless ends the list.
std::vector<doctor_finding> examine(const connect_options& options);

}  // namespace creditgate
