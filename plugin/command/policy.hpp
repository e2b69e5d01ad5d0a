// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// The credit policy: which versions there are, and who decides about them.
void add_policy(CLI::App& app, const common_options& common, subject& about, action& chosen);

}  // namespace creditgate::command
