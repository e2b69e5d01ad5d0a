// SPDX-License-Identifier: Apache-2.0
//
// What people do with holds. The same on every database: a program instantiates this suite with its
// kind of shop.
#pragma once

#include "tests/plugin/given/hold_desk.hpp"

namespace creditgate::test {

template <class Shop>
struct holds : hold_desk<Shop> {};
TYPED_TEST_SUITE_P(holds);

TYPED_TEST_P(holds, a_forced_one_stays_until_a_person_releases_it) {
    this->shop.set_limit("1000.00");
    const json forced = this->force(17);
    EXPECT_EQ("fraud case", forced["forced"]["reason"]);
    EXPECT_EQ("forced_hold", forced["reasons"][0]["rule"]);
    const auto expect_held = [&](const char* after, int customer = 42) {
        const json got = this->ask(17, "10.00", {{"customer", customer}});
        EXPECT_EQ("hold", got["outcome"]) << after << "\n" << got;
        EXPECT_EQ(forced["hold_id"], got["hold_id"]) << after;
        EXPECT_EQ("forced_hold", got["reasons"][0]["rule"]) << after;
    };
    expect_held("asked for");
    this->shop.set_limit("2000.00");
    this->get("reevaluate", {{"company", 1},
                             {"customers", {42}},
                             {"reason", "payment"},
                             {"business_date", "2026-11-24"}});
    expect_held("a payment");
    this->begin_day("2026-11-25");
    expect_held("a new day");
    this->withdraw(17);
    expect_held("back to draft");
    limit_of_customer(this->shop.session(), "2000.00");
    expect_held("another payer", 43);
    EXPECT_EQ(43, this->hold(forced["hold_id"])["customer"]);
    expect_held("and back");
    EXPECT_EQ("warn", this->ask(17, "10.00", {{"checkpoint", "quote"}})["outcome"]);
    EXPECT_EQ("approve", this->ask(18, "10.00")["outcome"]);
    this->release(forced["hold_id"]);
    EXPECT_EQ("approve", this->ask(17, "10.00")["outcome"]);
}

TYPED_TEST_P(holds, what_the_rules_hold_can_be_forced_too) {
    const json hold_id = this->held(17);
    EXPECT_EQ(hold_id, this->force(17)["hold_id"]);
    this->shop.set_limit("1000.00");
    EXPECT_EQ("open", this->hold(hold_id)["state"]);
    const json reasons = this->hold(hold_id)["reasons"];
    EXPECT_EQ("forced_hold", reasons[0]["rule"]);
    // A release that was given before does not outlast it.
    const json other = this->held(18, "5000.00");
    this->release(other, {{"until", "2026-11-30"}});
    this->force(18);
    EXPECT_EQ("hold", this->ask(18, "5000.00")["outcome"]);
}

TYPED_TEST_P(holds, a_forced_one_holds_what_is_taken_from_its_document) {
    this->shop.set_limit("1000.00");
    const auto taken = [&](int id, const char* kind, const char* checkpoint, int order) {
        json asked = check_of(id, "10.00");
        asked["checkpoint"] = checkpoint;
        asked["document"]["kind"] = kind;
        asked["document"]["sources"] =
            json::array({{{"kind", "order"}, {"id", order}, {"amount", money("10.00")}}});
        return this->shop.session().get(asked);
    };
    EXPECT_EQ("approve", this->ask(17, "10.00")["outcome"]);
    this->commit();
    const json forced = this->force(17);
    const json shipped = taken(5, "shipment", "ship", 17);
    EXPECT_EQ("hold", shipped["outcome"]) << shipped;
    EXPECT_EQ("forced_hold", shipped["reasons"][0]["rule"]);
    EXPECT_EQ("carl has put SO-17, which it is taken from, on hold: fraud case",
              shipped["reasons"][0]["text"]);
    const std::string lift =
        "hold " + std::to_string(forced["hold_id"].template get<std::int64_t>());
    EXPECT_NE(std::string::npos,
              shipped["message"].template get<std::string>().find("(" + lift + ")"));
    EXPECT_EQ("hold", taken(6, "invoice", "invoice", 17)["outcome"]);
    EXPECT_EQ("approve", taken(7, "shipment", "ship", 18)["outcome"]) << "of another order";
    this->get("reevaluate", {{"company", 1},
                             {"customers", {42}},
                             {"reason", "payment"},
                             {"business_date", "2026-11-24"}});
    EXPECT_EQ("open", this->hold(shipped["hold_id"])["state"]) << "a payment lifts no hold";
    this->release(forced["hold_id"]);
    EXPECT_EQ("released", this->hold(shipped["hold_id"])["state"]);
    EXPECT_EQ("approve", taken(5, "shipment", "ship", 17)["outcome"]);
    EXPECT_EQ("approve", taken(6, "invoice", "invoice", 17)["outcome"]);
}

TYPED_TEST_P(holds, a_forced_one_stops_a_return_too) {
    this->shop.set_limit("1000.00");
    const json hold_id = this->force(17)["hold_id"];
    const json back = {{"document", {{"direction", "return"}}}};
    const json got = this->ask(17, "10.00", back);
    EXPECT_EQ("hold", got["outcome"]) << got;
    EXPECT_EQ(hold_id, got["hold_id"]);
    EXPECT_EQ("approve", this->ask(18, "10.00", back)["outcome"]);
    this->release(hold_id);
    EXPECT_EQ("approve", this->ask(17, "10.00", back)["outcome"]);
}

TYPED_TEST_P(holds, a_forced_one_is_not_rejected) {
    this->shop.set_limit("1000.00");
    const json forced = this->force(17);
    const answer refused = this->call(
        "reject",
        {{"hold_id", forced["hold_id"]}, {"user", controller()}, {"reason", "insolvent"}});
    EXPECT_EQ("held_by_hand", refused.body["error"]["code"]);
    EXPECT_EQ("hold", this->ask(17, "10.00")["outcome"]);
}

TYPED_TEST_P(holds, who_has_entered_it_is_known_from_the_first_check_on) {
    this->shop.set_limit("1000.00");
    const json hold_id = this->force(17)["hold_id"];
    this->ask(17, "10.00", {{"document", {{"entered_by", "carl"}, {"salesperson", "sam"}}}});
    EXPECT_EQ("carl", this->hold(hold_id)["entered_by"]);
    EXPECT_EQ("sam", this->hold(hold_id)["salesperson"]);
    EXPECT_EQ("own_document", this->call("release", this->verdict(hold_id)).body["error"]["code"]);
}

TYPED_TEST_P(holds, what_goes_on_by_a_release_leaves_none_open) {
    this->release(this->held(17), {{"until", "2026-11-30"}});
    const json larger = this->held(17, "150.00");
    EXPECT_EQ("approve", this->ask(17, "100.00")["outcome"]);
    EXPECT_EQ("lapsed", this->hold(larger)["state"]);
}

TYPED_TEST_P(holds, what_is_said_stays_with_it) {
    const json hold_id = this->held(17);
    const auto say = [&](const char* kind, const char* text, const json& who) {
        return this->get(
            "note_hold",
            {{"hold_id", hold_id}, {"kind", kind}, {"text", text}, {"user", who}})["hold"];
    };
    say("note", "called them", controller());
    EXPECT_EQ(true, say("question", "when do they pay?", controller())["waits_for_answer"]);
    EXPECT_EQ(false, say("answer", "on Friday", clerk())["waits_for_answer"]);
    const json mine = this->get(
        "assign_hold", {{"hold_id", hold_id}, {"to", "cleo"}, {"user", controller()}})["hold"];
    EXPECT_EQ("cleo", mine["assigned_to"]);
    const answer refused =
        this->call("assign_hold", {{"hold_id", hold_id}, {"to", "ann"}, {"user", clerk()}});
    EXPECT_EQ("not_allowed", refused.body["error"]["code"]);
    std::vector<std::string> said;
    const json entries = this->hold(hold_id)["entries"];
    for (const json& each : entries) {
        said.push_back(each["kind"].template get<std::string>() + " " +
                       each["by"].template get<std::string>() + ": " +
                       each["text"].template get<std::string>());
    }
    const std::vector<std::string> expected = {"note carl: called them",
                                               "question carl: when do they pay?",
                                               "answer ann: on Friday", "assigned carl: cleo"};
    EXPECT_EQ(expected, said);
    this->release(hold_id);
    const answer late = this->call(
        "note_hold",
        {{"hold_id", hold_id}, {"kind", "question"}, {"text", "why?"}, {"user", clerk()}});
    EXPECT_EQ("hold_not_open", late.body["error"]["code"]);
}

TYPED_TEST_P(holds, a_day_that_begins_decides_them_again) {
    const json hold_id = this->held(17, "10.00");
    this->get("set_temporary_limit", {{"company", 1},
                                      {"customer", 42},
                                      {"amount", money("10.00")},
                                      {"from", "2026-11-26"},
                                      {"to", "2026-11-26"},
                                      {"user", controller()},
                                      {"reason", "season"},
                                      {"business_date", "2026-11-24"}});
    EXPECT_TRUE(this->begin_day("2026-11-25")["released"].empty());
    EXPECT_EQ("open", this->hold(hold_id)["state"]);
    EXPECT_EQ(1U, this->begin_day("2026-11-26")["released"].size());
    EXPECT_EQ("released", this->hold(hold_id)["state"]);
    // The same day does not begin twice, nor one that is over.
    EXPECT_EQ(0, this->begin_day("2026-11-26")["accounts"]);
    EXPECT_EQ(0, this->begin_day("2026-11-25")["accounts"]);
}

TYPED_TEST_P(holds, a_policy_that_comes_into_force_decides_them_again) {
    const json hold_id = this->held(17, "10.00");
    const json other = this->held(18, "30.00");
    this->begin_day("2026-11-24");
    const json rule = {
        {"rule", "limit"}, {"at", {{"confirm", "hold"}}}, {"threshold_percent", 110}};
    put_in_force(this->shop.session(), {{"name", "More"}, {"rules", json::array({rule})}},
                 "2026-11-25");
    EXPECT_TRUE(this->begin_day("2026-11-24")["released"].empty());
    EXPECT_EQ(1U, this->begin_day("2026-11-25")["released"].size());
    EXPECT_EQ("released", this->hold(hold_id)["state"]);
    EXPECT_EQ("open", this->hold(other)["state"]);
    const json more = {
        {"rule", "limit"}, {"at", {{"confirm", "hold"}}}, {"threshold_percent", 140}};
    put_in_force(this->shop.session(), {{"name", "Most"}, {"rules", json::array({more})}},
                 "2026-11-25");
    EXPECT_EQ(1U, this->begin_day("2026-11-25")["released"].size());
    EXPECT_EQ("released", this->hold(other)["state"]);
}

TYPED_TEST_P(holds, each_step_is_told_and_offered_until_it_is_done) {
    const auto kinds = [&] {
        std::vector<std::string> found;
        const json all = this->get("notices", {{"business_date", "2026-11-24"}})["notices"];
        for (const json& each : all) found.push_back(each["kind"]);
        return found;
    };
    const auto done = [&](int id, const char* outcome) {
        this->get("notice_done", {{"notice_id", id}, {"outcome", outcome}});
    };
    const json hold_id = this->held(17);
    this->ask(17, "100.00");  // the same hold
    this->get("request_release", {{"hold_id", hold_id}, {"user", clerk()}, {"note", "please"}});
    this->release(hold_id);
    EXPECT_EQ((std::vector<std::string>{"held", "requested", "released"}), kinds());
    const json first =
        this->get("notices", {{"business_date", "2026-11-24"}, {"max", 1}})["notices"][0];
    EXPECT_EQ("Order SO-17 of Harbour Foods (100.00 EUR) is on credit hold", first["subject"]);
    EXPECT_EQ((json{{"users", {"ann"}}, {"roles", {"controller"}}, {"salesperson", ""}}),
              first["to"]);
    done(1, "done");
    done(2, "failed");
    EXPECT_EQ((std::vector<std::string>{"requested", "released"}), kinds());
    for (int i = 0; i < 4; ++i) done(2, "failed");
    EXPECT_EQ((std::vector<std::string>{"released"}), kinds());
    const answer unknown = this->call("notice_done", {{"notice_id", 99}, {"outcome", "done"}});
    EXPECT_EQ("unknown_notice_id", unknown.body["error"]["code"]);
}

// 100.00 are freed; 60.00 and 40.01 do not fit together, 60.00 and 40.00 do.
TYPED_TEST_P(holds, one_with_which_nobody_does_anything_is_told_to_the_managers) {
    const auto note = [&](const json& hold_id, const json& who) {
        this->get("note_hold", {{"hold_id", hold_id}, {"text", "called"}, {"user", who}});
    };
    const auto hours_ago = [&](const char* what, const std::string& where) {
        this->shop.as_owner("update cg_hold set " + std::string(what) +
                            " = '2020-01-01T00:00:00.000000Z' where " + where);
    };
    const json forgotten = this->held(17);
    const json assigned = this->held(18);
    const json noted = this->held(19);
    const json noted_by_a_clerk = this->held(20);
    const json own = this->held(21, "100.00", {{"document", {{"entered_by", "carl"}}}});
    this->held(22);  // just now
    this->get("assign_hold", {{"hold_id", assigned}, {"to", "zoe"}, {"user", controller()}});
    note(noted, controller());
    note(noted_by_a_clerk, clerk());
    note(own, controller());
    hours_ago("opened_at", "document_id < 22");
    const auto escalated = [&] {
        std::vector<json> found;
        const json all = this->get("notices", {{"business_date", "2026-11-24"}})["notices"];
        for (const json& each : all) {
            if (each["kind"] == "escalated") found.push_back(each["hold"]["hold_id"]);
        }
        return found;
    };
    std::vector<json> told = {forgotten, noted_by_a_clerk, own};
    EXPECT_EQ(told, escalated());
    EXPECT_EQ(told, escalated()) << "once";
    // To whom it was given has not done anything since.
    hours_ago("attended_at", "document_id = 18");
    told.push_back(assigned);
    EXPECT_EQ(told, escalated());
    note(forgotten, controller());
    EXPECT_EQ(told, escalated()) << "something is done";
    this->shop.as_owner(
        "update cg_hold set attended_at = '2020-01-02T00:00:00.000000Z' where document_id = 17");
    told.push_back(forgotten);
    EXPECT_EQ(told, escalated()) << "and nothing more for as long again";
    EXPECT_EQ(told, escalated()) << "once";
}

REGISTER_TYPED_TEST_SUITE_P(
    holds, a_forced_one_is_not_rejected, a_forced_one_holds_what_is_taken_from_its_document,
    a_forced_one_stops_a_return_too, who_has_entered_it_is_known_from_the_first_check_on,
    what_goes_on_by_a_release_leaves_none_open, a_forced_one_stays_until_a_person_releases_it,
    what_the_rules_hold_can_be_forced_too, what_is_said_stays_with_it,
    a_day_that_begins_decides_them_again, a_policy_that_comes_into_force_decides_them_again,
    each_step_is_told_and_offered_until_it_is_done,
    one_with_which_nobody_does_anything_is_told_to_the_managers);

}  // namespace creditgate::test
