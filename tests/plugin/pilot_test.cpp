// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/pilot_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, pilots, sqlite_shop);

}  // namespace creditgate::test
