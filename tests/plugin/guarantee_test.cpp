// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/guarantee_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, guarantees, sqlite_shop);

}  // namespace creditgate::test
