// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>
#include <vector>

namespace creditgate::test {

// Changes inputs as requests, not as bytes: a field, a value, a request more or less.
class mutation {
  public:
    // `examples` are requests that may be added to an input.
    mutation(std::vector<std::string> examples, unsigned seed);

    std::string changed(const std::string& input);

    // 0 .. below - 1
    std::size_t any(std::size_t below);
    const std::string& any_of(const std::vector<std::string>& texts);

  private:
    std::string changed_request(const std::string& request);
    std::string changed_bytes(std::string request);

    std::vector<std::string> examples_;
    std::minstd_rand random_;
};

}  // namespace creditgate::test
