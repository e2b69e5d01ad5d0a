// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// creditgate what-if: what a check would say with another order, limit, payment, policy or day.
void add_what_if(CLI::App& app, const common_options& common, subject& about, action& chosen);

}  // namespace creditgate::command
