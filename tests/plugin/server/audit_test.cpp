// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/audit_state_suite.hpp"
#include "tests/plugin/given/audit_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, audits, postgresql_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, audits_of_state, postgresql_shop);

}  // namespace creditgate::test
