// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/projection_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, projection, sqlite_shop);

}  // namespace creditgate::test
