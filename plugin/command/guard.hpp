// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// What the guard in the ERP's database does, and what went on without approval.
void add_guard(CLI::App& app, const common_options& common, subject& about, action& chosen);
void add_audit(CLI::App& app, const common_options& common, action& chosen);
// A job's command: decides what went on while nobody could be asked.
void add_decide_unchecked(CLI::App& app, const common_options& common, action& chosen);

}  // namespace creditgate::command
