// SPDX-License-Identifier: Apache-2.0
//
// Guarantees, collateral and credit insurances. The same on every database: a program instantiates
// this suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR; the standard policy
// holds.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

template <class Shop>
struct guarantees : ::testing::Test {
    static json by(const json& user, json members) {
        members.update({{"user", user}, {"reason", "agreed"}, {"business_date", "2026-11-24"}});
        return members;
    }
    static json wanted(const std::string& value, const json& more = json::object()) {
        json members = {{"op", "set_guarantee"}, {"company", 1},           {"customer", 42},
                        {"kind", "guarantee"},   {"name", "Harbour Bank"}, {"value", money(value)}};
        members.update(more);
        return by(controller(), members);
    }
    json set(const std::string& value, const json& more = json::object()) {
        return shop.session().get(wanted(value, more));
    }
    json end(const json& id) {
        return shop.session().get(
            by(controller(), {{"op", "end_guarantee"}, {"guarantee_id", id}}));
    }
    json list(bool ended_too = false, const std::string& day = "2026-11-24") {
        return shop.session().get({{"op", "guarantees"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"business_date", day},
                                   {"ended_too", ended_too}})["guarantees"];
    }
    json credit_on(const std::string& day) {
        return shop.session().get({{"op", "customer"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"business_date", day}})["credit"];
    }
    std::string limit_on(const std::string& day) {
        return credit_on(day)["limit"]["amount"]["amount"];
    }
    json check(const std::string& amount, const std::string& day = "2026-11-24") {
        json asked = check_of(++last_order_, amount);
        asked["business_date"] = day;
        return shop.session().get(asked);
    }

    Shop shop;

  private:
    int last_order_ = 3000;
};
TYPED_TEST_SUITE_P(guarantees);

// FIELD.md: 100,000 + 50,000 x 50 % = 125,000.
TYPED_TEST_P(guarantees, raise_the_limit_by_their_share_as_the_field_says) {
    this->shop.set_limit("100000.00");
    const json set = this->set("50000.00", {{"percent", 50}});
    EXPECT_EQ(money("125000.00"), set["limit"]["amount"]);
    const json credit = this->credit_on("2026-11-24");
    EXPECT_EQ(money("125000.00"), credit["limit"]["amount"]);
    EXPECT_EQ(money("124900.00"), credit["available"]);
    EXPECT_EQ(money("100000.00"), credit["limit_terms"]["agreed"]["amount"]);
    ASSERT_EQ(1U, credit["limit_terms"]["guarantees"].size());
    EXPECT_EQ(50, credit["limit_terms"]["guarantees"][0]["percent"]);
    EXPECT_EQ("approve", this->check("124900.00")["outcome"]);
    EXPECT_EQ("hold", this->check("0.01")["outcome"]);
}

TYPED_TEST_P(guarantees, count_on_their_days_both_included) {
    this->shop.set_limit("200.00");
    this->set("50.00", {{"valid_from", "2026-11-24"}, {"valid_to", "2026-11-28"}});
    for (const auto& [day, limit] :
         {std::pair{"2026-11-23", "200.00"}, std::pair{"2026-11-24", "250.00"},
          std::pair{"2026-11-28", "250.00"}, std::pair{"2026-11-29", "200.00"}}) {
        EXPECT_EQ(limit, this->limit_on(day)) << day;
    }
    EXPECT_EQ(money("50.00"), this->list()[0]["adds"]);
    EXPECT_EQ(money("0.00"), this->list(false, "2026-11-29")[0]["adds"]);
    EXPECT_EQ("hold", this->check("150.00", "2026-11-29")["outcome"]);
    EXPECT_EQ("approve", this->check("150.00", "2026-11-28")["outcome"]);
}

