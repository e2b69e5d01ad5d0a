// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/group_kind_suite.hpp"
#include "tests/plugin/given/group_suite.hpp"
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, groups, postgresql_shop);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, group_kinds, postgresql_shop);

// PostgreSQL ends a circle of who waits for whom, and the op tries again: that must not be needed.
struct group_order : group_kinds<postgresql_shop> {};

TEST_F(group_order, nobody_waits_in_a_circle) {
    storm();
    EXPECT_EQ(
        "0", shop.sql("select deadlocks from pg_stat_database where datname = current_database()"));
}

// Customers 42 and 43 are in the group, 44 is not.
struct group_lock : groups<postgresql_shop> {
    group_lock() {
        shop.sql("insert into erp_party values (44, 'C44', 'Pilot Books')");
        limit_of(1, 44, "unlimited");
        for (const int each : {42, 43}) join(each);
    }
};

TEST_F(group_lock, a_check_waits_for_who_has_the_group_or_one_of_its_accounts_and_for_nobody_else) {
    struct row {
        const char* somebody_has;
        int customer;
        int status;
    };
    const std::string one_account = "cg_account where company_id = 1 and customer_id = ";
    const std::string of_42 = one_account + "42";
    const std::string of_44 = one_account + "44";
    const row rows[] = {
        {"cg_group", 43, CG_UNAVAILABLE},    {"cg_group", 44, CG_OK},
        {of_42.c_str(), 43, CG_UNAVAILABLE}, {of_42.c_str(), 44, CG_OK},
        {of_44.c_str(), 43, CG_OK},          {of_44.c_str(), 44, CG_UNAVAILABLE},
    };
    json configuration = shop.configuration();
    configuration["budget_ms"] = 300;
    test_session hurried(configuration);
    int order = 0;
    for (const row& each : rows) {
        direct_database somebody(shop.connection() + ";UID=postgres");
        somebody.run("begin");
        somebody.run(std::string("select 1 from creditgate.") + each.somebody_has +
                     " for no key update");
        const json asked = check_in(1, each.customer, ++order, money("10.00"));
        EXPECT_EQ(each.status, hurried.call(asked).status)
            << each.customer << " while somebody has " << each.somebody_has;
        somebody.run("rollback");
    }
}

}  // namespace creditgate::test
