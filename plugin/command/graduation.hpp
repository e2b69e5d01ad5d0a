// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"

namespace creditgate::command {

void add_graduation(CLI::App& app, const common_options& common, action& chosen);

}  // namespace creditgate::command
