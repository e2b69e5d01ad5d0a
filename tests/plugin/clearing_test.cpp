// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/clearing_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, clearings, sqlite_shop);

}  // namespace creditgate::test
