// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// creditgate holds: the worklist.
void add_holds(CLI::App& app, const common_options& common, subject& about, action& chosen);

// creditgate propose-releases: which of a customer's holds fit together.
void add_propose_releases(CLI::App& app, const common_options& common, subject& about,
                          action& chosen);

}  // namespace creditgate::command
