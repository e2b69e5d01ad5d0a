// SPDX-License-Identifier: Apache-2.0
//
// What becomes of holds when credit is freed. The same on every database: a program instantiates
// this suite with its kind of shop.
#pragma once

#include "tests/plugin/given/hold_desk.hpp"

namespace creditgate::test {

template <class Shop>
struct holds_when_credit_is_freed : hold_desk<Shop> {};
TYPED_TEST_SUITE_P(holds_when_credit_is_freed);

TYPED_TEST_P(holds_when_credit_is_freed, a_rate_that_is_entered_decides_them_again) {
    json rules = json::array();
    for (const char* each : {"limit", "rate_missing"}) {
        rules.push_back({{"rule", each}, {"at", {{"confirm", "hold"}}}});
    }
    put_in_force(this->shop.session(), {{"name", "Rates"}, {"rules", rules}});
    this->shop.set_limit("150.00");
    this->begin_day("2026-11-24");
    const auto dollars = [](const char* amount) {
        return json{{"document", {{"amount", money(amount, "USD")}}}};
    };
    const json fits = this->held(17, "1.00", dollars("100.00"));
    const json too_large = this->held(18, "1.00", dollars("100.01"));
    this->shop.sql("insert into erp_rate values ('USD', '2026-11-25', '1')");
    EXPECT_EQ(0, this->begin_day("2026-11-24")["accounts"]) << "it is tomorrow's";
    this->shop.sql("insert into erp_rate values ('USD', '2026-11-24', '2')");
    EXPECT_EQ(1U, this->begin_day("2026-11-24")["released"].size());
    EXPECT_EQ("released", this->hold(fits)["state"]);
    EXPECT_EQ("open", this->hold(too_large)["state"]);
    EXPECT_EQ(0, this->begin_day("2026-11-24")["accounts"]) << "it is entered once";
    this->shop.sql("update erp_rate set units_per_base = '9' where valid_from = '2026-11-24'");
    EXPECT_EQ(1U, this->begin_day("2026-11-24")["released"].size());
    EXPECT_EQ("released", this->hold(too_large)["state"]);
}

TYPED_TEST_P(holds_when_credit_is_freed, that_fit_together_are_proposed_in_four_ways) {
    // Of 100.00 that a payment frees, 30, 40, 50 and 90 want a part.
    struct wanted {
        int order;
        const char* amount;
        const char* ship_date;  // "": none
        const char* margin;     // "": nobody knows
    };
    for (const wanted& each :
         {wanted{1, "90.00", "", "-0.01"}, wanted{2, "50.00", "2026-12-02", "20.00"},
          wanted{3, "40.00", "2026-12-01", ""}, wanted{4, "30.00", "", "20.01"}}) {
        json document = json::object();
        if (each.ship_date[0] != 0) document["ship_date"] = each.ship_date;
        if (each.margin[0] != 0) document["margin"] = money(each.margin);
        this->held(each.order, each.amount, {{"document", document}});
    }
    this->force(5);
    this->shop.sql("delete from erp_item");
    const json answer = this->get(
        "propose_releases", {{"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}});
    struct row {
        const char* by;
        std::vector<int> release;
        json amount;
        std::vector<int> left_open;
    };
    const row rows[] = {{"promise", {3, 2}, money("90.00"), {1, 4}},
                        {"largest", {1}, money("90.00"), {2, 3, 4}},
                        {"most", {4, 3}, money("70.00"), {2, 1}},
                        {"margin", {4, 2}, money("80.00"), {1, 3}}};
    ASSERT_EQ(std::size(rows), answer["proposals"].size());
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const json found = answer["proposals"][i];
        std::vector<int> release;
        for (const json& each : found["release"]) release.push_back(each["hold_id"]);
        EXPECT_EQ(rows[i].by, found["by"]);
        EXPECT_EQ(rows[i].release, release) << rows[i].by;
        EXPECT_EQ(rows[i].amount, found["amount"]) << rows[i].by;
        EXPECT_EQ(json(rows[i].left_open), found["left_open"]) << rows[i].by;
    }
    // By itself nothing but the earliest promise is released.
    const json again = this->get("reevaluate", {{"company", 1},
                                                {"customers", {42}},
                                                {"reason", "payment"},
                                                {"business_date", "2026-11-24"}});
    std::vector<int> released;
    for (const json& each : again["released"]) released.push_back(each["hold_id"]);
    EXPECT_EQ((std::vector<int>{3, 2}), released);
}

TYPED_TEST_P(holds_when_credit_is_freed,
             that_do_not_fit_together_are_left_to_a_person_where_the_policy_says_so) {
    json policy = {{"name", "Propose"},
                   {"rules", json::array({{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}}})},
                   {"when_credit_is_freed", "propose"}};
    put_in_force(this->shop.session(), policy);
    const json first = this->held(1, "60.00", {{"document", {{"ship_date", "2026-12-01"}}}});
    const json second = this->held(2, "40.01");
    this->force(3);
    this->shop.sql("delete from erp_item");
    const auto released = [&] {
        const json done = this->get("reevaluate", {{"company", 1},
                                                   {"customers", {42}},
                                                   {"reason", "payment"},
                                                   {"business_date", "2026-11-24"}});
        std::vector<json> found;
        for (const json& each : done["released"]) found.push_back(each["hold_id"]);
        return found;
    };
    EXPECT_TRUE(released().empty());
    const json proposals =
        this->get("propose_releases",
                  {{"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}})["proposals"];
    EXPECT_EQ(first, proposals[0]["release"][0]["hold_id"]);
    EXPECT_EQ(second, proposals[2]["release"][0]["hold_id"]);
    EXPECT_EQ(2U, this->get("holds", {{"company", 1}, {"rule", "limit"}})["holds"].size())
        << "what only the others stand in the way of keeps its reasons";
    this->ask(2, "40.00");
    EXPECT_EQ((std::vector<json>{first}), released()) << "the other one has passed";
    EXPECT_EQ("lapsed", this->hold(second)["state"]);
}

TYPED_TEST_P(holds_when_credit_is_freed,
             all_that_fit_together_are_released_whatever_the_policy_says) {
    put_in_force(this->shop.session(),
                 {{"name", "Propose"},
                  {"rules", json::array({{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}}})},
                  {"when_credit_is_freed", "propose"}});
    const json first = this->held(1, "60.00");
    const json second = this->held(2, "40.00");
    this->shop.sql("delete from erp_item");
    this->begin_day("2026-11-24");
    EXPECT_EQ("released", this->hold(first)["state"]);
    EXPECT_EQ("released", this->hold(second)["state"]);
}

REGISTER_TYPED_TEST_SUITE_P(holds_when_credit_is_freed, a_rate_that_is_entered_decides_them_again,
                            that_fit_together_are_proposed_in_four_ways,
                            that_do_not_fit_together_are_left_to_a_person_where_the_policy_says_so,
                            all_that_fit_together_are_released_whatever_the_policy_says);

}  // namespace creditgate::test
