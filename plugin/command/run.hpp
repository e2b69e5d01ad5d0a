// SPDX-License-Identifier: Apache-2.0
//
// What the commands share.
#pragma once

#include <functional>
#include <string>

#include "plugin/command/client.hpp"

namespace creditgate::command {

// What the chosen command does; gives the exit code.
using action = std::function<int()>;

// Throws CLI::FileError when the file cannot be read.
std::string file_text(const std::string& path);

// Sends the request and prints the answer as JSON or by `show`.
int run(const common_options& options, const json& request,
        const std::function<void(const json&)>& show);

}  // namespace creditgate::command
