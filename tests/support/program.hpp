// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace creditgate::test {

// Starts a program; both its outputs are written to `output`. Found through PATH.
pid_t start_program(const std::vector<std::string>& words, const std::filesystem::path& output);

// Runs a program to its end and returns what it wrote; throws std::runtime_error with that when
// it does not end with 0.
std::string run_program(const std::vector<std::string>& words, const std::filesystem::path& output);

// Waits for the end of a program that was started here; returns the status of waitpid.
int wait_for(pid_t program);

}  // namespace creditgate::test
