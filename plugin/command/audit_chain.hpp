// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"

namespace creditgate::command {

// `creditgate audit seal` and `creditgate audit verify`, below the command `audit`.
void add_audit_chain(CLI::App& audit, const common_options& common, action& chosen);

}  // namespace creditgate::command
