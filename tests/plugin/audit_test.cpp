// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/audit_state_suite.hpp"
#include "tests/plugin/given/audit_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, audits, sqlite_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, audits_of_state, sqlite_shop);

}  // namespace creditgate::test
