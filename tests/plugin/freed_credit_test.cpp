// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/freed_credit_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, holds_when_credit_is_freed, sqlite_shop);

}  // namespace creditgate::test
