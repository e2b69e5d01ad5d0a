// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/raise_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, raises_of_credit, sqlite_shop);

}  // namespace creditgate::test
