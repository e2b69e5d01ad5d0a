// SPDX-License-Identifier: Apache-2.0
//
// Every exclusion that op policy_rules lists, with a document that it leaves out and one that it
// does not. The customer has used up his limit, so that what is checked is held. The same on every
// database: a program instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

struct exclusion_scene {
    std::string exclusion;
    json terms = json::object();     // of the line
    json left_out = json::object();  // patches of the check
    json checked = json::object();
};

inline std::vector<exclusion_scene> exclusion_scenes() {
    const auto of_document = [](const json& members) { return json{{"document", members}}; };
    const json invoice = {{"kind", "invoice"}, {"shipped", money("10.00")}};
    const json partly = {{"kind", "invoice"}, {"shipped", money("9.99")}};
    return {
        {"cash_sale",
         {{"methods", {"cash", "card"}}},
         of_document({{"payment_method", "card"}}),
         of_document({{"payment_method", "transfer"}})},
        {"prepaid",
         {{"percent", 50}},
         of_document({{"prepaid", money("5.00")}}),
         of_document({{"prepaid", money("4.99")}})},
        {"intercompany", json::object(), {{"intercompany", true}}, {{"intercompany", false}}},
        {"return",
         {},
         of_document({{"direction", "return"}}),
         of_document({{"direction", "sale"}})},
        {"under_amount",
         {{"amount", money("10.01")}},
         json::object(),
         of_document({{"amount", money("10.01")}})},
        {"shipped_goods", json::object(), of_document(invoice), of_document(partly)},
    };
}

template <class Shop>
struct exclusions : ::testing::Test {
    exclusions() { shop.set_limit("100.00"); }
    json put(const json& lines) {
        const json at = {{"quote", "hold"}, {"confirm", "hold"}, {"invoice", "hold"}};
        const json blocked = {{"rule", "account_blocked"}, {"at", {{"confirm", "reject"}}}};
        return put_in_force(shop.session(),
                            {{"name", "Exclusions"},
                             {"exclusions", lines},
                             {"rules", json::array({blocked, {{"rule", "limit"}, {"at", at}}})}});
    }
    json ask(const json& patch) {
        json asked = check_of(++last_order);
        asked.merge_patch(patch);
        return shop.session().get(asked);
    }
    // "approve by under_amount", "hold".
    std::string told(const json& patch) {
        const json got = ask(patch);
        std::string text = got["outcome"];
        if (!got["excluded_by"].is_null()) {
            text += " by " + got["excluded_by"]["exclusion"].template get<std::string>();
        }
        return text;
    }
    static json line_of(const exclusion_scene& scene) {
        json line = {{"exclusion", scene.exclusion}};
        line.update(scene.terms);
        return line;
    }

    Shop shop;
    int last_order = 2000;
};
TYPED_TEST_SUITE_P(exclusions);

TYPED_TEST_P(exclusions, have_a_scene_each) {
    std::vector<std::string> listed;
    const json all = this->shop.session().get({{"op", "policy_rules"}});
    for (const json& each : all["exclusions"]) {
        listed.push_back(each["exclusion"].template get<std::string>());
        const std::string sentence = each["sentence"];
        EXPECT_NE("exclusion." + listed.back(), sentence);
        for (const json& term : each["terms"]) {
            const std::string name = term["name"];
            EXPECT_NE(std::string::npos, sentence.find("{" + name + "}")) << sentence;
        }
    }
    std::vector<std::string> played;
    for (const exclusion_scene& each : exclusion_scenes()) played.push_back(each.exclusion);
    EXPECT_EQ(listed, played);
}

TYPED_TEST_P(exclusions, leave_out_what_they_say) {
    for (const exclusion_scene& scene : exclusion_scenes()) {
        SCOPED_TRACE(scene.exclusion);
        const bool always = scene.exclusion == "return";
        this->put(always ? json::array() : json::array({this->line_of(scene)}));
        EXPECT_EQ("approve by " + scene.exclusion, this->told(scene.left_out));
        EXPECT_EQ("hold", this->told(scene.checked));
        this->put(json::array());
        EXPECT_EQ(always ? "approve by return" : "hold", this->told(scene.left_out));
    }
}

TYPED_TEST_P(exclusions, hold_at_the_checkpoints_that_they_name) {
    json small = {{"exclusion", "under_amount"}, {"amount", money("50.00")}};
    small["at"] = json::array({"quote"});
    this->put(json::array({small}));
    EXPECT_EQ("approve by under_amount", this->told({{"checkpoint", "quote"}}));
    EXPECT_EQ("hold", this->told({{"checkpoint", "confirm"}}));
    small["at"] = json::array();
    this->put(json::array({small}));
    EXPECT_EQ("hold", this->told({{"checkpoint", "quote"}}));
}

// What is excluded counts: the next document, which is checked, finds no room.
TYPED_TEST_P(exclusions, reserve_like_any_approval) {
    this->shop.set_limit("120.00");
    this->put(json::array({{{"exclusion", "intercompany"}}}));
    const json left_out = this->ask({{"intercompany", true}});
    EXPECT_EQ("approve", left_out["outcome"]);
    EXPECT_FALSE(left_out["grant"].template get<std::string>().empty());
    EXPECT_TRUE(left_out["reasons"].empty());
    const json next = this->ask({{"document", {{"amount", money("10.01")}}}});
    EXPECT_EQ("hold", next["outcome"]);
    EXPECT_EQ(money("120.01"), next["reasons"][0]["value"]);
}

