// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/what_if_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, what_if, sqlite_shop);

}  // namespace creditgate::test
