// SPDX-License-Identifier: Apache-2.0
//
// What an approved order holds follows the ERP's own transaction. Of customer 42's limit of 200.00
// an invoice takes 100.00, so one order of 60.00 fits and two do not.
#include <gtest/gtest.h>

#include <functional>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

struct reservation : ::testing::Test {
    reservation() { shop.set_limit("200.00"); }

    std::string outcome_of(const json& asked) { return shop.session().get(asked)["outcome"]; }
    // What another order of this amount is told now.
    std::string another(const std::string& amount = "60.00") {
        const erp_transaction other(shop);
        return outcome_of(other.check(99, amount));
    }

    postgresql_shop shop;
};

TEST_F(reservation, lives_as_long_as_the_erps_transaction) {
    struct row {
        const char* name;
        std::function<void(erp_transaction&)> ends;
        const char* another_order;
    };
    const row rows[] = {
        {"goes on", [](erp_transaction&) {}, "hold"},
        {"is rolled back", [](erp_transaction& erp) { erp.end("rollback"); }, "approve"},
        {"is killed",
         [&](erp_transaction& erp) {
             shop.sql("select pg_terminate_backend(" + erp.process() + ")");
             while (shop.sql("select count(*) from pg_stat_activity where state like 'idle in%'") !=
                    "0") {
             }
         },
         "approve"},
        {"rolls the order back and goes on",
         [](erp_transaction& erp) {
             erp.run("savepoint order_entry");
             erp.write_order(1, 6000);
             erp.run("rollback to savepoint order_entry");
             erp.end("commit");
         },
         "approve"},
        {"commits the order",
         [](erp_transaction& erp) {
             erp.write_order(2, 6000);
             erp.end("commit");
         },
         "hold"},
    };
    for (const row& each : rows) {
        shop.sql("delete from public.erp_order");
        erp_transaction erp(shop);
        EXPECT_EQ("approve", outcome_of(erp.check(2, "60.00"))) << each.name;
        each.ends(erp);
        EXPECT_EQ(each.another_order, another()) << "the ERP's transaction " << each.name;
    }
}

