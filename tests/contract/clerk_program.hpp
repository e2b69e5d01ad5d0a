// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/support/session.hpp"

namespace creditgate::test {

// A program that reads one JSON act a line and answers each with a line of JSON. It ends when its
// input does, which is with this object.
class clerk_program {
  public:
    explicit clerk_program(const std::vector<std::string>& words);
    ~clerk_program();
    clerk_program(const clerk_program&) = delete;
    clerk_program& operator=(const clerk_program&) = delete;

    // Throws std::runtime_error with the program's words when the act failed there.
    json act(const json& what);

  private:
    FILE* to_ = nullptr;
    FILE* from_ = nullptr;
    pid_t program_ = 0;
};

}  // namespace creditgate::test
