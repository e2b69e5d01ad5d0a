// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/corpus.hpp"

#include <fstream>
#include <iterator>

#include "tests/fuzz/target.hpp"

namespace creditgate::test {

std::map<std::string, std::string> read_corpus() {
    std::map<std::string, std::string> inputs;
    for (const auto& each : std::filesystem::directory_iterator(CREDITGATE_FUZZ_CORPUS)) {
        std::ifstream file(each.path(), std::ios::binary);
        inputs[each.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
    }
    return inputs;
}

std::vector<std::string> requests_in(const std::map<std::string, std::string>& corpus) {
    std::vector<std::string> all;
    for (const auto& [name, input] : corpus) {
        for (std::string& each : requests_of(input)) all.push_back(std::move(each));
    }
    return all;
}

}  // namespace creditgate::test
