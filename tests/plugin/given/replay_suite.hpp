// SPDX-License-Identifier: Apache-2.0
//
// Decisions are made again from their records. The same on every database: a program instantiates
// this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/random_trade.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {

template <class Shop>
struct replays : ::testing::Test {
    void set_policy(const char* percent) {
        json rules = json::array();
        rules.push_back({{"rule", "limit"},
                         {"at", {{"confirm", "hold"}}},
                         {"threshold_percent", std::stoi(percent)}});
        put_in_force(shop.session(), {{"name", "Limit"}, {"rules", rules}});
    }
    json check(const std::string& amount) {
        return shop.session().get(check_of(++last_order, amount));
    }
    json replay(const json& members = json::object()) {
        json request = {{"op", "replay"}};
        request.update(members);
        return shop.session().get(request);
    }
    // "decision 2 differs at answer.outcome: hold, now approve", one line each.
    std::string told(const json& members = json::object()) {
        std::string all;
        const json found = replay(members);
        for (const json& each : found["differences"]) {
            all += "decision " + each["decision_id"].dump() + " " +
                   each["result"].template get<std::string>() + " at " +
                   each["place"].template get<std::string>();
            if (each["result"] != "unreadable") {
                all += ": " + each["recorded"].template get<std::string>() + ", now " +
                       each["replayed"].template get<std::string>();
            }
            all += "\n";
        }
        return all;
    }
    // What random decisions are made of, all of it.
    static std::vector<std::string> all_there_is() {
        std::vector<std::string> all = {"approve",
                                        "warn",
                                        "hold",
                                        "reject",
                                        "en",
                                        "zh_CN",
                                        "fr",
                                        "group",
                                        "rates",
                                        "return",
                                        "invoices to pay",
                                        "release",
                                        "cash_sale",
                                        "prepaid",
                                        "intercompany",
                                        "under_amount",
                                        "shipped_goods",
                                        "pilot hold",
                                        "pilot approve",
                                        "opening cover"};
        for (const rule_scene& each : rule_scenes()) all.push_back(each.rule);
        return all;
    }
    void as_owner(const std::string& sql) { shop.as_owner(sql); }

    Shop shop;
    int last_order = 3000;
};
TYPED_TEST_SUITE_P(replays);

TYPED_TEST_P(replays, of_random_decisions_give_the_same_bytes) {
    const int wanted = scaled(1'000, 10'000);
    random_trade<TypeParam> trade(this->shop, 20'261'124);
    trade.trade(wanted);
    ASSERT_EQ(wanted, trade.made());
    for (const std::string& each : this->all_there_is()) {
        EXPECT_TRUE(trade.met().contains(each)) << each << " was never met";
    }
    int replayed = 0;
    json after = nullptr;
    do {
        const json got = this->replay({{"after_decision_id", after}, {"max", 400}});
        EXPECT_EQ(json::array(), got["differences"]);
        replayed += got["replayed"].template get<int>();
        after = got["next_decision_id"];
    } while (!after.is_null());
    EXPECT_EQ(wanted, replayed);
}

