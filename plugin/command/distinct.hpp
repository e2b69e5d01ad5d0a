// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// creditgate distinct
void add_distinct(CLI::App& app, const common_options& common, subject& about, action& chosen);

}  // namespace creditgate::command
