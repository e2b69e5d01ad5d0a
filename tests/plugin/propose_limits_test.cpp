// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/propose_limits_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, proposed_limits, sqlite_shop);

}  // namespace creditgate::test
