// SPDX-License-Identifier: Apache-2.0
//
// A hold is on record as soon as it is decided; whether there will be an order is up to the ERP's
// transaction. Of customer 42's limit of 200.00 an invoice takes 100.00: no order here fits.
#include <gtest/gtest.h>

#include <functional>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

constexpr const char* document_view =
    "create view cg_erp_document as select 'order' as document_kind, document_id from "
    "{erp}erp_order;\n";

struct hold_of_no_order : ::testing::Test {
    hold_of_no_order() {
        shop.set_limit("200.00");
        shop.administer({{"op", "install"},
                         {"host", "test"},
                         {"views", erp_views() + document_view},
                         {"triggers", erp_triggers(true)},
                         {"role_password", "drift-wood"},
                         {"grants", "grant select on all tables in schema public to creditgate"}});
    }

    std::int64_t withdrawn() {
        return shop.session().get({{"op", "refresh"}, {"seconds", 10}})["holds_withdrawn"];
    }
    std::string state_of(int order) {
        return shop.sql("select state from creditgate.cg_hold where document_id = " +
                        std::to_string(order));
    }

    postgresql_shop shop;
};

TEST_F(hold_of_no_order, is_withdrawn_when_the_transaction_ends_without_it) {
    struct row {
        const char* name;
        std::function<void(erp_transaction&)> ends;
        const char* state;
    };
    const row rows[] = {
        {"commits the order", [](erp_transaction& erp) { erp.end("commit"); }, "open"},
        {"is rolled back", [](erp_transaction& erp) { erp.end("rollback"); }, "withdrawn"},
        {"is killed",
         [&](erp_transaction& erp) {
             shop.sql("select pg_terminate_backend(" + erp.process() + ", 10000)");
         },
         "withdrawn"},
        {"rolls the order back and commits",
         [](erp_transaction& erp) {
             erp.run("rollback to savepoint order_entry");
             erp.end("commit");
         },
         "withdrawn"},
        {"goes on", [](erp_transaction&) {}, "open"},
    };
    int order = 0;
    for (const row& each : rows) {
        erp_transaction erp(shop);
        erp.run("savepoint order_entry");
        erp.write_order(++order, 20'000);
        EXPECT_EQ("hold", shop.session().get(erp.check(order, "200.00"))["outcome"]);
        EXPECT_EQ(0, withdrawn()) << "it may still be committed: " << each.name;
        each.ends(erp);
        EXPECT_EQ(std::string(each.state) == "open" ? 0 : 1, withdrawn()) << each.name;
        EXPECT_EQ(each.state, state_of(order)) << "the transaction " << each.name;
    }
}

TEST_F(hold_of_no_order, gets_no_credit_that_becomes_free) {
    {
        erp_transaction erp(shop);
        EXPECT_EQ("hold", shop.session().get(erp.check(1, "200.00"))["outcome"]);
    }
    shop.set_limit("300.00");
    EXPECT_EQ("withdrawn", state_of(1));
    EXPECT_EQ("0", shop.sql("select count(*) from creditgate.cg_outbox"));
    const erp_transaction other(shop);
    EXPECT_EQ("approve", shop.session().get(other.check(2, "200.00"))["outcome"]);
}

TEST_F(hold_of_no_order, its_release_frees_what_it_held) {
    shop.sql(
        "insert into public.erp_order values (1, 1, 42, 'SO-1', 'EUR', 20000, '2026-11-24', null)");
    {
        erp_transaction erp(shop);
        EXPECT_EQ("hold", shop.session().get(erp.check(1, "200.00"))["outcome"]);
    }
    EXPECT_EQ(0, withdrawn());
    shop.session().get({{"op", "release"},
                        {"hold_id", 1},
                        {"user", controller()},
                        {"reason", "agreed"},
                        {"business_date", "2026-11-24"}});
    shop.sql("delete from public.erp_order");
    EXPECT_EQ(1, withdrawn());
    EXPECT_EQ("withdrawn", state_of(1));
    EXPECT_EQ("0", shop.sql("select count(*) from creditgate.cg_reservation"));
}

}  // namespace
}  // namespace creditgate::test
