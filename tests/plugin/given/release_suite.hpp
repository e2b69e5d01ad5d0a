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
                            one_that_stays_can_be_taken_back, a_release_lets_pass_what_it_says,
                            a_release_for_all_stages_is_for_what_continues_the_document,
                            a_release_is_for_once_unless_it_has_a_day, a_release_ends_with_its_day,
                            nobody_releases_what_he_has_entered);

}  // namespace creditgate::test
