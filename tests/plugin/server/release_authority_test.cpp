// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/release_authority_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, release_authorities, postgresql_shop);

}  // namespace creditgate::test
