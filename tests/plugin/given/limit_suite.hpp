// SPDX-License-Identifier: Apache-2.0
//
// Limits that count on some days only. The same on every database: a program instantiates this
// suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR; the standard policy holds.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

template <class Shop>
struct limits : ::testing::Test {
    json change(const std::string& op, json members) {
        members.update({{"op", op},
                        {"company", 1},
                        {"customer", 42},
                        {"user", controller()},
                        {"reason", "agreed"},
                        {"business_date", "2026-11-24"}});
        return members;
    }
    json limit(const std::string& amount, const json& terms = json::object()) {
        json members = {{"limit", {{"state", "amount"}, {"amount", money(amount)}}}};
        members.update(terms);
        return shop.session().get(change("set_limit", members));
    }
    json temporary(const std::string& amount, const std::string& from, const std::string& to) {
        return shop.session().get(
            change("set_temporary_limit", {{"amount", money(amount)}, {"from", from}, {"to", to}}));
    }
    // Of an order of 10.00.
    json check_on(const std::string& day) {
        json asked = check_of(++last_order_);
        asked["business_date"] = day;
        asked["checkpoint"] = "quote";
        return shop.session().get(asked);
    }
    json customer_on(const std::string& day) {
        return shop.session().get({{"op", "customer"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"business_date", day}})["credit"];
    }

    Shop shop;

  private:
    int last_order_ = 100;
};
TYPED_TEST_SUITE_P(limits);

TYPED_TEST_P(limits, a_temporary_amount_is_on_top_of_it_and_lapses_over_night) {
    this->limit("105.00");
    this->temporary("5.00", "2026-11-24", "2026-11-28");
    struct row {
        const char* day;
        const char* outcome;
        const char* limit;
        const char* available;
    };
    const row rows[] = {{"2026-11-23", "warn", "105.00", "5.00"},
                        {"2026-11-24", "approve", "110.00", "10.00"},
                        {"2026-11-28", "approve", "110.00", "10.00"},
                        {"2026-11-29", "warn", "105.00", "5.00"}};
    for (const row& each : rows) {
        EXPECT_EQ(each.outcome, this->check_on(each.day)["outcome"]) << each.day;
        const json credit = this->customer_on(each.day);
        EXPECT_EQ(money(each.limit), credit["limit"]["amount"]) << each.day;
        EXPECT_EQ(money(each.available), credit["available"]) << each.day;
        EXPECT_EQ(money("5.00"), credit["limit_terms"]["temporary"]["amount"]) << each.day;
        EXPECT_EQ(money("105.00"), credit["limit_terms"]["agreed"]["amount"]) << each.day;
    }
    const json ended =
        this->shop.session().get(this->change("set_temporary_limit", {{"amount", nullptr}}));
    EXPECT_TRUE(ended["after"].is_null());
    // No credit is none, also for a time.
    this->temporary("5.00", "2026-11-24", "2026-11-28");
    this->shop.session().get(this->change("set_limit", {{"limit", {{"state", "none"}}}}));
    EXPECT_EQ("none", this->customer_on("2026-11-24")["limit"]["state"]);
    this->limit("105.00");
    EXPECT_EQ("warn", this->check_on("2026-11-24")["outcome"]);
}

TYPED_TEST_P(limits, outside_of_its_days_there_is_none) {
    this->limit("200.00", {{"terms", {{"valid_from", "2026-11-24"}, {"valid_to", "2026-11-28"}}}});
    struct row {
        const char* day;
        const char* outcome;
        const char* state;
    };
    const row rows[] = {{"2026-11-23", "warn", "none"},
                        {"2026-11-24", "approve", "amount"},
                        {"2026-11-28", "approve", "amount"},
                        {"2026-11-29", "warn", "none"}};
    for (const row& each : rows) {
        const json got = this->check_on(each.day);
        EXPECT_EQ(each.outcome, got["outcome"]) << each.day;
        if (got["outcome"] == "warn") {
            EXPECT_EQ("no_limit_set", got["reasons"][0]["rule"]);
        }
        EXPECT_EQ(each.state, this->customer_on(each.day)["limit"]["state"]) << each.day;
    }
    // The days stay as they were until others are said.
    this->limit("300.00");
    EXPECT_EQ("warn", this->check_on("2026-11-29")["outcome"]);
    this->limit("200.00", {{"terms", json::object()}});
    EXPECT_EQ("approve", this->check_on("2026-11-29")["outcome"]);
    EXPECT_TRUE(this->customer_on("2026-11-29")["limit_terms"].is_null());
}

