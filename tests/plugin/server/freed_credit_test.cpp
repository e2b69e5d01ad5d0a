// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/freed_credit_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, holds_when_credit_is_freed, postgresql_shop);

}  // namespace creditgate::test
