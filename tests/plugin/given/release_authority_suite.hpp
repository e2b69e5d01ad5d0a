// SPDX-License-Identifier: Apache-2.0
//
// How far a person's releases go. The same on every database: a program instantiates
// this suite with its kind of shop.
#pragma once

#include "tests/plugin/given/hold_desk.hpp"

namespace creditgate::test {

template <class Shop>
struct release_authorities : hold_desk<Shop> {};
TYPED_TEST_SUITE_P(release_authorities);

TYPED_TEST_P(release_authorities, a_hold_by_hand_is_no_way_round_an_authority) {
    const json rule = {{"rule", "limit"}, {"at", {{"confirm", "hold"}}}};
    const json bound = {{"role", "controller"}, {"excess", money("10.00")}};
    put_in_force(this->shop.session(), {{"name", "Bound"},
                                        {"rules", json::array({rule})},
                                        {"release_authority", json::array({bound})}});
    const json hold_id = this->force(17)["hold_id"];
    const auto code = [&](const json& terms = json::object()) {
        const answer got = this->call("release", this->verdict(hold_id, terms));
        return got.body.contains("error") ? got.body["error"]["code"] : json("");
    };
    EXPECT_EQ("beyond_authority", code()) << "nobody has checked it";
    this->ask(17, "10.01");
    EXPECT_EQ("beyond_authority", code());
    this->ask(17, "10.00");
    EXPECT_EQ("beyond_authority", code({{"more_percent", 1}})) << "that would exceed it, too";
    EXPECT_EQ("", code());
}

TYPED_TEST_P(release_authorities, an_authority_reaches_as_far_as_the_policy_says) {
    // The order of 100.00 is 100.00 over the limit; the invoice is 10 days late.
    struct row {
        const char* name;
        json lines;
        json terms;
        const char* role;
        const char* error;
    };
    const auto lines = [](const json& bounds, const char* role = "controller") {
        json line = {{"role", role}};
        line.update(bounds);
        return json::array({line});
    };
    const json none = json::object();
    json two = lines({{"amount", money("99.99")}});
    two.push_back({{"role", "controller"}, {"excess", money("100.00")}});
    const char* const beyond = "beyond_authority";
    const row rows[] = {
        {"no line", json::array(), none, "controller", ""},
        {"amount", lines({{"amount", money("100.00")}}), none, "controller", ""},
        {"less", lines({{"amount", money("99.99")}}), none, "controller", beyond},
        {"with more",
         lines({{"amount", money("105.00")}}),
         {{"more_percent", 5}},
         "controller",
         ""},
        {"too much",
         lines({{"amount", money("104.99")}}),
         {{"more_percent", 5}},
         "controller",
         beyond},
        {"excess", lines({{"excess", money("100.00")}}), none, "controller", ""},
        {"less excess", lines({{"excess", money("99.99")}}), none, "controller", beyond},
        {"days", lines({{"days_overdue", 10}}), none, "controller", ""},
        {"fewer days", lines({{"days_overdue", 9}}), none, "controller", beyond},
        {"excess, with more",
         lines({{"excess", money("104.99")}}),
         {{"more_percent", 5}},
         "controller",
         beyond},
        {"one of two lines", two, none, "controller", ""},
        {"another role's", lines({{"amount", money("1.00")}}), none, "manager", ""},
        {"its own", lines({{"amount", money("1.00")}}, "manager"), none, "manager", beyond},
        {"no rate", lines({{"amount", money("9999.00", "USD")}}), none, "controller", beyond},
    };
    const json rules = {{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}},
                        {{"rule", "days_overdue"}, {"at", {{"confirm", "warn"}}}}};
    int order = 500;
    for (const row& each : rows) {
        put_in_force(this->shop.session(),
                     {{"name", each.name}, {"rules", rules}, {"release_authority", each.lines}});
        const json hold_id = this->held(++order, "100.00", {{"business_date", "2026-12-10"}});
        json asked = this->verdict(hold_id, each.terms);
        asked["user"] = {{"name", "carl"}, {"roles", {each.role}}};
        asked["business_date"] = "2026-12-10";
        const answer got = this->call("release", asked);
        const json code = got.body.contains("error") ? got.body["error"]["code"] : json("");
        EXPECT_EQ(each.error, code) << each.name << "\n" << got.body;
        EXPECT_EQ(each.error[0] == 0 ? "released" : "open", this->hold(hold_id)["state"])
            << each.name;
        this->withdraw(order, {{"for_good", true}});
    }
}

// The controller may release what is 100.00 over a limit and of whom is 10 days late.
template <class Fixture>
void bind_controllers(Fixture& at, const json& rules, const json& more = json::object()) {
    json terms = {
        {"name", "Bound"},
        {"rules", rules},
        {"release_authority",
         json::array(
             {{{"role", "controller"}, {"excess", money("100.00")}, {"days_overdue", 10}}})}};
    terms.update(more);
    put_in_force(at.shop.session(), terms);
}

inline json held_at_confirm(const char* rule) {
    return {{"rule", rule}, {"at", {{"confirm", "hold"}}}};
}