TYPED_TEST_P(limits, a_hold_is_released_by_a_temporary_amount_and_not_before_its_day) {
    this->limit("105.00");
    const json held = this->shop.session().get(check_of(17));
    ASSERT_EQ("hold", held["outcome"]);
    EXPECT_TRUE(this->temporary("5.00", "2026-11-25", "2026-11-28")["released"].empty());
    EXPECT_EQ(1U, this->temporary("5.00", "2026-11-24", "2026-11-28")["released"].size());
}

TYPED_TEST_P(limits, days_in_the_wrong_order_are_refused_and_nothing_changes) {
    this->limit("105.00");
    const json before = this->customer_on("2026-11-24");
    const answer limit = this->shop.session().call(this->change(
        "set_limit", {{"limit", {{"state", "unlimited"}}},
                      {"terms", {{"valid_from", "2026-11-24"}, {"valid_to", "2026-11-23"}}}}));
    EXPECT_EQ("bad_limit", limit.code());
    EXPECT_EQ("terms.valid_to", limit.field());
    const answer temporary = this->shop.session().call(
        this->change("set_temporary_limit",
                     {{"amount", money("5.00")}, {"from", "2026-11-24"}, {"to", "2026-11-23"}}));
    EXPECT_EQ("found 2026-11-23, expected 2026-11-24 or later: both days are included",
              temporary.message());
    const answer foreign = this->shop.session().call(this->change(
        "set_temporary_limit",
        {{"amount", money("5.00", "USD")}, {"from", "2026-11-24"}, {"to", "2026-11-25"}}));
    EXPECT_EQ("wrong_currency", foreign.code());
    EXPECT_EQ("amount.currency", foreign.field());
    const answer too_much = this->shop.session().call(this->change(
        "set_temporary_limit",
        {{"amount", money("92233720368547758.07")}, {"from", "2026-11-24"}, {"to", "2026-11-25"}}));
    EXPECT_EQ("amount_overflow", too_much.code());
    EXPECT_EQ(before, this->customer_on("2026-11-24"));
}

// Nothing is agreed but the temporary amount, and a rate alone breaches it.
TYPED_TEST_P(limits, a_temporary_amount_that_a_rate_breaches_is_found_while_it_counts) {
    this->temporary("150.00", "2026-11-01", "2026-11-30");
    this->shop.sql("insert into erp_rate values ('USD', '2026-11-20', '2')");
    this->shop.sql("insert into erp_rate values ('USD', '2026-11-24', '1.999')");
    this->shop.sql(
        "insert into erp_order values (1, 1, 42, 'SO-1', 'USD', 10000, '2026-11-24', null)");
    this->customer_on("2026-11-24");
    const auto breached = [&](const char* day) {
        return this->shop.session()
            .get({{"op", "breaches"}, {"business_date", day}, {"since", "2026-11-23"}})["breaches"]
            .size();
    };
    EXPECT_EQ(1U, breached("2026-11-24"));
    EXPECT_EQ(1U, breached("2026-11-30"));
    EXPECT_EQ(0U, breached("2026-12-01"));
}

REGISTER_TYPED_TEST_SUITE_P(limits,
                            a_temporary_amount_that_a_rate_breaches_is_found_while_it_counts,
                            a_temporary_amount_is_on_top_of_it_and_lapses_over_night,
                            outside_of_its_days_there_is_none,
                            a_hold_is_released_by_a_temporary_amount_and_not_before_its_day,
                            days_in_the_wrong_order_are_refused_and_nothing_changes);

}  // namespace creditgate::test
