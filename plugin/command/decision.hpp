// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"

namespace creditgate::command {

// The whole record of a decision: why, rule by rule, the exposure then, what became of its hold.
void add_decision(CLI::App& app, const common_options& common, action& chosen);

}  // namespace creditgate::command
