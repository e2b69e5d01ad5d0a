// SPDX-License-Identifier: Apache-2.0
//
// What went on while nobody could be asked, on SQLite: what is detached, attached, decided.
#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {
namespace {

const json decide = {{"op", "decide_unchecked"}, {"business_date", "2026-11-24"}};

struct unchecked : ::testing::Test {
    sqlite_shop shop;
    test_session& session = shop.session();

    void install_guard() {
        session.get({{"op", "install"},
                     {"host", "test"},
                     {"views", erp_views() +
                                   "create view cg_erp_guarded as select 'order' as document_kind, "
                                   "document_id, 'confirm' as checkpoint, company_id, customer_id, "
                                   "number, currency, amount_minor from {erp}erp_order;"},
                     {"triggers", erp_triggers(false)}});
    }
    void order(int id, int minor, int customer = 42) {
        const std::string n = std::to_string(id);
        shop.sql("insert into erp_order values (" + n + ", 1, " + std::to_string(customer) +
                 ", 'SO-" + n + "', 'EUR', " + std::to_string(minor) + ", '2026-11-24', null)");
    }
    json noted() { return session.get({{"op", "audit"}})["noted"]; }
};

TEST_F(unchecked, nothing_is_decided_where_nothing_went_on) {
    const json got = session.get(decide);
    EXPECT_EQ(json::array(), got["decided"]);
    EXPECT_EQ(true, got["done"]);
}

// Customer 42 owes 100.00 already.
TEST_F(unchecked, what_went_on_while_detached_is_decided_once) {
    install_guard();
    for (const auto& [limit, id, minor, outcome] :
         {std::tuple{"200.00", 1, 10'000, "approve"}, std::tuple{"300.00", 2, 10'001, "hold"},
          std::tuple{"300.02", 3, 1, "approve"}}) {
        shop.set_limit(limit);
        session.get({{"op", "detach"}});
        order(id, minor);
        const json attached = session.get({{"op", "attach"}});
        EXPECT_EQ(true, attached["was_detached"]);
        const json got = session.get(decide);
        EXPECT_EQ(1, attached["passed"]) << id;
        ASSERT_EQ(1U, got["decided"].size()) << got;
        EXPECT_EQ(outcome, got["decided"][0]["outcome"]);
        EXPECT_EQ(std::string(outcome) == "hold", got["decided"][0]["hold_id"].is_number());
        EXPECT_EQ(json::array(), session.get(decide)["decided"]) << "once";
        const json last = noted().back();
        EXPECT_EQ(id, last["document"]["id"]);
        EXPECT_EQ("detached", last["by"]);
        EXPECT_EQ(got["decided"][0]["decision_id"], last["decision_id"]);
    }
}

// Customer 43 shares 149.99 with customer 42, who owes 100.00.
TEST_F(unchecked, what_went_on_is_held_against_the_limit_of_the_group_too) {
    install_guard();
    const json by = {{"group", "Harbour"}, {"user", controller()}, {"reason", "one family"}};
    const auto change = [&](const std::string& op, json more) {
        more["op"] = op;
        more.update(by);
        session.get(more);
    };
    change("make_group", {{"currency", "EUR"}});
    for (const int each : {42, 43}) {
        change("group_member",
               {{"customer", each}, {"member", true}, {"business_date", "2026-11-24"}});
        session.get({{"op", "set_limit"},
                     {"company", 1},
                     {"customer", each},
                     {"limit", {{"state", "unlimited"}}},
                     {"user", controller()},
                     {"reason", "agreed"},
                     {"business_date", "2026-11-24"}});
    }
    change("set_group_limit", {{"limit", {{"state", "amount"}, {"amount", money("149.99")}}},
                               {"business_date", "2026-11-24"}});
    for (const auto& [id, minor, outcome] :
         {std::tuple{1, 4'999, "approve"}, std::tuple{2, 1, "hold"}}) {
        session.get({{"op", "detach"}});
        order(id, minor, 43);
        session.get({{"op", "attach"}});
        const json got = session.get(decide);
        ASSERT_EQ(1U, got["decided"].size()) << got;
        EXPECT_EQ(outcome, got["decided"][0]["outcome"]);
    }
    const json held = session.get({{"op", "holds"}, {"company", 1}})["holds"].at(0);
    EXPECT_EQ("group_limit", held["reasons"][0]["rule"]);
    EXPECT_EQ(money("150.00"), held["reasons"][0]["value"]);
}

TEST_F(unchecked, what_has_gone_back_is_not_decided) {
    install_guard();
    session.get({{"op", "detach"}});
    order(1, 10'000);
    session.get({{"op", "attach"}});
    shop.sql("delete from erp_order");
    const json got = session.get(decide);
    ASSERT_EQ(1U, got["decided"].size());
    EXPECT_EQ(nullptr, got["decided"][0]["outcome"]);
    EXPECT_NE(nullptr, noted()[0]["decided_at"]);
    EXPECT_EQ(nullptr, noted()[0]["decision_id"]);
}

TEST_F(unchecked, one_that_cannot_be_decided_keeps_no_other_waiting) {
    install_guard();
    session.get({{"op", "detach"}});
    for (const int id : {1, 2, 3}) order(id, 1'000);
    session.get({{"op", "attach"}});
    shop.sql("update cg_uncovered set company_id = 7 where document_id = 2");
    shop.sql("update erp_order set company_id = 7 where document_id = 2");
    const json got = session.get(decide);
    EXPECT_EQ(2U, got["decided"].size()) << got;
    ASSERT_EQ(1U, got["failed"].size()) << got;
    EXPECT_EQ(noted()[1]["noted_id"], got["failed"][0]["noted_id"]);
    EXPECT_EQ(true, got["done"]);
    EXPECT_EQ(1U, session.get(decide)["failed"].size()) << "offered again";
}

// Asked, and never heard of again: others were given the credit.
TEST_F(unchecked, what_has_lapsed_covers_nothing) {
    install_guard();
    shop.set_limit("1000.00");
    session.get({{"op", "guard"},
                 {"mode", "enforce"},
                 {"user", {{"name", "mary"}, {"roles", {"manager"}}}}});
    EXPECT_EQ("approve", session.get(check_of(1, "900.00"))["outcome"]);
    EXPECT_EQ("hold", session.get(check_of(2, "900.00"))["outcome"]);
    shop.sql("update cg_reservation set lapses_at = '2000-01-01T00:00:00.000000Z'");
    EXPECT_EQ("approve", session.get(check_of(2, "900.00"))["outcome"]);
    EXPECT_ANY_THROW(order(1, 90'000));
    order(2, 90'000);
    EXPECT_EQ(json::array(), session.get({{"op", "audit"}})["uncovered"]);
}

TEST_F(unchecked, what_was_withdrawn_covers_nothing) {
    install_guard();
    shop.set_limit("1000.00");
    session.get({{"op", "guard"},
                 {"mode", "enforce"},
                 {"user", {{"name", "mary"}, {"roles", {"manager"}}}}});
    const json asked = check_of(1, "900.00");
    EXPECT_EQ("approve", session.get(asked)["outcome"]);
    session.get({{"op", "withdraw"},
                 {"company", 1},
                 {"customer", 42},
                 {"document", {{"kind", "order"}, {"id", 1}}},
                 {"user", clerk()},
                 {"reason", "back to draft"},
                 {"transaction", asked["transaction"]}});
    EXPECT_EQ("approve", session.get(check_of(2, "900.00"))["outcome"]);
    EXPECT_ANY_THROW(order(1, 90'000));
}

TEST_F(unchecked, at_most_so_many_at_a_time) {
    install_guard();
    session.get({{"op", "detach"}});
    for (const int id : {1, 2, 3}) order(id, 1'000);
    session.get({{"op", "attach"}});
    json two = decide;
    two["max"] = 2;
    const json first = session.get(two);
    EXPECT_EQ(2U, first["decided"].size());
    EXPECT_EQ(false, first["done"]);
    EXPECT_EQ(1U, session.get(two)["decided"].size());
}

}  // namespace
}  // namespace creditgate::test
