// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/plugin/given/session.hpp"

namespace creditgate::test {

// What no answer may be, whatever was asked; "" when the answer is in order.
std::string wrong_with(const std::string& request, const answer& got);

}  // namespace creditgate::test