TYPED_TEST_P(release_authorities, an_authority_is_measured_by_what_is_so_at_the_release) {
    bind_controllers(*this, json::array({held_at_confirm("limit")}));
    const auto code = [&](const json& hold_id, const char* day = "2026-11-24") {
        const answer got = this->call("release", this->verdict(hold_id, {{"business_date", day}}));
        return got.body.contains("error") ? got.body["error"]["code"] : json("");
    };
    // The invoice of 100.00 fills the limit: each alone is 60.00 over it.
    const json first = this->held(1, "60.00");
    const json second = this->held(2, "60.00");
    EXPECT_EQ("", code(first));
    EXPECT_EQ(money("60.00"), this->hold(second)["excess"]) << "as it was checked";
    EXPECT_EQ("beyond_authority", code(second)) << "together they are 120.00 over it";
    EXPECT_EQ("open", this->hold(second)["state"]);
    EXPECT_EQ(money("120.00"), this->hold(second)["excess"]) << "as it was found at the release";
    this->shop.set_limit("120.00");
    EXPECT_EQ(money("100.00"), this->hold(second)["excess"]) << "the limit was decided by, too";
    EXPECT_EQ("", code(second));
    this->shop.set_limit("220.00");
    const json third = this->held(3, "90.00");
    EXPECT_EQ(money("90.00"), this->hold(third)["excess"]);
    this->shop.set_limit("0.00");
    EXPECT_EQ(money("310.00"), this->hold(third)["excess"]);
    EXPECT_EQ("beyond_authority", code(third));
}

TYPED_TEST_P(release_authorities, an_authority_counts_days_whether_a_rule_minds_or_not) {
    bind_controllers(*this, json::array({held_at_confirm("limit")}));
    const json hold_id = this->held(1, "90.00");
    EXPECT_EQ(0, this->hold(hold_id)["days_overdue"]);
    // Due on 2026-11-30.
    this->begin_day("2026-12-10");
    EXPECT_EQ(10, this->hold(hold_id)["days_overdue"]);
    const auto code = [&](const char* day) {
        const answer got = this->call("release", this->verdict(hold_id, {{"business_date", day}}));
        return got.body.contains("error") ? got.body["error"]["code"] : json("");
    };
    EXPECT_EQ("beyond_authority", code("2026-12-11"));
    EXPECT_EQ(11, this->hold(hold_id)["days_overdue"]);
    EXPECT_EQ("", code("2026-12-10"));
}

TYPED_TEST_P(release_authorities, an_authority_is_bounded_whichever_limit_is_exceeded) {
    this->get("make_group", {{"group", "Harbour"},
                             {"currency", "EUR"},
                             {"user", controller()},
                             {"reason", "one family"}});
    this->get("group_member", {{"group", "Harbour"},
                               {"customer", 42},
                               {"member", true},
                               {"user", controller()},
                               {"reason", "one family"},
                               {"business_date", "2026-11-24"}});
    this->get("set_group_limit", {{"group", "Harbour"},
                                  {"limit", {{"state", "amount"}, {"amount", money("100.00")}}},
                                  {"user", controller()},
                                  {"reason", "one family"},
                                  {"business_date", "2026-11-24"}});
    this->shop.set_limit("100000.00");
    struct row {
        const char* rule;
        json more;
        json amount;
        json excess;
        const char* error;
    };
    const json none = json::object();
    const json bucket = {
        {"buckets", json::array({{{"bucket", "open_order"}, {"limit", money("10.00")}}})}};
    const row rows[] = {
        {"group_limit", none, money("100.00"), money("100.00"), ""},
        {"group_limit", none, money("100.01"), money("100.01"), "beyond_authority"},
        {"insured_limit", none, money("0.01"), money("100.01"), "beyond_authority"},
        {"bucket_limit", bucket, money("110.00"), money("100.00"), ""},
        {"bucket_limit", bucket, money("110.01"), money("100.01"), "beyond_authority"},
        {"rate_missing", none, money("0.01", "USD"), nullptr, "beyond_authority"},
    };
    int order = 700;
    for (const row& each : rows) {
        bind_controllers(*this, json::array({held_at_confirm(each.rule)}), each.more);
        const json hold_id = this->held(++order, "0.00", {{"document", {{"amount", each.amount}}}});
        EXPECT_EQ(each.excess, this->hold(hold_id)["excess"]) << each.rule << each.amount;
        const answer got = this->call("release", this->verdict(hold_id));
        const json code = got.body.contains("error") ? got.body["error"]["code"] : json("");
        EXPECT_EQ(each.error, code) << each.rule << each.amount << "\n" << got.body;
        this->withdraw(order, {{"for_good", true}});
    }
}

REGISTER_TYPED_TEST_SUITE_P(release_authorities, a_hold_by_hand_is_no_way_round_an_authority,
                            an_authority_reaches_as_far_as_the_policy_says,
                            an_authority_is_measured_by_what_is_so_at_the_release,
                            an_authority_counts_days_whether_a_rule_minds_or_not,
                            an_authority_is_bounded_whichever_limit_is_exceeded);

}  // namespace creditgate::test
