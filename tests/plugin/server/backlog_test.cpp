// SPDX-License-Identifier: Apache-2.0
//
// Changes of one payer that nobody has taken up: 50,000 documents with the refresher off, a tenth
// of them in an ordinary run. The time budget is the one of a new installation.
#include <gtest/gtest.h>

#include <thread>

#include "tests/plugin/server/postgresql_shop.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {
namespace {

struct backlog : ::testing::Test {
    backlog() {
        for (const int customer : {42, 43}) {
            shop.session().get({{"op", "set_limit"},
                                {"company", 1},
                                {"customer", customer},
                                {"limit", {{"state", "unlimited"}}},
                                {"user", controller()},
                                {"reason", "test"},
                                {"business_date", "2026-11-24"}});
            asked_of(customer, customer);
        }
        shop.sql(
            "insert into erp_order select 100000 + n, 1, 42, 'SO-' || n, 'EUR', 100, "
            "'2026-11-24', null from generate_series(1, " +
            std::to_string(documents) + ") n");
    }

    // A check that fails here is the failure of the test.
    json asked_of(int customer, int order) {
        json asked = check_of(order);
        asked["customer"] = customer;
        return shop.session().get(asked);
    }

    // Orders of 1.00, the invoice of 100.00, and 10.00 that the first check has reserved.
    static std::string exposure_with(int orders) { return std::to_string(orders + 110) + ".00"; }

    std::string waiting() {
        return shop.sql("select count(*) from creditgate.cg_dirty where customer_id = 42");
    }

    const int documents = scaled(5'000, 50'000);
    postgresql_shop shop{json{{"budget_ms", 500}}};
};

TEST_F(backlog, fails_no_check_of_its_payer) {
    ASSERT_EQ(std::to_string(documents), waiting());
    const json got = asked_of(42, 3);
    EXPECT_EQ("approve", got["outcome"]);
    EXPECT_EQ(exposure_with(documents), got["credit"]["exposure"]["amount"]);
    EXPECT_EQ("0", waiting());
}

TEST_F(backlog, blocks_no_other_payers_check) {
    std::thread its_payer([&] { asked_of(42, 3); });
    int passed = 0;
    for (; waiting() != "0"; ++passed) {
        EXPECT_EQ("approve", asked_of(43, 10 + passed)["outcome"]);
    }
    its_payer.join();
    EXPECT_LT(0, passed) << "checks of the other payer while changes waited";
}

// Two clerks at once (10.00 each), and the ERP goes on writing orders of the same payer.
TEST_F(backlog, blocks_neither_a_second_check_nor_the_erp) {
    std::thread one([&] { EXPECT_EQ("approve", asked_of(42, 3)["outcome"]); });
    std::thread two([&] { EXPECT_EQ("approve", asked_of(42, 4)["outcome"]); });
    for (int n = 1; n <= 20; ++n) {
        shop.sql("set lock_timeout = '400ms'; insert into erp_order values (" +
                 std::to_string(n + 10) + ", 1, 42, 'SO', 'EUR', 100, '2026-11-24', null)");
    }
    one.join();
    two.join();
    EXPECT_EQ(exposure_with(documents + 20 + 20), asked_of(42, 5)["credit"]["exposure"]["amount"]);
}

}  // namespace
}  // namespace creditgate::test
