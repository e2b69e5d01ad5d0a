// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "tests/contract/host.hpp"

namespace creditgate::test {

// A real Tryton, one for the process; every test has customers of its own.
std::unique_ptr<host> tryton_on_postgresql();

}  // namespace creditgate::test