TYPED_TEST_P(replays, of_the_days_or_decisions_that_are_named) {
    this->shop.set_limit("120.00");
    const json first = this->check("10.00");
    json later = check_of(++this->last_order);
    later["business_date"] = "2026-11-25";
    const json second = this->shop.session().get(later);
    EXPECT_EQ(2, this->replay()["replayed"]);
    EXPECT_EQ(1, this->replay({{"from", "2026-11-25"}})["replayed"]);
    EXPECT_EQ(1, this->replay({{"to", "2026-11-24"}})["replayed"]);
    EXPECT_EQ(0, this->replay({{"from", "2026-11-26"}})["replayed"]);
    EXPECT_EQ(1, this->replay({{"decisions", {second["decision_id"]}}})["replayed"]);
    EXPECT_EQ(first["decision_id"], this->replay({{"max", 1}})["next_decision_id"]);
    const answer got = this->shop.session().call({{"op", "replay"}, {"decisions", {999'999}}});
    EXPECT_EQ("unknown_decision", got.code());
    EXPECT_EQ("decisions", got.field());
}

// Two decisions at a limit of 120.00 with 100.00 open: one of 20.00 passes, one of 20.01 is held.
TYPED_TEST_P(replays, differ_when_the_text_of_a_policy_was_changed) {
    this->shop.set_limit("120.00");
    this->set_policy("100");
    const std::string held = this->check("20.01")["decision_id"].dump();
    this->check("20.00");
    EXPECT_EQ("", this->told());
    this->as_owner(
        "update cg_policy set body = replace(body, '\"threshold_percent\":100', "
        "'\"threshold_percent\":101') where version > 1");
    EXPECT_EQ("decision " + held + " differs at answer.outcome: hold, now approve\n", this->told());
}

struct changed_record {
    const char* from;  // of the record's text
    const char* to;
    const char* found;  // "" where nothing follows from what was changed
};

TYPED_TEST_P(replays, name_the_first_difference) {
    this->shop.set_limit("120.00");
    this->set_policy("100");
    const json held = this->check("20.01");
    const std::string id = held["decision_id"].dump();
    const std::vector<changed_record> all = {
        {"\"outcome\":\"hold\",\"decision_id\"", "\"outcome\":\"warn\",\"decision_id\"",
         " differs at answer.outcome: warn, now hold\n"},
        {"\"value\":{\"amount\":\"120.01\"", "\"value\":{\"amount\":\"120.02\"",
         " differs at answer.reasons[0].value.amount: 120.02, now 120.01\n"},
        // A cent less is open, so that it would have passed.
        {"[\"invoice\",\"EUR\",10000,", "[\"invoice\",\"EUR\",9999,",
         " differs at answer.outcome: hold, now approve\n"},
        {"\"policy_version\":2", "\"policy_version\":3",
         " differs at answer.policy_version: 3, now 2\n"},
        {"\"message\":\"Order", "\"message\":\"order", " worded_otherwise at answer.message"},
        {"\"language\":\"en\"", "\"language\":\"zh_CN\"",
         " worded_otherwise at answer.reasons[0].text"},
        {"\"customer\":42", "\"customer\":42 ", " differs at record, byte "},
        {"\"facts\":{", "\"facts\":[", " unreadable at record\n"},
        {"\"currency\":\"EUR\"", "\"currency\":\"EUX\"", " unreadable at record\n"},
    };
    for (const changed_record& each : all) {
        const std::string update = "update cg_decision set record = ";
        const std::string where = " where decision_id = " + id;
        this->as_owner("create table kept_record as select record from cg_decision" + where);
        this->as_owner(update + "replace(record, '" + each.from + "', '" + each.to + "')" + where);
        const std::string told = this->told();
        EXPECT_EQ(0U, told.find("decision " + id + each.found)) << each.to << "\n" << told;
        this->as_owner(update + "(select record from kept_record)" + where);
        this->as_owner("drop table kept_record");
        EXPECT_EQ("", this->told());
    }
}

TYPED_TEST_P(replays, look_at_the_columns_too) {
    this->shop.set_limit("120.00");
    const std::string id = this->check("10.00")["decision_id"].dump();
    struct column {
        const char* set;
        const char* back;
        const char* found;
    };
    const column all[] = {
        {"amount_minor = 1001", "amount_minor = 1000", "amount_minor: 1001, now 1000"},
        {"document_id = 1", "document_id = 3001", "document_id: 1, now 3001"},
        {"outcome = 'warn'", "outcome = 'approve'", "outcome: warn, now approve"},
        {"decided_for = 'bob'", "decided_for = 'ann'", "decided_for: bob, now ann"},
        {"business_date = '2026-11-23'", "business_date = '2026-11-24'",
         "business_date: 2026-11-23, now 2026-11-24"},
    };
    for (const column& each : all) {
        const std::string where = " where decision_id = " + id;
        this->as_owner("update cg_decision set " + std::string(each.set) + where);
        EXPECT_EQ("decision " + id + " differs at cg_decision." + each.found + "\n", this->told());
        this->as_owner("update cg_decision set " + std::string(each.back) + where);
    }
    EXPECT_EQ("", this->told());
}

REGISTER_TYPED_TEST_SUITE_P(replays, of_random_decisions_give_the_same_bytes,
                            of_the_days_or_decisions_that_are_named,
                            differ_when_the_text_of_a_policy_was_changed, name_the_first_difference,
                            look_at_the_columns_too);

}  // namespace creditgate::test
