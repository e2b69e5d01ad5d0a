// SPDX-License-Identifier: Apache-2.0
//
// The host has a database driver of its own in the same process; which of the two came first must
// not matter. (The host's ODBC connection beside ours is in every test of this program.)
#include <gtest/gtest.h>

#include "tests/plugin/server/postgresql_shop.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scratch_folder.hpp"

namespace creditgate::test {
namespace {

class beside_psycopg2 : public ::testing::TestWithParam<const char*> {};

TEST_P(beside_psycopg2, both_work) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizer's runtime has to be in the program, and Python has none";
#endif
    const postgresql_shop shop;
    const scratch_folder folder;
    const std::string database = shop.connection().substr(shop.connection().rfind('=') + 1);
    const std::string said =
        run_program({"/usr/bin/python3", "-B", CREDITGATE_BESIDE_PSYCOPG2, CREDITGATE_LIBRARY,
                     std::to_string(postgresql::server().port()), database,
                     shop.configuration().dump(), GetParam()},
                    folder.path() / "python.log");
    EXPECT_EQ("both worked\n", said);
}

INSTANTIATE_TEST_SUITE_P(library_is_loaded, beside_psycopg2, ::testing::Values("before", "after"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace creditgate::test
