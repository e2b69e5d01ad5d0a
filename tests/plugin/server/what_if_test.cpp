// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/what_if_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

// All rows of our tables.
const char* state_query(const postgresql_shop& /*shop*/) {
    return "select md5(string_agg(cast(query_to_xml('select * from creditgate.' || tablename, "
           "false, true, '') as text), '' order by tablename)) from pg_tables "
           "where schemaname = 'creditgate'";
}

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, what_if, postgresql_shop);

}  // namespace creditgate::test
