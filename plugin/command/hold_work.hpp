// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"

namespace creditgate::command {

// creditgate release | reject | assign | note | hold: what people do with holds, with one or with
// many.
void add_hold_work(CLI::App& app, const common_options& common, subject& about, action& chosen);

}  // namespace creditgate::command
