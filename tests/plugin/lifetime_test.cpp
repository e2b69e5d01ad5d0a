// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/lifetime_suite.hpp"

#include "tests/plugin/given/begun_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, lifetime, sqlite_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, begun, sqlite_shop);

}  // namespace creditgate::test
