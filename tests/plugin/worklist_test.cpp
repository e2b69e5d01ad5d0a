// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/worklist_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, worklists, sqlite_shop);

}  // namespace creditgate::test
