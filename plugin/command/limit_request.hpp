// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// limit-request ask, list, approve, reject, withdraw
void add_limit_request(CLI::App& app, const common_options& common, subject& about, action& chosen);
// limits propose
void add_limits(CLI::App& app, const common_options& common, subject& about, action& chosen);
// authority show, set
void add_authority(CLI::App& app, const common_options& common, subject& about, action& chosen);
// substitute list, set, end
void add_substitute(CLI::App& app, const common_options& common, subject& about, action& chosen);

}  // namespace creditgate::command
