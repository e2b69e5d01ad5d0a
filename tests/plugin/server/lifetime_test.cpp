// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/lifetime_suite.hpp"

#include "tests/plugin/given/begun_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, lifetime, postgresql_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, begun, postgresql_shop);

}  // namespace creditgate::test
