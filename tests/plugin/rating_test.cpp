// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/rating_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, ratings, sqlite_shop);

}  // namespace creditgate::test
