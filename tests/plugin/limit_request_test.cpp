// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/limit_request_suite.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, limit_requests, sqlite_shop);

}  // namespace creditgate::test
