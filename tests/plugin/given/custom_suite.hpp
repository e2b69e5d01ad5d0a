// SPDX-License-Identifier: Apache-2.0
//
// Rules that a firm words itself, from the policy to what a person reads. The same on every
// database: a program instantiates this suite with its kind of shop. Customer 42 has the invoice
// INV-1 of 100.00 EUR, dated 2026-10-01 and due on 2026-11-30; customer 43 has nothing.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

inline json custom_rule(const std::string& name, const json& when,
                        const json& more = json::object()) {
    json line = {{"rule", "custom"}, {"at", {{"confirm", "hold"}}}, {"name", name}, {"when", when}};
    line.update(more);
    return line;
}

inline json large_first_order() {
    return custom_rule(
        "Large first order",
        json::array({{{"fact", "document.amount"}, {"is", "more_than"}, {"amount", money("9.99")}},
                     {{"fact", "customer.known_days"}, {"is", "less_than"}, {"days", 30}}}));
}

template <class Shop>
struct custom_rules : ::testing::Test {
    void rules(const json& lines) {
        put_in_force(shop.session(), {{"name", "Our own"}, {"rules", lines}});
    }
    json asked_of(int customer, const json& patch = json::object()) {
        json asked = check_of(++last_order_);
        asked["customer"] = customer;
        asked.merge_patch(patch);
        return asked;
    }
    json check(int customer, const json& patch = json::object()) {
        return shop.session().get(asked_of(customer, patch));
    }
    // "approve", or the names of the rules that found something.
    std::string found(int customer, const json& patch = json::object()) {
        const json got = check(customer, patch);
        std::string names;
        for (const json& each : got["reasons"]) {
            names += (names.empty() ? "" : ", ") + each["named"].template get<std::string>();
        }
        return names.empty() ? got["outcome"].template get<std::string>() : names;
    }

    Shop shop;

  private:
    int last_order_ = 7000;
};
TYPED_TEST_SUITE_P(custom_rules);

TYPED_TEST_P(custom_rules, find_the_large_order_of_a_new_customer) {
    this->rules(json::array({large_first_order()}));
    const json small = {{"document", {{"amount", money("9.99")}}}};
    EXPECT_EQ("Large first order", this->found(43));
    EXPECT_EQ("approve", this->found(43, small));
    EXPECT_EQ("approve", this->found(42)) << "known by what is open of him";
    EXPECT_EQ("Large first order", this->found(43, {{"customer_since", "2026-10-26"}}));
    EXPECT_EQ("approve", this->found(43, {{"customer_since", "2026-10-25"}}));
}

// For 54 days by his first invoice, whatever the ERP tells; each rule asks for its own days.
TYPED_TEST_P(custom_rules, count_the_days_exactly_beside_the_rule_about_new_customers) {
    const auto known = [](const std::string& name, const char* how, int days) {
        return custom_rule(
            name, json::array({{{"fact", "customer.known_days"}, {"is", how}, {"days", days}}}));
    };
    this->rules(json::array(
        {known("more than 53", "more_than", 53),
         known("more than 54", "more_than", 54),
         known("is 54", "is", 54),
         known("at most 20", "at_most", 20),
         {{"rule", "new_customer"}, {"at", {{"confirm", "warn"}}}, {"known_days", 1}}}));
    EXPECT_EQ("more than 53, is 54", this->found(42));
    EXPECT_EQ("more than 53, is 54", this->found(42, {{"customer_since", "2026-11-20"}}));
}

TYPED_TEST_P(custom_rules, are_told_with_every_condition) {
    this->rules(json::array({large_first_order()}));
    const json held = this->check(43);
    ASSERT_EQ(1U, held["reasons"].size()) << held;
    const json why = held["reasons"][0];
    EXPECT_EQ("custom", why["rule"]);
    EXPECT_EQ(money("10.00"), why["value"]);
    EXPECT_EQ(money("9.99"), why["threshold"]);
    EXPECT_EQ(
        "Large first order: the document's amount: 10.00 EUR, more than 9.99 EUR; the time that "
        "the customer has been known: 0 days, less than 30 days",
        why["text"]);
    EXPECT_EQ("one of the conditions of \"Large first order\" no longer so, or a release",
              why["clear"]);
    EXPECT_EQ(json::array({{{"fact", "document.amount"},
                            {"is", "more_than"},
                            {"value", money("10.00")},
                            {"threshold", money("9.99")}},
                           {{"fact", "customer.known_days"},
                            {"is", "less_than"},
                            {"value", {{"days", 0}}},
                            {"threshold", {{"days", 30}}}}}),
              why["conditions"]);
}

