// SPDX-License-Identifier: Apache-2.0
//
// Every rule that op policy_rules lists, with a customer for whom it finds something: at each
// checkpoint and with each outcome that the list names; and with one for whom it finds nothing by a
// hair. The same on every database: a program instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

// What there is of customer 42 besides his invoice of 100.00, due on 2026-11-30, and what his order
// of 10.00 is like.
struct rule_scene {
    std::string rule;
    json terms = json::object();       // of the line
    json policy = json::object();      // besides its line
    std::vector<std::string> erp{};    // what the ERP does
    std::vector<json> requests{};      // what people do
    json order = json::object();       // a patch of the check
    const char* limit = "1000000.00";  // "": none
    bool forced = false;               // a person has put the order on hold
};

inline json by_controller(const std::string& op, json members) {
    members["op"] = op;
    members["user"] = controller();
    members["reason"] = "agreed";
    return members;
}

inline json of_customer_42(const std::string& op, json members) {
    members.update({{"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}});
    return by_controller(op, members);
}

inline std::string item(const std::string& id, const std::string& kind, const std::string& minor,
                        const std::string& due) {
    return "insert into erp_item values (" + id + ", 1, 42, '" + kind + "', " + id + ", 'IT-" + id +
           "', 'EUR', " + minor + ", '2026-10-01', " + due + ", null)";
}

inline std::string settled(const std::string& id, const std::string& minor, const std::string& due,
                           const std::string& on) {
    return "insert into erp_item values (" + id + ", 1, 42, 'invoice', " + id + ", 'IT-" + id +
           "', 'EUR', " + minor + ", '2026-10-01', '" + due + "', '" + on + "')";
}

// He alone shares a limit of 109.99 in a group of this kind.
inline std::vector<json> shared_limit(const std::string& kind) {
    const json limit = {{"state", "amount"}, {"amount", money("109.99")}};
    return {by_controller("make_group", {{"group", "Shared"}, {"kind", kind}, {"currency", "EUR"}}),
            by_controller("set_group_limit",
                          {{"group", "Shared"}, {"limit", limit}, {"business_date", "2026-11-24"}}),
            by_controller("group_member", {{"group", "Shared"},
                                           {"customer", 42},
                                           {"member", true},
                                           {"business_date", "2026-11-24"}})};
}

inline std::vector<rule_scene> rule_scenes() {
    const json dollars = {{"document", {{"amount", money("10.00", "USD")}}}};
    const json ten_days_late = {{"business_date", "2026-12-10"}};
    const json orders_up_to_five = {{"bucket", "open_order"}, {"limit", money("5.00")}};
    std::vector<rule_scene> all(29);
    std::size_t i = 0;
    const auto next = [&](const char* rule) -> rule_scene& {
        all.at(i).rule = rule;
        return all.at(i++);
    };
    next("forced_hold").forced = true;
    next("account_blocked").requests = {of_customer_42("block", {{"blocked", true}})};
    next("rate_missing").order = dollars;
    rule_scene& stale = next("rate_stale");
    stale.erp = {"insert into erp_rate values ('USD', '2026-11-16', '1.25')"};
    stale.order = dollars;
    next("due_date_missing").erp = {item("2", "invoice", "500", "null")};
    rule_scene& cash = next("unallocated_cash");
    cash.erp = {item("3", "payment", "-5000", "null")};
    cash.terms = {{"threshold", money("49.99")}};
    next("duplicate_customer").erp = {
        "insert into erp_party values (50, 'C50', 'HARBOUR FOODS Ltd.')"};
    const json a_million = {{"state", "amount"}, {"amount", money("1000000.00")}};
    next("limit_expired").requests = {of_customer_42(
        "set_limit", {{"limit", a_million}, {"terms", {{"valid_to", "2026-11-23"}}}})};
    next("no_limit_set").limit = "";
    next("group_limit").requests = shared_limit("group");
    next("salesperson_limit").requests = shared_limit("salesperson");
    next("department_limit").requests = shared_limit("department");
    next("limit").limit = "109.99";
    next("insured_limit").requests = {of_customer_42(
        "set_guarantee",
        {{"kind", "insurance"}, {"name", "Lighthouse Mutual"}, {"value", money("109.99")}})};
    next("bucket_limit").policy = {{"buckets", json::array({orders_up_to_five})}};
    rule_scene& late = next("days_overdue");
    late.terms = {{"grace_days", 9}};
    late.order = ten_days_late;
    rule_scene& overdue = next("overdue_amount");
    overdue.terms = {{"threshold", money("99.99")}};
    overdue.order = ten_days_late;
    next("oldest_open_item").terms = {{"max_age_days", 53}};
    // FIELD.md: (10 x 1,000 + 6 x 3,000) / 4,000 = 7.
    rule_scene& index = next("payment_index");
    index.erp = {settled("4", "100000", "2026-10-11", "2026-10-21"),
                 settled("5", "300000", "2026-10-11", "2026-10-17")};
    index.terms = {{"most_days_late", 6}};
    next("dunning_level").order = {{"dunning_level", 2}};
    next("document_value").terms = {{"threshold", money("9.99")}};
    next("review_due").requests = {of_customer_42(
        "set_limit", {{"limit", a_million}, {"terms", {{"review_on", "2026-11-23"}}}})};
    rule_scene& risky = next("risk_class_in");
    risky.requests = {of_customer_42("set_risk_class", {{"risk_class", "C"}})};
    risky.terms = {{"classes", {"C", "D"}}};
    rule_scene& rated = next("rating");
    rated.requests = {of_customer_42("set_rating", {{"rating_grade", "C"}})};
    rated.policy = {{"rating_grades", {"A", "B", "C", "D"}}};
    rated.terms = {{"worst", "B"}};
    next("new_customer").terms = {{"known_days", 55}};
    rule_scene& longer = next("payment_terms_better");
    longer.terms = {{"grace_days", 9}};
    longer.order = {{"agreed_term_days", 20}, {"document", {{"payment_term_days", 30}}}};
    rule_scene& method = next("payment_method");
    method.terms = {{"methods", {"cash", "transfer"}}, {"allowed", true}};
    method.order = {{"document", {{"payment_method", "cheque"}}}};
    next("bill_to_differs").order = {{"ordering_party", 43}};
    next("custom").terms = {
        {"name", "Ours"},
        {"when",
         json::array(
             {{{"fact", "document.amount"}, {"is", "more_than"}, {"amount", money("9.99")}}})}};
    return all;
}

// What turns the scene of each rule into the nearest one with which the rule is content: one cent,
// one day or one step before.
inline std::map<std::string, std::function<void(rule_scene&)>> rule_neighbours() {
    const auto terms = [](json said) {
        return [said = std::move(said)](rule_scene& scene) { scene.terms.update(said); };
    };
    const auto order = [](json said) {
        return [said = std::move(said)](rule_scene& scene) { scene.order.merge_patch(said); };
    };
    const auto erp = [](std::string done) {
        return [done = std::move(done)](rule_scene& scene) { scene.erp = {done}; };
    };
    // In the place of the request to the same op.
    const auto instead = [](json members) {
        return [members = std::move(members)](rule_scene& scene) {
            for (json& each : scene.requests) {
                if (each["op"] == members["op"]) each.merge_patch(members);
            }
        };
    };
    const auto limit_until = [&](const char* name) {
        return instead({{"op", "set_limit"}, {"terms", {{name, "2026-11-24"}}}});
    };
    const json above_ten = {
        {"fact", "document.amount"}, {"is", "more_than"}, {"amount", money("10.00")}};
    const auto shared_up_to_110 =
        instead({{"op", "set_group_limit"}, {"limit", {{"amount", money("110.00")}}}});
    return {
        {"forced_hold", [](rule_scene& scene) { scene.forced = false; }},
        {"account_blocked", instead({{"op", "block"}, {"blocked", false}})},
        {"rate_missing", erp("insert into erp_rate values ('USD', '2026-11-24', '1.25')")},
        {"rate_stale", erp("insert into erp_rate values ('USD', '2026-11-17', '1.25')")},
        {"due_date_missing", erp(item("2", "invoice", "500", "'2026-12-24'"))},
        {"unallocated_cash", terms({{"threshold", money("50.00")}})},
        {"duplicate_customer",
         erp("insert into erp_party values (50, 'C50', 'HARBOUR FOOD Ltd.')")},
        {"limit_expired", limit_until("valid_to")},
        {"no_limit_set", [](rule_scene& scene) { scene.limit = "0.00"; }},
        {"group_limit", shared_up_to_110},
        {"salesperson_limit", shared_up_to_110},
        {"department_limit", shared_up_to_110},
        {"limit", [](rule_scene& scene) { scene.limit = "110.00"; }},
        {"insured_limit", instead({{"op", "set_guarantee"}, {"value", money("110.00")}})},
        {"bucket_limit",
         [](rule_scene& scene) { scene.policy["buckets"][0]["limit"] = money("10.00"); }},
        {"days_overdue", terms({{"grace_days", 10}})},
        {"overdue_amount", terms({{"threshold", money("100.00")}})},
        {"oldest_open_item", terms({{"max_age_days", 54}})},
        {"payment_index", terms({{"most_days_late", 7}})},
        {"dunning_level", order({{"dunning_level", 1}})},
        {"document_value", terms({{"threshold", money("10.00")}})},
        {"review_due", limit_until("review_on")},
        {"risk_class_in", instead({{"op", "set_risk_class"}, {"risk_class", "B"}})},
        {"rating", instead({{"op", "set_rating"}, {"rating_grade", "B"}})},
        {"new_customer", terms({{"known_days", 54}})},
        {"payment_terms_better", terms({{"grace_days", 10}})},
        {"payment_method", order({{"document", {{"payment_method", "cash"}}}})},
        {"bill_to_differs", order({{"ordering_party", 42}})},
        {"custom", terms({{"when", json::array({above_ten})}})},
    };
}

template <class Shop>
struct rules : ::testing::Test {
    static void play(Shop& shop, const rule_scene& scene) {
        if (scene.limit[0] != 0) shop.set_limit(scene.limit);
        for (const std::string& each : scene.erp) shop.sql(each);
        for (const json& each : scene.requests) shop.session().get(each);
    }
    // The rule does this at one checkpoint, and is off at the others.
    static void set(Shop& shop, const rule_scene& scene, const json& where, const json& outcome) {
        json line = {{"rule", scene.rule}};
        line["at"][where.get<std::string>()] = outcome;
        line.update(scene.terms);
        json policy = {{"name", "One rule"}, {"rules", json::array({line})}};
        policy.update(scene.policy);
        put_in_force(shop.session(), policy);
    }
    static json ask(Shop& shop, const rule_scene& scene, const json& where) {
        static int last_order = 1000;
        json asked = check_of(++last_order);
        asked["checkpoint"] = where;
        asked.merge_patch(scene.order);
        if (scene.forced) {
            json document = asked["document"];
            shop.session().get(by_controller(
                "force_hold", {{"company", 1}, {"customer", 42}, {"document", document}}));
        }
        return shop.session().get(asked);
    }
};
TYPED_TEST_SUITE_P(rules);

TYPED_TEST_P(rules, have_a_scene_each) {
    TypeParam shop;
    std::vector<std::string> listed;
    const json all = shop.session().get({{"op", "policy_rules"}});
    for (const json& each : all["rules"]) {
        listed.push_back(each["rule"].template get<std::string>());
        const std::string sentence = each["sentence"];
        EXPECT_EQ(std::string::npos, sentence.find('?')) << sentence;
        for (const json& term : each["terms"]) {
            const std::string name = term["name"];
            EXPECT_NE(std::string::npos, sentence.find("{" + name + "}")) << sentence;
        }
    }
    std::vector<std::string> played;
    for (const rule_scene& each : rule_scenes()) played.push_back(each.rule);
    EXPECT_EQ(listed, played);
}

TYPED_TEST_P(rules, do_at_each_checkpoint_what_the_policy_says) {
    for (const rule_scene& scene : rule_scenes()) {
        TypeParam shop;
        this->play(shop, scene);
        json listed;
        const json all = shop.session().get({{"op", "policy_rules"}});
        for (const json& each : all["rules"]) {
            if (each["rule"] == scene.rule) listed = each;
        }
        ASSERT_TRUE(listed.is_object()) << scene.rule;
        for (const json& where : listed["checkpoints"]) {
            for (const json& outcome : listed["outcomes"]) {
                this->set(shop, scene, where, outcome);
                const json got = this->ask(shop, scene, where);
                EXPECT_EQ(outcome, got["outcome"]) << scene.rule << " at " << where << "\n" << got;
                if (outcome == "approve") {
                    EXPECT_TRUE(got["reasons"].empty()) << got;
                    continue;
                }
                ASSERT_EQ(1U, got["reasons"].size()) << scene.rule << "\n" << got;
                EXPECT_EQ(scene.rule, got["reasons"][0]["rule"]);
                const json elsewhere = where == "confirm" ? "ship" : "confirm";
                EXPECT_EQ("approve", this->ask(shop, scene, elsewhere)["outcome"]) << scene.rule;
            }
        }
    }
}

TYPED_TEST_P(rules, are_content_one_step_before) {
    const auto neighbours = rule_neighbours();
    for (rule_scene scene : rule_scenes()) {
        ASSERT_TRUE(neighbours.contains(scene.rule)) << scene.rule << " needs a neighbour";
        neighbours.at(scene.rule)(scene);
        TypeParam shop;
        this->play(shop, scene);
        this->set(shop, scene, "confirm", "hold");
        const json got = this->ask(shop, scene, "confirm");
        EXPECT_EQ("approve", got["outcome"]) << scene.rule << "\n" << got;
        EXPECT_TRUE(got["reasons"].empty()) << scene.rule << "\n" << got;
    }
}

REGISTER_TYPED_TEST_SUITE_P(rules, have_a_scene_each, do_at_each_checkpoint_what_the_policy_says,
                            are_content_one_step_before);

}  // namespace creditgate::test
