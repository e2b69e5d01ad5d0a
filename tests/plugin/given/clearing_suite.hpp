// SPDX-License-Identifier: Apache-2.0
//
// What would clear it is true: paid so, the document passes; of that amount, or shipped on that
// day, too, and by a cent or a day it does not. The same on every database: a program instantiates
// this suite with its kind of shop. Customer 42 has INV-1 of 100.00 EUR of 2026-10-01, due on
// 2026-11-30; the day is 2026-11-24.
#pragma once

#include "tests/plugin/given/paying.hpp"
#include "tests/plugin/given/random_trade.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {

template <class Shop>
struct clearings : rules<Shop> {
    void set_rules(const json& lines) {
        put_in_force(shop.session(), {{"name", "Clearing"}, {"rules", lines}});
    }
    static json line(const std::string& rule, json terms = json::object()) {
        terms["rule"] = rule;
        terms["at"] = {{"confirm", "hold"}};
        return terms;
    }
    // Invoices L-10, L-11, ... of 10.00 each.
    void invoices(int count, const std::string& dated, const std::string& due) {
        for (int id = 10; id < 10 + count; ++id) {
            const std::string key = std::to_string(id);
            shop.sql("insert into erp_item values (" + key + ", 1, 42, 'invoice', " + key +
                     ", 'L-" + key + "', 'EUR', 1000, '" + dated + "', '" + due + "', null)");
        }
    }
    void settle(int from, int to) {
        shop.sql("update erp_item set settled_date = '2026-11-24' where item_id between " +
                 std::to_string(from) + " and " + std::to_string(to));
    }
    json ask(const char* amount = "10.00") {
        return shop.session().get(check_of(++last_order, amount));
    }
    json differences() { return shop.session().get({{"op", "replay"}})["differences"]; }

    Shop shop;
    int last_order = 4000;
};
TYPED_TEST_SUITE_P(clearings);

TYPED_TEST_P(clearings, of_each_rule_come_true) {
    int kept = 0;
    for (const rule_scene& scene : rule_scenes()) {
        for (const char* amount : {"10.00", "90.00"}) {
            SCOPED_TRACE(scene.rule + " of " + amount);
            TypeParam own;
            this->play(own, scene);
            this->set(own, scene, "confirm", "hold");
            json asked = check_of(1, amount);
            asked.merge_patch(scene.order);
            told_ways<TypeParam> ways(own, asked, scene.forced);
            EXPECT_TRUE(ways.is_held());
            ways.come_true();
            kept += ways.kept();
        }
    }
    EXPECT_GT(kept, 20);
}

TYPED_TEST_P(clearings, in_a_random_trade_come_true) {
    int kept = 0;
    for (int seed = 1; seed <= scaled(6, 60); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        TypeParam own;
        random_trade<TypeParam> trade(own, static_cast<unsigned>(20'261'124 + seed));
        for (int round = 0; round < 12; ++round) {
            trade.trade(trade.made() + 15);
            json asked = trade.any_held();
            if (asked.is_null()) continue;
            json& document = asked["document"];
            document.erase("margin");
            if (document["amount"]["currency"] != (asked["company"] == 1 ? "EUR" : "USD")) {
                for (const char* each : {"prepaid", "shipped", "sources"}) document.erase(each);
            }
            told_ways<TypeParam> ways(own, asked);
            ways.come_true();
            kept += ways.kept();
            if (this->HasFailure()) return;
        }
        EXPECT_EQ(json::array(), own.session().get({{"op", "replay"}})["differences"]);
    }
    EXPECT_GT(kept, scaled(30, 300));
}

