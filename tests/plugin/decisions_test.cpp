// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/decisions_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, told_decisions, sqlite_shop);

}  // namespace creditgate::test
