// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "tests/contract/host.hpp"

namespace creditgate::test {

// orderdesk, each time in a database of its own.
std::unique_ptr<host> orderdesk_on_sqlite();
std::unique_ptr<host> orderdesk_on_postgresql();

}  // namespace creditgate::test