// 60 invoices of 10.00 are late, and 50 of them are named.
TYPED_TEST_P(clearings, of_more_late_invoices_than_are_named_ask_for_all_of_them) {
    this->shop.set_limit("10000.00");
    this->invoices(60, "2026-01-01", "2026-02-01");
    for (const json& each : {this->line("days_overdue", {{"grace_days", 5}}),
                             this->line("overdue_amount", {{"threshold", money("0.00")}}),
                             this->line("oldest_open_item", {{"max_age_days", 60}})}) {
        SCOPED_TRACE(each["rule"]);
        this->set_rules(json::array({each}));
        const json held = this->ask();
        EXPECT_EQ("hold", held["outcome"]);
        EXPECT_EQ(money("600.00"), held["clear"]["pay"]);
        EXPECT_EQ(50U, held["clear"]["invoices"].size());
        EXPECT_EQ(true, held["clear"]["more_invoices"]);
        EXPECT_EQ(true, held["clear"]["payment_suffices"]);
    }
    this->settle(10, 59);
    EXPECT_EQ("hold", this->ask()["outcome"]) << "the named ones alone do not suffice";
    this->settle(60, 69);
    EXPECT_EQ("approve", this->ask()["outcome"]);
    EXPECT_EQ(json::array(), this->differences());
}

TYPED_TEST_P(clearings, of_as_many_as_are_named_name_all_of_them) {
    this->shop.set_limit("10000.00");
    this->invoices(50, "2026-01-01", "2026-02-01");
    this->set_rules(json::array({this->line("days_overdue", {{"grace_days", 5}})}));
    const json clear = this->ask()["clear"];
    EXPECT_EQ(money("500.00"), clear["pay"]);
    EXPECT_EQ(50U, clear["invoices"].size());
    EXPECT_EQ(false, clear["more_invoices"]);
    this->settle(10, 59);
    EXPECT_EQ("approve", this->ask()["outcome"]);
}

// INV-1 is the oldest by its own date, and the last by its due date.
TYPED_TEST_P(clearings, name_an_old_invoice_that_is_due_after_fifty_others) {
    this->shop.set_limit("10000.00");
    this->invoices(55, "2026-11-01", "2026-11-29");
    this->shop.sql(
        "update erp_item set document_date = '2026-01-01', due_date = '2026-12-31' "
        "where item_id = 1");
    this->set_rules(json::array({this->line("oldest_open_item", {{"max_age_days", 60}})}));
    const json clear = this->ask()["clear"];
    EXPECT_EQ(money("100.00"), clear["pay"]);
    ASSERT_EQ(1U, clear["invoices"].size());
    EXPECT_EQ("INV-1", clear["invoices"][0]["number"]);
    EXPECT_EQ(true, clear["payment_suffices"]);
    this->settle(1, 1);
    EXPECT_EQ("approve", this->ask()["outcome"]);
    EXPECT_EQ(json::array(), this->differences());
}

// What is paid above the invoice is on account, and that is a finding, too.
TYPED_TEST_P(clearings, do_not_claim_a_payment_that_another_rule_minds) {
    this->shop.set_limit("100.00");
    this->set_rules(json::array(
        {this->line("limit"), this->line("unallocated_cash", {{"threshold", money("10.00")}})}));
    const json clear = this->ask("180.00")["clear"];
    EXPECT_EQ(money("180.00"), clear["pay"]);
    EXPECT_EQ(false, clear["payment_suffices"]);
}

TYPED_TEST_P(clearings, tell_the_amount_that_passes_every_rule) {
    this->shop.set_limit("400.00");
    const json value = this->line("document_value", {{"threshold", money("50.00")}});
    for (const json& lines : {json::array({this->line("limit"), value}), json::array({value})}) {
        this->set_rules(lines);
        EXPECT_EQ(money("50.00"), this->ask("350.00")["clear"]["fits"]);
    }
    this->set_rules(json::array({this->line("limit")}));
    EXPECT_EQ(money("300.00"), this->ask("350.00")["clear"]["fits"]);
}

REGISTER_TYPED_TEST_SUITE_P(clearings, of_each_rule_come_true, in_a_random_trade_come_true,
                            of_more_late_invoices_than_are_named_ask_for_all_of_them,
                            of_as_many_as_are_named_name_all_of_them,
                            name_an_old_invoice_that_is_due_after_fifty_others,
                            do_not_claim_a_payment_that_another_rule_minds,
                            tell_the_amount_that_passes_every_rule);

}  // namespace creditgate::test
