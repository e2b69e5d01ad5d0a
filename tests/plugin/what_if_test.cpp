// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/what_if_suite.hpp"

namespace creditgate::test {

// Another one, on one and the same connection, as soon as another connection has changed a row.
const char* state_query(const sqlite_shop& /*shop*/) {
    return "pragma data_version";
}

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, what_if, sqlite_shop);

}  // namespace creditgate::test
