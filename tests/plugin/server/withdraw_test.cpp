// SPDX-License-Identifier: Apache-2.0
//
// An order goes back; the ERP tells so when its transaction is committed. Of customer 42's limit of
// 200.00 an invoice takes 100.00: no order of 200.00 fits.
#include <gtest/gtest.h>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

struct withdraw : ::testing::Test {
    withdraw() { shop.set_limit("200.00"); }

    void tell(const json& transaction) {
        shop.session().get({{"op", "withdraw"},
                            {"company", 1},
                            {"customer", 42},
                            {"document", {{"kind", "order"}, {"id", 1}}},
                            {"user", clerk()},
                            {"reason", "back to draft"},
                            {"transaction", transaction}});
    }
    void hold(const erp_transaction& asked) {
        EXPECT_EQ("hold", shop.session().get(asked.check(1, "200.00"))["outcome"]);
    }
    std::string states() {
        return shop.sql("select string_agg(state, ' ' order by hold_id) from creditgate.cg_hold");
    }

    postgresql_shop shop;
};

TEST_F(withdraw, told_late_it_leaves_what_was_asked_since) {
    struct row {
        const char* name;
        bool asked_again;
        const char* states;
    };
    const row rows[] = {
        {"nobody has asked since", false, "withdrawn"},
        {"the order has come again", true, "withdrawn open"},
    };
    for (const row& each : rows) {
        erp_transaction first(shop);
        hold(first);
        first.end("commit");
        erp_transaction back(shop);
        back.end("commit");
        erp_transaction again(shop);
        if (each.asked_again) hold(again);
        tell(back.id());
        EXPECT_EQ(each.states, states()) << each.name;
    }
    erp_transaction last(shop);
    last.end("commit");
    tell(last.id());
    EXPECT_EQ("withdrawn withdrawn", states());
}

}  // namespace
}  // namespace creditgate::test
