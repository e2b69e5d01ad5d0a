// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/release_authority_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, release_authorities, sqlite_shop);

}  // namespace creditgate::test