TYPED_TEST_P(exclusions, leave_a_block_unless_they_say_so) {
    json small = {{"exclusion", "under_amount"}, {"amount", money("50.00")}};
    this->put(json::array({small}));
    this->shop.session().get({{"op", "block"},
                              {"company", 1},
                              {"customer", 42},
                              {"blocked", true},
                              {"user", controller()},
                              {"reason", "fraud case"},
                              {"business_date", "2026-11-24"}});
    EXPECT_EQ("reject by under_amount", this->told(json::object()));
    small["even_blocked"] = true;
    this->put(json::array({small}));
    EXPECT_EQ("approve by under_amount", this->told(json::object()));
}

// Of the same question the same answer, from the record.
TYPED_TEST_P(exclusions, are_on_record) {
    this->put(
        json::array({{{"exclusion", "prepaid"}, {"percent", 30}, {"scope", {{"customer", 42}}}}}));
    json asked = check_of(++this->last_order);
    asked["document"]["prepaid"] = money("3.00");
    asked["document"]["payment_method"] = "transfer";
    asked["intercompany"] = false;
    const json first = this->shop.session().get(asked);
    EXPECT_EQ("prepaid", first["excluded_by"]["exclusion"]);
    EXPECT_EQ(42, first["excluded_by"]["scope"]["customer"]);
    const std::string text = first["excluded_by"]["text"];
    EXPECT_NE(std::string::npos, first["message"].template get<std::string>().find(text));
    const json again = this->shop.session().get(asked);
    EXPECT_EQ(first["excluded_by"], again["excluded_by"]);
    EXPECT_EQ(first["decision_id"], again["decision_id"]);
    asked["document"]["prepaid"] = money("2.99");
    EXPECT_EQ("request_id_reused", this->shop.session().call(asked).body["error"]["code"]);
}

TYPED_TEST_P(exclusions, release_what_was_held_before_them) {
    this->put(json::array());
    const json held = this->ask(json::object());
    EXPECT_EQ("hold", held["outcome"]);
    this->put(json::array({{{"exclusion", "under_amount"}, {"amount", money("10.01")}}}));
    const json done = this->shop.session().get({{"op", "reevaluate"},
                                                {"company", 1},
                                                {"customers", {42}},
                                                {"reason", "policy"},
                                                {"business_date", "2026-11-24"}});
    ASSERT_EQ(1U, done["released"].size());
    EXPECT_EQ(held["hold_id"], done["released"][0]["hold_id"]);
}

struct wrong_exclusion {
    json line;
    const char* code;
    const char* field;
};

TYPED_TEST_P(exclusions, that_are_wrong_are_refused_with_their_place) {
    const json small = {{"exclusion", "under_amount"}, {"amount", money("10.00")}};
    const std::vector<wrong_exclusion> all = {
        {{{"exclusion", "returns"}}, "unknown_word", "policy.exclusions[1].exclusion"},
        {{{"exclusion", "return"}}, "bad_policy", "policy.exclusions[1].exclusion"},
        {small, "duplicate_rule", "policy.exclusions[1].exclusion"},
        {{{"exclusion", "cash_sale"}}, "missing_field", "policy.exclusions[1].methods"},
        {{{"exclusion", "cash_sale"}, {"methods", json::array()}},
         "bad_type",
         "policy.exclusions[1].methods"},
        {{{"exclusion", "prepaid"}, {"percent", 0}},
         "out_of_range",
         "policy.exclusions[1].percent"},
        {{{"exclusion", "prepaid"}, {"percent", 101}},
         "out_of_range",
         "policy.exclusions[1].percent"},
        {{{"exclusion", "intercompany"}, {"amount", money("1.00")}},
         "unknown_field",
         "policy.exclusions[1].amount"},
        {{{"exclusion", "intercompany"}, {"at", json::array({"never"})}},
         "unknown_word",
         "policy.exclusions[1].at"},
    };
    for (const wrong_exclusion& each : all) {
        const json policy = {{"name", "Wrong"},
                             {"exclusions", json::array({small, each.line})},
                             {"rules", json::array()}};
        const json error = this->shop.session()
                               .call({{"op", "validate_policy"}, {"policy", policy}})
                               .body["error"];
        EXPECT_EQ(each.code, error["code"]) << error;
        EXPECT_EQ(each.field, error["field"]) << error;
    }
    json asked = check_of(++this->last_order);
    asked["document"]["prepaid"] = money("3.00", "USD");
    const json error = this->shop.session().call(asked).body["error"];
    EXPECT_EQ("wrong_currency", error["code"]);
    EXPECT_EQ("document.prepaid", error["field"]);
}

REGISTER_TYPED_TEST_SUITE_P(exclusions, have_a_scene_each, leave_out_what_they_say,
                            hold_at_the_checkpoints_that_they_name, reserve_like_any_approval,
                            leave_a_block_unless_they_say_so, are_on_record,
                            release_what_was_held_before_them,
                            that_are_wrong_are_refused_with_their_place);

}  // namespace creditgate::test