// From its record, in another language, and word for word the same when it is asked again.
TYPED_TEST_P(custom_rules, are_kept_and_told_again) {
    this->rules(json::array(
        {large_first_order(),
         custom_rule(
             "All units",
             json::array(
                 {{{"fact", "exposure.overdue.items"}, {"is", "at_most"}, {"items", 0}},
                  {{"fact", "limit_used"}, {"is", "less_than"}, {"percent", 50}},
                  {{"fact", "business_date"}, {"is", "at_least"}, {"date", "2026-11-01"}},
                  {{"fact", "document.kind"}, {"is", "is_one_of"}, {"words", {"order", "invoice"}}},
                  {{"fact", "ordering_party_differs"}, {"is", "is"}, {"flag", false}},
                  {{"fact", "dunning_level"}, {"is", "at_least"}, {"level", 2}},
                  {{"fact", "exposure.unallocated"},
                   {"is", "is_not"},
                   {"amount", money("-1.00")}}}))}));
    this->shop.session().get({{"op", "set_limit"},
                              {"company", 1},
                              {"customer", 43},
                              {"limit", {{"state", "amount"}, {"amount", money("300.00")}}},
                              {"user", controller()},
                              {"reason", "agreed"},
                              {"business_date", "2026-11-24"}});
    const json asked = this->asked_of(43, {{"dunning_level", 2}});
    const json held = this->shop.session().get(asked);
    ASSERT_EQ(2U, held["reasons"].size()) << held;
    EXPECT_EQ(
        "All units: the number of overdue invoices: 0, at most 0; the part of the limit that is "
        "used with this document: 3.33 %, less than 50.00 %; the business date: 2026-11-24, at "
        "least 2026-11-01; the kind of document: Order, one of Order, Invoice; another party "
        "orders "
        "than the one that pays: no; the highest dunning level: 2, at least 2; unallocated "
        "payments "
        "and credit notes: 0.00 EUR, not -1.00 EUR",
        held["reasons"][1]["text"]);
    EXPECT_EQ(held["reasons"], this->shop.session().get(asked)["reasons"]);
    const json holds = this->shop.session().get(
        {{"op", "holds"}, {"company", 1}, {"rule", "custom"}, {"language", "zh_CN"}});
    ASSERT_EQ(1U, holds["holds"].size()) << holds;
    const json told = holds["holds"][0]["reasons"];
    EXPECT_EQ(held["reasons"][1]["conditions"], told[1]["conditions"]);
    EXPECT_EQ(
        "Large first order：单据金额为 10.00 EUR，大于 9.99 EUR；"
        "与客户建立关系的时间为 0 天，小于 30 天",
        told[0]["text"]);
}

TYPED_TEST_P(custom_rules, compare_with_amounts_in_another_currency) {
    this->rules(
        json::array({custom_rule("Dollars", json::array({{{"fact", "document.amount"},
                                                          {"is", "at_least"},
                                                          {"amount", money("12.50", "USD")}}}))}));
    EXPECT_EQ("approve", this->found(42)) << "without a rate nothing is known";
    this->shop.sql("insert into erp_rate values ('USD', '2026-11-16', '1.25')");
    EXPECT_EQ("Dollars", this->found(42));
    EXPECT_EQ("approve", this->found(42, {{"document", {{"amount", money("9.99")}}}}));
}

TYPED_TEST_P(custom_rules, are_changed_by_name_and_scope) {
    const auto over = [](const char* name, const char* most, const json& more = json::object()) {
        return custom_rule(
            name,
            json::array(
                {{{"fact", "document.amount"}, {"is", "more_than"}, {"amount", money(most)}}}),
            more);
    };
    const json for_42 = {{"scope", {{"customer", 42}}}};
    this->rules(json::array({over("A", "5.00"), over("B", "6.00"), over("A", "50.00", for_42)}));
    EXPECT_EQ("B", this->found(42));
    EXPECT_EQ("A, B", this->found(43));
    const json draft = this->shop.session().get(
        {{"op", "propose_policy"},
         {"policy",
          {{"name", "Our own"},
           {"rules", json::array({over("B", "6.00"), over("A", "50.00", for_42),
                                  over("A", "5.00", {{"at", {{"confirm", "warn"}}}})})}}},
         {"in_force_from", "2026-11-01"},
         {"user", manager("ada")}});
    EXPECT_EQ(
        json::array({{{"place", "rules.custom[A].at.confirm"}, {"from", "hold"}, {"to", "warn"}}}),
        draft["changes"]);
}

