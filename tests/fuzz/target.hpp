// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

// The requests of an input: a blank line stands between two of them.
std::vector<std::string> requests_of(const std::string& input);
std::string input_of(const std::vector<std::string>& requests);

// An orderdesk on SQLite in a folder of its own, with creditgate installed. Each input finds it as
// it was at first, so that an input alone shows again what it showed.
class fuzz_target {
  public:
    fuzz_target();

    // Sends the requests of an input; what was wrong with an answer, or "".
    std::string run(const std::string& input);

    // How many requests were answered, and how many of them with CG_OK.
    [[nodiscard]] long answered() const { return answered_; }
    [[nodiscard]] long carried_out() const { return carried_out_; }

  private:
    [[nodiscard]] std::string connection(const std::string& name) const;
    void start_again() const;
    std::string send(const test_session& session, direct_database& beside,
                     const std::string& request);

    temporary_folder folder_;
    // Keeps the driver loaded: each input has connections of its own.
    std::unique_ptr<direct_database> loaded_;
    long answered_ = 0;
    long carried_out_ = 0;
};

}  // namespace creditgate::test
