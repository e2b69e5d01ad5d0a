// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace creditgate::test {

// The inputs of tests/fuzz/corpus by the names of their files.
std::map<std::string, std::string> read_corpus();

// Every request that stands in them.
std::vector<std::string> requests_in(const std::map<std::string, std::string>& corpus);

}  // namespace creditgate::test
