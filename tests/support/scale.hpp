// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string_view>

namespace creditgate::test {

// How large a test is: `ordinary`, or `full` in tests/run --full.
inline int scaled(int ordinary, int full) {
    const char* said = std::getenv("CREDITGATE_FULL");
    return said != nullptr && std::string_view(said) == "1" ? full : ordinary;
}

}  // namespace creditgate::test
