// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/command/client.hpp"
#include "plugin/command/table.hpp"

namespace creditgate::command {

// Rule by rule: whom its line is for, what was found, what it was compared with, what came of it.
// `decision` is one of the op decisions.
table rules_of(const json& decision);

}  // namespace creditgate::command
