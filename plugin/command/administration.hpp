// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"

namespace creditgate::command {

// install, refresh, reconcile, detach, doctor: what keeps creditgate working.
void add_administration(CLI::App& app, const common_options& common, action& chosen);

}  // namespace creditgate::command