TYPED_TEST_P(guarantees, add_up_and_end) {
    this->shop.set_limit("200.00");
    const json first = this->set("50.00");
    this->set("40.00", {{"kind", "insurance"}, {"percent", 0}});
    this->set("30.00", {{"kind", "collateral"}});
    EXPECT_EQ("280.00", this->limit_on("2026-11-24"));
    EXPECT_EQ(money("230.00"), this->end(first["guarantee_id"])["limit"]["amount"]);
    EXPECT_EQ(2U, this->list().size());
    ASSERT_EQ(3U, this->list(true).size());
    EXPECT_EQ("carl", this->list(true)[0]["ended_by"]);
    EXPECT_EQ("unknown_guarantee",
              this->shop.session()
                  .call(this->by(controller(), {{"op", "end_guarantee"},
                                                {"guarantee_id", first["guarantee_id"]}}))
                  .code());
}

TYPED_TEST_P(guarantees, release_what_fits_then) {
    this->shop.set_limit("200.00");
    const json held = this->check("150.00");
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ(0U, this->set("49.99")["released"].size());
    const json set = this->set("0.01");
    ASSERT_EQ(1U, set["released"].size());
    EXPECT_EQ(held["hold_id"], set["released"][0]["hold_id"]);
}

// The same question gets the credit of then.
TYPED_TEST_P(guarantees, are_on_record) {
    this->shop.set_limit("200.00");
    const json set = this->set("50.00", {{"valid_to", "2026-12-31"}});
    json asked = check_of(2999, "150.00");
    const json first = this->shop.session().get(asked);
    EXPECT_EQ("approve", first["outcome"]);
    this->end(set["guarantee_id"]);
    const json again = this->shop.session().get(asked);
    EXPECT_EQ(first["credit"]["limit"], again["credit"]["limit"]);
    EXPECT_EQ(first["credit"]["limit_terms"], again["credit"]["limit_terms"]);
}

TYPED_TEST_P(guarantees, change_nothing_where_no_credit_is_agreed) {
    EXPECT_EQ("none", this->set("50.00")["limit"]["state"]);
    EXPECT_EQ("hold", this->check("1.00")["outcome"]);
}

TYPED_TEST_P(guarantees, that_are_wrong_are_refused) {
    struct wrong {
        json request;
        const char* code;
        const char* field;
    };
    json by_clerk = this->wanted("1.00");
    by_clerk["user"] = clerk();
    const std::vector<wrong> all = {
        {by_clerk, "not_allowed", ""},
        {this->wanted("1.00", {{"kind", "promise"}}), "unknown_word", "kind"},
        {this->wanted("1.00", {{"percent", 101}}), "out_of_range", "percent"},
        {this->wanted("1.00", {{"value", money("1.00", "USD")}}), "wrong_currency",
         "value.currency"},
        {this->wanted("1.00", {{"valid_from", "2026-11-25"}, {"valid_to", "2026-11-24"}}),
         "bad_limit", "valid_to"},
        {this->wanted("92233720368547758.07"), "amount_overflow", ""},
    };
    this->shop.set_limit("200.00");
    for (const wrong& each : all) {
        const answer got = this->shop.session().call(each.request);
        EXPECT_EQ(each.code, got.code()) << got.body;
        if (each.field[0] != 0) {
            EXPECT_EQ(each.field, got.field()) << got.body;
        }
    }
    EXPECT_TRUE(this->list(true).empty());
    this->shop.set_limit("0.00");
    const json most = this->set("92233720368547758.07", {{"percent", 0}});
    EXPECT_EQ("amount_overflow",
              this->shop.session()
                  .call(this->by(controller(),
                                 {{"op", "set_limit"},
                                  {"company", 1},
                                  {"customer", 42},
                                  {"limit", {{"state", "amount"}, {"amount", money("0.01")}}}}))
                  .code());
    this->end(most["guarantee_id"]);
    this->shop.set_limit("200.00");
    for (int i = 0; i < 20; ++i) this->set("1.00");
    EXPECT_EQ("bad_limit", this->shop.session().call(this->wanted("1.00")).code());
    EXPECT_EQ("220.00", this->limit_on("2026-11-24"));
}

REGISTER_TYPED_TEST_SUITE_P(guarantees, raise_the_limit_by_their_share_as_the_field_says,
                            count_on_their_days_both_included, add_up_and_end,
                            release_what_fits_then, are_on_record,
                            change_nothing_where_no_credit_is_agreed, that_are_wrong_are_refused);

}  // namespace creditgate::test
