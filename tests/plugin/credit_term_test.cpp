// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/credit_term_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, credit_terms, sqlite_shop);

}  // namespace creditgate::test
