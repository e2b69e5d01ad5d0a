// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"

namespace creditgate::command {

// Decisions are made again from their records, and compared with what was answered.
void add_replay(CLI::App& app, const common_options& common, action& chosen);

}  // namespace creditgate::command