// A check has locked the account and has not yet read what is open: what an approved order holds
// must be there until it is seen as an order.
TEST_F(reservation, is_not_taken_away_by_a_look_while_a_check_is_under_way) {
    erp_transaction erp(shop);
    EXPECT_EQ("approve", outcome_of(erp.check(2, "60.00")));
    erp.write_order(2, 6000);
    erp.end("commit");
    direct_database check(shop.connection() + ";UID=postgres");
    check.run("begin");
    check.run("select 1 from creditgate.cg_account where customer_id = 42 for no key update");
    const json looked = shop.session().get(
        {{"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}});
    EXPECT_EQ("160.00", looked["credit"]["exposure"]["amount"]) << "as it was last";
    EXPECT_EQ("1", shop.sql("select count(*) from creditgate.cg_reservation"));
    check.run("rollback");
    EXPECT_EQ("hold", another());
    EXPECT_EQ("0",
              shop.sql("select count(*) from creditgate.cg_reservation where document_id = 2"));
}

// The order is committed and nothing has read it yet: neither what it held nor what it is may be
// missed by what decides whether a hold can go.
TEST_F(reservation, counts_until_the_order_is_seen_when_a_hold_is_looked_at_again) {
    erp_transaction first(shop);
    EXPECT_EQ("approve", outcome_of(first.check(2, "60.00")));
    const erp_transaction second(shop);
    EXPECT_EQ("hold", outcome_of(second.check(3, "60.00")));
    first.write_order(2, 6000);
    first.end("commit");
    const auto released = [&] {
        return shop.session()
            .get({{"op", "reevaluate"},
                  {"company", 1},
                  {"customers", {42}},
                  {"business_date", "2026-11-24"},
                  {"reason", "a payment was booked"}})["released"]
            .size();
    };
    EXPECT_EQ(0U, released());
    shop.set_limit("219.99");
    EXPECT_EQ(0U, released());
    shop.set_limit("220.00");
    EXPECT_EQ("released", shop.sql("select state from creditgate.cg_hold where document_id = 3"));
}

TEST_F(reservation, of_one_document_the_largest_live_one_counts) {
    erp_transaction first(shop);
    erp_transaction second(shop);
    EXPECT_EQ("approve", outcome_of(first.check(1, "30.00")));
    EXPECT_EQ("approve", outcome_of(second.check(1, "50.00")));
    EXPECT_EQ("approve", another("50.00"));
    EXPECT_EQ("hold", another("50.01"));
    second.end("rollback");
    EXPECT_EQ("approve", another("70.00")) << "the first one lives on";
    EXPECT_EQ("hold", another("70.01"));
}

// The grant of either answer can be taken until the transaction ends.
TEST_F(reservation, asked_twice_in_one_transaction_the_larger_one_stays) {
    shop.sql("insert into public.erp_rate values ('USD', '2026-01-01', '1')");
    const auto second_question = [](json asked, const std::string& currency) {
        asked["request_id"] = "another question";
        asked["document"]["amount"]["currency"] = currency;
        return asked;
    };
    for (const char* currency : {"EUR", "USD"}) {
        erp_transaction erp(shop);
        EXPECT_EQ("approve", outcome_of(erp.check(1, "90.00")));
        EXPECT_EQ("approve", outcome_of(second_question(erp.check(1, "1.00"), currency)));
        EXPECT_EQ("hold", another("10.01")) << currency;
        erp.end("rollback");
        EXPECT_EQ("approve", another("100.00")) << currency;
    }
}

TEST_F(reservation, stays_while_the_transaction_that_was_granted_it_goes_on) {
    erp_transaction erp(shop);
    EXPECT_EQ("approve", outcome_of(erp.check(1, "90.00")));
    shop.session().get({{"op", "withdraw"},
                        {"company", 1},
                        {"customer", 42},
                        {"document", {{"kind", "order"}, {"id", 1}}},
                        {"user", clerk()},
                        {"reason", "back to draft"},
                        {"transaction", erp.id()}});
    EXPECT_EQ("hold", another("10.01")) << "withdrawn";
    for (const char* told : {"abort", "commit"}) {
        shop.session().get({{"op", told}, {"transaction", erp.id()}});
        EXPECT_EQ("hold", another("10.01")) << told;
    }
    erp.end("rollback");
    EXPECT_EQ("approve", another("100.00"));
}

TEST_F(reservation, a_document_that_is_seen_already_is_not_counted_twice) {
    shop.sql(
        "insert into public.erp_order values (1, 1, 42, 'SO-1', 'EUR', 3000, '2026-11-24', "
        "null)");
    const erp_transaction erp(shop);
    EXPECT_EQ("approve", outcome_of(erp.check(1, "50.00"))) << "30.00 of it are in the tables";
    EXPECT_EQ("approve", another("50.00"));
    EXPECT_EQ("hold", another("50.01"));
}

TEST_F(reservation, of_a_transaction_that_cannot_be_is_refused) {
    const erp_transaction erp(shop);
    struct row {
        const char* member;
        const char* value;
        const char* message;
    };
    const row rows[] = {
        {"id", "9000000000",
         "the ERP transaction 9000000000 is not in progress, expected one in "
         "progress"},
        {"id", "seven",
         "the ERP transaction seven is not a number, expected a transaction id of "
         "PostgreSQL"},
        {"cluster", "17",
         "the ERP's transaction is of the cluster 17, the credit archive lies in "},
    };
    for (const row& each : rows) {
        json asked = erp.check(1, "10.00");
        asked["transaction"][each.member] = each.value;
        const answer got = shop.session().call(asked);
        EXPECT_EQ(CG_BAD_REQUEST, got.status);
        EXPECT_EQ("bad_transaction", got.code());
        EXPECT_EQ(0U, got.message().find(each.message)) << got.message();
    }
    EXPECT_EQ("0", shop.sql("select count(*) from creditgate.cg_decision"));
}

}  // namespace
}  // namespace creditgate::test
