// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/duplicate_suite.hpp"

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, duplicates, postgresql_shop);

namespace {

class first_check_of_a_day : public ::testing::Test {
  protected:
    first_check_of_a_day() : shop(json{{"budget_ms", 500}}), holder(shop.administrator()) {
        const json line = {{"rule", "duplicate_customer"}, {"at", {{"confirm", "hold"}}}};
        put_in_force(shop.session(), json{{"name", "Twice"}, {"rules", json::array({line})}});
    }

    postgresql_shop shop;
    direct_database holder;
};

TEST_F(first_check_of_a_day, waits_for_no_lock_that_anybody_can_have) {
    holder.run("select pg_advisory_lock(hashtext('cg_customer_identity'))");
    EXPECT_EQ(CG_OK, shop.session().call(check_of(1)).status);
}

TEST_F(first_check_of_a_day, waits_for_another_one_as_long_as_its_budget_says) {
    holder.run("begin");
    holder.run("insert into cg_setting (name, value) values ('customers_being_read', '')");
    const answer got = shop.session().call(check_of(1));
    EXPECT_EQ(CG_UNAVAILABLE, got.status) << got.body;
    EXPECT_EQ("credit_system_unavailable", got.code()) << got.body;
    holder.run("commit");
    EXPECT_EQ(CG_OK, shop.session().call(check_of(1)).status);
}

}  // namespace
}  // namespace creditgate::test