TYPED_TEST_P(custom_rules, are_listed_with_their_facts_and_comparisons) {
    const json all = this->shop.session().get({{"op", "policy_rules"}})["rules"];
    const json last = all.back();
    EXPECT_EQ("custom", last["rule"]);
    EXPECT_EQ(29U, last["facts"].size());
    const json words = last["conditions"];
    ASSERT_EQ(29U, words["facts"].size());
    EXPECT_EQ(
        (json{{"fact", "document.amount"},
              {"text", "the document's amount"},
              {"unit", "amount"},
              {"comparisons", {"more_than", "at_least", "less_than", "at_most", "is", "is_not"}},
              {"value", "{value}"},
              {"words", json::array()}}),
        words["facts"][0]);
    EXPECT_EQ((json{{"fact", "document.kind"},
                    {"text", "the kind of document"},
                    {"unit", "word"},
                    {"comparisons", {"is", "is_not", "is_one_of"}},
                    {"value", "{value}"},
                    {"words", json::array({{{"word", "order"}, {"text", "Order"}},
                                           {{"word", "shipment"}, {"text", "Shipment"}},
                                           {{"word", "invoice"}, {"text", "Invoice"}}})}}),
              words["facts"][1]);
    ASSERT_EQ(7U, words["comparisons"].size());
    EXPECT_EQ((json{{"comparison", "more_than"}, {"sentence", "{fact}: more than {threshold}"}}),
              words["comparisons"][0]);
    const json chinese =
        this->shop.session().get({{"op", "policy_rules"}, {"language", "zh_CN"}})["rules"].back();
    EXPECT_EQ("{fact}大于 {threshold}", chinese["conditions"]["comparisons"][0]["sentence"]);
    EXPECT_EQ("单据账期", chinese["conditions"]["facts"][3]["text"]);
    EXPECT_EQ("{value} 天", chinese["conditions"]["facts"][3]["value"]);
}

// 80 % of 132.50 are 106.00, of which the invoice takes 100.00.
TYPED_TEST_P(custom_rules, tell_what_would_clear_them) {
    this->rules(json::array(
        {custom_rule("Too much of the limit",
                     json::array({{{"fact", "limit_used"}, {"is", "more_than"}, {"percent", 80}}})),
         custom_rule(
             "No credit",
             json::array({{{"fact", "account.limit"}, {"is", "is"}, {"amount", money("0")}},
                          {{"fact", "limit_used"}, {"is", "more_than"}, {"percent", 100}}}))}));
    this->shop.set_limit("132.50");
    const json held = this->check(42, {{"document", {{"amount", money("6.01")}}}});
    ASSERT_EQ(1U, held["reasons"].size()) << held;
    EXPECT_EQ(
        "Too much of the limit: the part of the limit that is used with this document: 80.01 %, "
        "more than 80.00 %",
        held["reasons"][0]["text"]);
    EXPECT_EQ(money("0.01"), held["clear"]["pay"]) << held["clear"];
    EXPECT_EQ(true, held["clear"]["payment_suffices"]) << held["clear"];
    EXPECT_EQ(money("6.00"), held["clear"]["fits"]) << held["clear"];
    EXPECT_EQ("approve", this->found(42, {{"document", {{"amount", money("6.00")}}}}));
    this->shop.set_limit("0.00");
    const json refused = this->check(42);
    ASSERT_EQ(2U, refused["reasons"].size()) << refused;
    EXPECT_EQ(
        "No credit: the credit limit: 0.00 EUR; the part of the limit that is used with this "
        "document: more than any percentage (the limit is 0), more than 100.00 %",
        refused["reasons"][1]["text"]);
    EXPECT_EQ((json{{"percent", nullptr}}), refused["reasons"][1]["conditions"][1]["value"]);
    const json holds = this->shop.session().get({{"op", "holds"}, {"company", 1}});
    bool is_told_again = false;
    for (const json& each : holds["holds"]) {
        is_told_again = is_told_again || each["reasons"] == refused["reasons"];
    }
    EXPECT_TRUE(is_told_again) << holds;
}

REGISTER_TYPED_TEST_SUITE_P(custom_rules, find_the_large_order_of_a_new_customer,
                            count_the_days_exactly_beside_the_rule_about_new_customers,
                            are_told_with_every_condition, are_kept_and_told_again,
                            compare_with_amounts_in_another_currency, are_changed_by_name_and_scope,
                            are_listed_with_their_facts_and_comparisons,
                            tell_what_would_clear_them);

}  // namespace creditgate::test
