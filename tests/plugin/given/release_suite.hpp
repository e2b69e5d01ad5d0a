// SPDX-License-Identifier: Apache-2.0
//
// What people allow with a release, and who may. The same on every database: a program instantiates
// this suite with its kind of shop.
#pragma once

#include "tests/plugin/given/hold_desk.hpp"

namespace creditgate::test {

template <class Shop>
struct releases : hold_desk<Shop> {};
TYPED_TEST_SUITE_P(releases);

TYPED_TEST_P(releases, a_release_lets_pass_what_it_says) {
    struct row {
        const char* name;
        json terms;
        const char* amount;
        const char* day;
        const char* checkpoint;
        const char* outcome;
    };
    const json ten = {{"more_percent", 10}};
    const json until = {{"until", "2026-11-26"}};
    const json all = {{"stages", "all"}};
    const row rows[] = {
        {"as it is", json::object(), "100.00", "2026-11-24", "confirm", "approve"},
        {"a cent more", json::object(), "100.01", "2026-11-24", "confirm", "hold"},
        {"ten per cent more", ten, "110.00", "2026-11-24", "confirm", "approve"},
        {"and a cent", ten, "110.01", "2026-11-24", "confirm", "hold"},
        {"on its last day", until, "100.00", "2026-11-26", "confirm", "approve"},
        {"a day later", until, "100.00", "2026-11-27", "confirm", "hold"},
        {"without a day", json::object(), "100.00", "2026-12-24", "confirm", "approve"},
        {"at a later stage", json::object(), "100.00", "2026-11-24", "ship", "hold"},
        {"for all stages", all, "100.00", "2026-11-24", "ship", "approve"},
        {"for all stages, a cent more", all, "100.01", "2026-11-24", "ship", "hold"},
    };
    json both = {{"rule", "limit"}, {"at", {{"confirm", "hold"}, {"ship", "hold"}}}};
    put_in_force(this->shop.session(), {{"name", "Both"}, {"rules", json::array({both})}});
    int order = 100;
    for (const row& each : rows) {
        const json hold_id = this->held(++order);
        this->release(hold_id, each.terms);
        const json got = this->ask(order, each.amount,
                                   {{"business_date", each.day}, {"checkpoint", each.checkpoint}});
        EXPECT_EQ(each.outcome, got["outcome"]) << each.name << "\n" << got;
    }
}

TYPED_TEST_P(releases, a_release_for_all_stages_is_for_what_continues_the_document) {
    json ship = {{"rule", "limit"}, {"at", {{"confirm", "hold"}, {"ship", "hold"}}}};
    put_in_force(this->shop.session(), {{"name", "Ship"}, {"rules", json::array({ship})}});
    const auto shipment = [&](const char* amount, int order) {
        return this->ask(7, amount,
                         {{"checkpoint", "ship"},
                          {"document",
                           {{"kind", "shipment"},
                            {"sources", json::array({{{"kind", "order"},
                                                      {"id", order},
                                                      {"amount", money(amount)}}})}}}})["outcome"];
    };
    this->release(this->held(17), {{"stages", "all"}, {"until", "2026-11-26"}});
    this->release(this->held(18), {{"until", "2026-11-26"}});
    EXPECT_EQ("approve", shipment("40.00", 17));
    EXPECT_EQ("approve", shipment("100.00", 17));
    EXPECT_EQ("hold", shipment("100.01", 17));
    EXPECT_EQ("hold", shipment("40.00", 18));
    // Not what comes from elsewhere with it.
    const auto mixed = [&](const char* amount, const json& sources) {
        return this->ask(
            8, amount,
            {{"checkpoint", "ship"}, {"document", {{"kind", "shipment"}, {"sources", sources}}}});
    };
    const auto part = [](const char* amount, int order) {
        return json{{"kind", "order"}, {"id", order}, {"amount", money(amount)}};
    };
    EXPECT_EQ("hold", mixed("50.00", {part("10.00", 17), part("40.00", 18)})["outcome"]);
    EXPECT_EQ("hold", mixed("50.00", json::array({part("10.00", 17)}))["outcome"]);
    this->release(this->held(19), {{"stages", "all"}});
    EXPECT_EQ("approve", mixed("150.00", {part("100.00", 17), part("50.00", 19)})["outcome"]);
}

TYPED_TEST_P(releases, a_release_is_for_once_unless_it_has_a_day) {
    struct row {
        const char* name;
        json terms;
        const char* then;
        const char* again;  // confirmed, back to draft, and confirmed once more
    };
    const row rows[] = {{"for once", json::object(), "100.00", "hold"},
                        {"with a day", {{"until", "2026-11-26"}}, "100.00", "approve"},
                        {"with a day, larger", {{"until", "2026-11-26"}}, "100.01", "hold"},
                        {"for all stages", {{"stages", "all"}}, "100.00", "approve"}};
    int order = 200;
    for (const row& each : rows) {
        this->release(this->held(++order), each.terms);
        EXPECT_EQ("approve", this->ask(order, "100.00")["outcome"]) << each.name;
        this->commit();
        this->withdraw(order);
        EXPECT_EQ(each.again, this->ask(order, each.then)["outcome"]) << each.name;
    }
    // Deleted, an order leaves nothing behind.
    const json hold_id = this->held(300);
    this->release(hold_id, {{"until", "2026-11-26"}});
    this->withdraw(300, {{"for_good", true}});
    EXPECT_EQ("withdrawn", this->hold(hold_id)["state"]);
    EXPECT_EQ("hold", this->ask(300, "100.00")["outcome"]);
}

TYPED_TEST_P(releases, a_release_ends_with_its_day) {
    const json hold_id = this->held(17, "10.00");
    this->release(hold_id, {{"until", "2026-11-25"}});
    EXPECT_EQ(0, this->begin_day("2026-11-25")["releases_ended"]);
    EXPECT_EQ("released", this->hold(hold_id)["state"]);
    EXPECT_EQ(1, this->begin_day("2026-11-26")["releases_ended"]);
    EXPECT_EQ("lapsed", this->hold(hold_id)["state"]);
    const json credit = this->get(
        "customer", {{"company", 1}, {"customer", 42}, {"business_date", "2026-11-26"}})["credit"];
    EXPECT_EQ(money("100.00"), credit["exposure"]);
}

TYPED_TEST_P(releases, nobody_releases_what_he_has_entered) {
    struct row {
        const char* entered_by;  // "": the ERP does not tell
        const char* asked_by;
        const char* error;
    };
    const row rows[] = {{"ann", "ann", ""},
                        {"carl", "ann", "own_document"},
                        {"ann", "carl", ""},
                        {"", "carl", "own_document"},
                        {"", "ann", ""}};
    int order = 400;
    for (const row& each : rows) {
        json more = {{"user", {{"name", each.asked_by}}}};
        if (each.entered_by[0] != 0) more["document"] = {{"entered_by", each.entered_by}};
        const json hold_id = this->held(++order, "100.00", more);
        const answer got = this->call("release", this->verdict(hold_id));
        const json code = got.body.contains("error") ? got.body["error"]["code"] : json("");
        EXPECT_EQ(each.error, code) << each.entered_by << ", " << each.asked_by;
    }
}

TYPED_TEST_P(releases, one_that_stays_can_be_taken_back) {
    const auto end = [&](const json& hold_id, const json& who = controller()) {
        return this->call("end_release",
                          {{"hold_id", hold_id}, {"user", who}, {"reason", "sold the shop"}});
    };
    const auto exposure = [&] {
        return this->get("customer", {{"company", 1},
                                      {"customer", 42},
                                      {"business_date", "2026-11-24"}})["credit"]["exposure"];
    };
    const json hold_id = this->held(17);
    EXPECT_EQ("no_release", end(hold_id).body["error"]["code"]) << "not released";
    this->release(hold_id, {{"stages", "all"}});
    EXPECT_EQ(money("200.00"), exposure());
    EXPECT_EQ("not_allowed", end(hold_id, clerk()).body["error"]["code"]);
    EXPECT_EQ("lapsed", end(hold_id).body["hold"]["state"]);
    EXPECT_EQ(money("100.00"), exposure());
    EXPECT_EQ("hold", this->ask(17, "100.00")["outcome"]);
    const json once = this->held(18);
    this->release(once);
    EXPECT_EQ("no_release", end(once).body["error"]["code"]) << "for once";
}

TYPED_TEST_P(releases, a_hold_by_hand_is_no_way_round_an_authority) {
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

TYPED_TEST_P(releases, an_authority_reaches_as_far_as_the_policy_says) {
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

TYPED_TEST_P(releases, an_authority_is_measured_by_what_is_so_at_the_release) {
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

TYPED_TEST_P(releases, an_authority_counts_days_whether_a_rule_minds_or_not) {
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

TYPED_TEST_P(releases, an_authority_is_bounded_whichever_limit_is_exceeded) {
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

TYPED_TEST_P(releases, the_erp_is_told_the_step_that_it_takes_by_itself) {
    struct row {
        const char* checkpoint;
        const char* action;  // "": people take it
    };
    const row rows[] = {{"confirm", "confirm"},
                        {"process", "process"},
                        {"pick", ""},
                        {"ship", ""},
                        {"invoice", ""}};
    json rule = {{"rule", "limit"}, {"at", json::object()}};
    for (const row& each : rows) rule["at"][each.checkpoint] = "hold";
    put_in_force(this->shop.session(), {{"name", "All"}, {"rules", json::array({rule})}});
    int order = 600;
    for (const row& each : rows) {
        const json hold_id = this->held(++order, "100.00", {{"checkpoint", each.checkpoint}});
        json asked = this->verdict(hold_id, json::object());
        asked["confirm"] = true;
        this->get("release", asked);
        std::string action;
        const json entries = this->get("outbox", {{"max", 50}})["entries"];
        for (const json& entry : entries) {
            if (entry["hold_id"] == hold_id) action = entry["action"];
        }
        EXPECT_EQ(each.action, action) << each.checkpoint;
    }
}

TYPED_TEST_P(releases, another_payer_ends_what_was_decided_for_the_first) {
    this->get("set_limit", {{"company", 1},
                            {"customer", 43},
                            {"limit", {{"state", "amount"}, {"amount", money("1000.00")}}},
                            {"user", controller()},
                            {"reason", "agreed"},
                            {"business_date", "2026-11-24"}});
    struct row {
        const char* name;
        json then;
        const char* state;
        const char* releases_reserving;  // null: whatever
    };
    const row rows[] = {
        {"nobody else is asked", nullptr, "released", "1"},
        {"a quote for another", {{"customer", 43}, {"checkpoint", "quote"}}, "released", "1"},
        {"again for the same", {{"customer", 42}}, "released", nullptr},
        {"it goes on under another", {{"customer", 43}}, "withdrawn", "0"},
        {"it is held under another",
         {{"customer", 43}, {"document", {{"amount", money("5000.00")}}}},
         "withdrawn",
         "0"},
    };
    int order = 300;
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        this->shop.as_owner("delete from cg_reservation");
        const json hold_id = this->held(++order);
        this->release(hold_id);
        if (!each.then.is_null()) this->ask(order, "100.00", each.then);
        this->get("refresh", json::object());
        EXPECT_EQ(each.state, this->hold(hold_id)["state"]);
        if (each.releases_reserving == nullptr) continue;
        EXPECT_EQ(each.releases_reserving,
                  direct_database(this->shop.administrator())
                      .value("select count(*) from cg_reservation where hold_id <> 0"));
    }
}

REGISTER_TYPED_TEST_SUITE_P(releases, another_payer_ends_what_was_decided_for_the_first,
                            the_erp_is_told_the_step_that_it_takes_by_itself,
                            an_authority_is_measured_by_what_is_so_at_the_release,
                            an_authority_counts_days_whether_a_rule_minds_or_not,
                            an_authority_is_bounded_whichever_limit_is_exceeded,
                            one_that_stays_can_be_taken_back,
                            a_hold_by_hand_is_no_way_round_an_authority,
                            a_release_lets_pass_what_it_says,
                            a_release_for_all_stages_is_for_what_continues_the_document,
                            a_release_is_for_once_unless_it_has_a_day, a_release_ends_with_its_day,
                            nobody_releases_what_he_has_entered,
                            an_authority_reaches_as_far_as_the_policy_says);

}  // namespace creditgate::test
