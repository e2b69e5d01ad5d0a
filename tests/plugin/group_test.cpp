// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/group_kind_suite.hpp"
#include "tests/plugin/given/group_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, groups, sqlite_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, group_kinds, sqlite_shop);

}  // namespace creditgate::test
