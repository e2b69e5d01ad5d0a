// SPDX-License-Identifier: Apache-2.0
//
// What a check would say if something were otherwise. The same on every database: a program
// instantiates this suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR, due on
// 2026-11-30, and a limit of 150.00.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"

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

    Shop shop;
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
                            a_document_that_is_open_counts_once,
                            of_a_customer_whom_nobody_knows_is_refused);

}  // namespace creditgate::test
