// SPDX-License-Identifier: Apache-2.0
//
// What a check would say if something were otherwise. The same on every database: a program
// instantiates this suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR, due on
// 2026-11-30, and a limit of 150.00.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/rule_suite.hpp"

namespace creditgate::test {

template <class Shop>
struct what_if : ::testing::Test {
    what_if() { shop.set_limit("150.00"); }

    json ask(const json& more) {
        json asked = {
            {"op", "what_if"}, {"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}};
        asked.update(more);
        return shop.session().get(asked);
    }

    json ask_for_order(const char* amount, json more = json::object()) {
        more["document"] = {{"amount", money(amount)}};
        return ask(more);
    }
    void set_rules(const json& lines) {
        put_in_force(shop.session(), {{"name", "What if"}, {"rules", lines}});
    }
    static json held_by(const std::string& rule, json terms = json::object()) {
        terms["rule"] = rule;
        terms["at"] = {{"confirm", "hold"}};
        return terms;
    }
    json check(const char* amount) {
        return shop.session().get(check_of(++last_order, amount))["outcome"];
    }

    Shop shop;
    int last_order = 900;
};
TYPED_TEST_SUITE_P(what_if);

TYPED_TEST_P(what_if, says_what_a_check_would_say) {
    const auto order = [](const char* amount) { return json{{"amount", money(amount)}}; };
    const auto limit = [](const char* amount) {
        return json{{"state", "amount"}, {"amount", money(amount)}};
    };
    const json strict = {
        {"name", "Strict"},
        {"rules",
         {{{"rule", "limit"}, {"at", {{"confirm", "reject"}}}, {"threshold_percent", 80}}}}};
    struct row {
        const char* name;
        json asked;
        const char* outcome;
        const char* exposure;
    };
    const row rows[] = {
        {"nothing", json::object(), "approve", "100.00"},
        {"an order that fits", {{"document", order("50.00")}}, "approve", "100.00"},
        {"a cent more", {{"document", order("50.01")}}, "hold", "100.00"},
        {"at a quotation",
         {{"document", order("50.01")}, {"checkpoint", "quote"}},
         "warn",
         "100.00"},
        {"a limit that is enough",
         {{"document", order("50.01")}, {"limit", limit("150.01")}},
         "approve",
         "100.00"},
        {"a cent less",
         {{"document", order("50.01")}, {"limit", limit("150.00")}},
         "hold",
         "100.00"},
        {"no limit",
         {{"document", order("0.01")}, {"limit", {{"state", "none"}}}},
         "hold",
         "100.00"},
        {"a payment that is enough",
         {{"document", order("50.01")}, {"payment", money("0.01")}},
         "approve",
         "99.99"},
        {"more than is owed",
         {{"document", order("250.00")}, {"payment", money("200.00")}},
         "approve",
         "-100.00"},
        {"another policy", {{"document", order("20.01")}, {"policy", strict}}, "reject", "100.00"},
        {"which lets it pass",
         {{"document", order("20.00")}, {"policy", strict}},
         "approve",
         "100.00"},
        {"another day",
         {{"document", order("1.00")}, {"business_date", "2026-12-06"}},
         "hold",
         "100.00"},
        {"the day before",
         {{"document", order("1.00")}, {"business_date", "2026-12-05"}},
         "approve",
         "100.00"},
    };
    for (const row& each : rows) {
        const json got = this->ask(each.asked);
        EXPECT_EQ(each.outcome, got["outcome"]) << each.name << "\n" << got;
        EXPECT_EQ(money(each.exposure), got["credit"]["exposure"]) << each.name;
    }
}

TYPED_TEST_P(what_if, leaves_nothing_behind) {
    this->ask({{"document", {{"amount", money("500.00")}, {"id", 17}, {"number", "SO-17"}}}});
    const json holds =
        this->shop.session().get({{"op", "holds"}, {"company", 1}, {"state", "any"}});
    EXPECT_EQ(0, holds["total"]);
    const json notices =
        this->shop.session().get({{"op", "notices"}, {"business_date", "2026-11-24"}})["notices"];
    EXPECT_TRUE(notices.empty());
    EXPECT_EQ("approve", this->shop.session().get(check_of(17, "50.00"))["outcome"]);
}

// A guarantee of 100.00 is added to whatever limit there is, and to a limit that has ended nothing.
TYPED_TEST_P(what_if, a_limit_stands_in_the_place_of_the_agreed_one) {
    this->shop.session().get(of_customer_42(
        "set_guarantee",
        {{"kind", "guarantee"}, {"name", "Bank"}, {"value", money("100.00")}, {"percent", 100}}));
    const auto limit = [](const char* amount) {
        return json{{"limit", {{"state", "amount"}, {"amount", money(amount)}}}};
    };
    EXPECT_EQ("approve", this->ask_for_order("180.00", limit("180.00"))["outcome"]);
    EXPECT_EQ("hold", this->ask_for_order("180.01", limit("180.00"))["outcome"]);
    this->shop.set_limit("180.00");
    EXPECT_EQ("hold", this->check("180.01"));
    EXPECT_EQ("approve", this->check("180.00"));
}

TYPED_TEST_P(what_if, a_limit_has_the_days_of_the_agreed_one) {
    this->set_rules(json::array({this->held_by("limit_expired")}));
    const json agreed = {{"state", "amount"}, {"amount", money("150.00")}};
    this->shop.session().get(
        of_customer_42("set_limit", {{"limit", agreed}, {"terms", {{"valid_to", "2026-11-23"}}}}));
    EXPECT_EQ("hold", this->ask_for_order("1.00", {{"limit", agreed}})["outcome"]);
}

TYPED_TEST_P(what_if, a_payment_ends_the_age_of_what_it_pays) {
    this->set_rules(json::array({this->held_by("oldest_open_item", {{"max_age_days", 10}})}));
    EXPECT_EQ("hold", this->ask_for_order("10.00", {{"payment", money("99.99")}})["outcome"]);
    EXPECT_EQ("approve", this->ask_for_order("10.00", {{"payment", money("100.00")}})["outcome"]);
}

// 333.33 USD are 310.45 EUR.
TYPED_TEST_P(what_if, a_payment_pays_invoices_in_another_currency) {
    this->shop.set_limit("500.00");
    this->shop.sql("insert into erp_rate values ('USD', '2026-01-01', '1.0737')");
    this->shop.sql(
        "update erp_item set currency = 'USD', amount_minor = 33333, due_date = '2026-11-01' "
        "where item_id = 1");
    this->set_rules(json::array({this->held_by("overdue_amount", {{"threshold", money("0.00")}})}));
    const json pay = this->ask_for_order("17.00")["clear"]["pay"];
    EXPECT_EQ(money("310.45"), pay);
    EXPECT_EQ("approve", this->ask_for_order("17.00", {{"payment", pay}})["outcome"]);
    EXPECT_EQ("hold", this->ask_for_order("17.00", {{"payment", money("310.44")}})["outcome"]);
    const json dollars = money("333.33", "USD");
    EXPECT_EQ("approve", this->ask_for_order("17.00", {{"payment", dollars}})["outcome"]);
}

TYPED_TEST_P(what_if, what_a_person_has_put_on_hold_stays_so) {
    const json document = {{"kind", "order"}, {"id", 17}, {"amount", money("10.00")}};
    this->shop.session().get(
        by_controller("force_hold", {{"company", 1}, {"customer", 42}, {"document", document}}));
    const json got = this->ask({{"document", document}});
    EXPECT_EQ("hold", got["outcome"]);
    EXPECT_EQ("forced_hold", got["reasons"][0]["rule"]);
    EXPECT_EQ("approve", this->ask_for_order("10.00")["outcome"]);
}

// A customer never seen, changes that wait, and rules that read what is kept once a day.
TYPED_TEST_P(what_if, changes_no_row_of_any_table) {
    this->set_rules(json::array({this->held_by("limit"), this->held_by("duplicate_customer"),
                                 this->held_by("payment_index", {{"most_days_late", 1}})}));
    this->shop.sql("update erp_item set amount_minor = 10001 where item_id = 1");
    this->shop.sql(settled("2", "100000", "2026-10-11", "2026-10-21"));
    direct_database watch(this->shop.administrator());
    const char* const query = state_query(this->shop);
    const std::string before = watch.value(query);
    for (const int customer : {42, 43}) {
        const json got = this->ask_for_order("49.99", {{"customer", customer}});
        EXPECT_EQ(customer == 42 ? "hold" : "approve", got["outcome"]);
        EXPECT_EQ(money(customer == 42 ? "100.01" : "0.00"), got["credit"]["exposure"]);
    }
    EXPECT_EQ(before, watch.value(query));
    this->shop.session().get(check_of(17, "1.00"));
    EXPECT_NE(before, watch.value(query)) << "a check is seen";
}

TYPED_TEST_P(what_if, a_document_that_is_open_counts_once) {
    this->shop.sql(
        "insert into erp_order values (17, 1, 42, 'SO-17', 'EUR', 5000, '2026-11-24', null)");
    const auto order = [](const char* amount) {
        return json{{"document", {{"id", 17}, {"amount", money(amount)}}}};
    };
    EXPECT_EQ("approve", this->ask(order("50.00"))["outcome"]);
    EXPECT_EQ("hold", this->ask(order("50.01"))["outcome"]);
}

TYPED_TEST_P(what_if, of_a_customer_whom_nobody_knows_is_refused) {
    const answer got = this->shop.session().call(
        {{"op", "what_if"}, {"company", 1}, {"customer", 999}, {"business_date", "2026-11-24"}});
    EXPECT_EQ("unknown_customer", got.body["error"]["code"]);
}

REGISTER_TYPED_TEST_SUITE_P(what_if, says_what_a_check_would_say, leaves_nothing_behind,
                            a_limit_stands_in_the_place_of_the_agreed_one,
                            a_limit_has_the_days_of_the_agreed_one,
                            a_payment_ends_the_age_of_what_it_pays,
                            a_payment_pays_invoices_in_another_currency,
                            what_a_person_has_put_on_hold_stays_so, changes_no_row_of_any_table,
                            a_document_that_is_open_counts_once,
                            of_a_customer_whom_nobody_knows_is_refused);

}  // namespace creditgate::test
