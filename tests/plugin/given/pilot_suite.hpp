// SPDX-License-Identifier: Apache-2.0
//
// A policy that is tried out: its pilot decides and records, and stops nothing; what went on in it
// goes on when it is over; the report says what would have been held and what became of it. The
// same on every database: a program instantiates this suite with its kind of shop.
//
// Customer 43 is in the department North, customer 42 in none. Both have a limit of 100.00 EUR; 42
// has used it up with INV-1.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct pilots : ::testing::Test {
    pilots() {
        limit_of(42, "100.00");
        limit_of(43, "100.00");
        people("make_group", {{"group", "North"}, {"kind", "department"}, {"currency", "EUR"}});
        people("group_member",
               {{"group", "North"}, {"customer", 43}, {"member", true}, {"business_date", today}});
    }
    json people(const std::string& op, json members) {
        members.update({{"op", op}, {"user", controller()}, {"reason", "agreed"}});
        return shop.session().get(members);
    }
    void limit_of(int customer, const std::string& amount) {
        people("set_limit", {{"company", 1},
                             {"customer", customer},
                             {"limit", {{"state", "amount"}, {"amount", money(amount)}}},
                             {"business_date", today}});
    }
    static json policy_with(const json& pilot) {
        const json at = {{"quote", "warn"}, {"confirm", "hold"}, {"ship", "hold"}};
        json policy = {
            {"name", "Tried out"},
            {"rules", json::array({{{"rule", "account_blocked"}, {"at", {{"confirm", "reject"}}}},
                                   {{"rule", "limit"}, {"at", at}}})}};
        if (!pilot.is_null()) policy["pilot"] = pilot;
        return policy;
    }
    void put(const json& pilot) { put_in_force(shop.session(), policy_with(pilot)); }
    json check(int customer, int order, const std::string& amount, json more = json::object()) {
        json asked = check_of(order, amount);
        asked["customer"] = customer;
        asked.merge_patch(more);
        return shop.session().get(asked);
    }
    json ship(int customer, int shipment, int order, const std::string& amount) {
        const json source = {{"kind", "order"}, {"id", order}, {"amount", money(amount)}};
        return check(customer, shipment, amount,
                     {{"checkpoint", "ship"},
                      {"document", {{"kind", "shipment"}, {"sources", json::array({source})}}}});
    }
    // "approve", "approve, hold without the pilot", "approve under its opening cover".
    static std::string told(const json& got) {
        std::string text = got["outcome"];
        if (got.contains("pilot")) {
            text +=
                ", " + got["pilot"]["outcome"].template get<std::string>() + " without the pilot";
        }
        if (got.contains("opening_cover")) text += " under its opening cover";
        return text;
    }
    json holds() {
        return shop.session().get({{"op", "holds"}, {"company", 1}, {"state", "any"}})["holds"];
    }
    // An invoice of the order, of customer 43; '' is null.
    void invoice(int order, const std::string& due, const std::string& settled) {
        const auto day = [](const std::string& text) {
            return text.empty() ? std::string("null") : "'" + text + "'";
        };
        const std::string id = std::to_string(++last_item);
        shop.sql("insert into erp_item values (" + id + ", 1, 43, 'invoice', " + id + ", 'IN-" +
                 id + "', 'EUR', 1000, '2026-11-01', " + day(due) + ", " + day(settled) + ")");
        shop.sql("insert into erp_invoiced values (" + std::to_string(order) + ", " + id + ")");
    }
    json report(const json& more = json::object()) {
        json asked = {{"op", "graduation"},
                      {"from", "2026-11-01"},
                      {"to", "2026-11-30"},
                      {"business_date", today}};
        asked.update(more);
        return shop.session().get(asked);
    }
    // "2 late, 1 unpaid, 0 in time, 3 open of 5".
    static std::string told_sum(const json& tally) {
        const auto of = [&](const char* name) { return tally[name]["documents"].dump(); };
        return of("late") + " late, " + of("unpaid") + " unpaid, " + of("in_time") + " in time, " +
               of("open") + " open of " + tally["documents"].dump();
    }
    std::string differences() {
        return shop.session().get({{"op", "replay"}})["differences"].dump();
    }

    static constexpr const char* today = "2026-11-24";
    static inline const json north = {{"departments", json::array({"North"})}};
    Shop shop;
    int last_item = 100;
};
TYPED_TEST_SUITE_P(pilots);

TYPED_TEST_P(pilots, decide_and_record_and_stop_nothing) {
    this->put(this->north);
    const json got = this->check(43, 1, "100.01");
    EXPECT_EQ("approve, hold without the pilot", this->told(got));
    EXPECT_TRUE(got["hold_id"].is_null());
    EXPECT_TRUE(got.contains("grant"));
    EXPECT_EQ("limit", got["reasons"][0]["rule"]);
    EXPECT_EQ("hold", got["reasons"][0]["outcome"]);
    EXPECT_NE(std::string::npos, got["message"].template get<std::string>().find("pilot"));
    EXPECT_EQ("approve, approve without the pilot", this->told(this->check(43, 1, "100.00")));
    EXPECT_EQ("approve, warn without the pilot",
              this->told(this->check(43, 2, "100.01", {{"checkpoint", "quote"}})));
    EXPECT_EQ(json::array(), this->holds());
    // Elsewhere it is enforced at the same time.
    EXPECT_EQ("hold", this->told(this->check(42, 3, "0.01")));
    EXPECT_EQ("warn", this->told(this->check(42, 3, "0.01", {{"checkpoint", "quote"}})));
    EXPECT_EQ(1U, this->holds().size());
    EXPECT_EQ("[]", this->differences());
}

// What goes on in the pilot takes room as ever: the next one sees it.
TYPED_TEST_P(pilots, reserve_what_goes_on) {
    this->put(this->north);
    this->check(43, 1, "80.00");
    const json got = this->check(43, 2, "20.01");
    EXPECT_EQ("approve, hold without the pilot", this->told(got));
    EXPECT_EQ(money("100.01"), got["reasons"][0]["value"]);
}

TYPED_TEST_P(pilots, are_for_those_whom_they_name) {
    struct row {
        json pilot;
        const char* of_42;
        const char* of_43;
    };
    const char* in = "approve, hold without the pilot";
    const row rows[] = {
        {nullptr, "hold", "hold"},
        {this->north, "hold", in},
        {{{"departments", {"South"}}}, "hold", "hold"},
        {{{"groups", {"North"}}}, "hold", "hold"},
        {{{"companies", {1}}}, in, in},
        {{{"companies", {2}}}, "hold", "hold"},
        {{{"percent_of_orders", 100}}, in, in},
    };
    int order = 10;
    for (const row& each : rows) {
        this->put(each.pilot);
        ++order;
        EXPECT_EQ(each.of_42, this->told(this->check(42, 2 * order, "200.00"))) << each.pilot;
        EXPECT_EQ(each.of_43, this->told(this->check(43, 2 * order + 1, "200.00"))) << each.pilot;
    }
}

TYPED_TEST_P(pilots, of_a_share_of_orders_have_the_same_ones_at_each_checkpoint) {
    this->put({{"percent_of_orders", 40}});
    int in = 0;
    for (int order = 1; order <= 50; ++order) {
        const bool at_confirm = this->check(43, order, "200.00").contains("pilot");
        const json later = {{"checkpoint", "ship"}};
        EXPECT_EQ(at_confirm, this->check(43, order, "200.00", later).contains("pilot")) << order;
        EXPECT_EQ(at_confirm, this->ship(43, 1'000 + order, order, "1.00").contains("pilot"))
            << order;
        in += at_confirm ? 1 : 0;
    }
    EXPECT_GT(in, 8);
    EXPECT_LT(in, 32);
    EXPECT_EQ("[]", this->differences());
}

TYPED_TEST_P(pilots, try_rules_and_not_what_a_person_has_decided) {
    this->people(
        "block",
        {{"company", 1}, {"customer", 43}, {"blocked", true}, {"business_date", this->today}});
    this->put(this->north);
    EXPECT_EQ("reject", this->told(this->check(43, 1, "10.00")));
    json even = this->north;
    even["even_blocked"] = true;
    this->put(even);
    EXPECT_EQ("approve, reject without the pilot", this->told(this->check(43, 2, "10.00")));
    this->people(
        "block",
        {{"company", 1}, {"customer", 43}, {"blocked", false}, {"business_date", this->today}});
    this->people("force_hold",
                 {{"company", 1},
                  {"customer", 43},
                  {"document", {{"kind", "order"}, {"id", 3}, {"amount", money("10.00")}}}});
    EXPECT_EQ("hold", this->told(this->check(43, 3, "10.00")));
}

TYPED_TEST_P(pilots, let_go_what_was_held_before_they_began) {
    this->put(nullptr);
    EXPECT_EQ("hold", this->told(this->check(43, 1, "200.00")));
    this->put(this->north);
    const json begun = this->shop.session().get(
        {{"op", "begin_day"}, {"business_date", this->today}, {"seconds", 10}});
    ASSERT_EQ(1U, begun["released"].size()) << begun;
    EXPECT_EQ(1, begun["released"][0]["document"]["id"]);
}

// Order 1 went on in the pilot with 200.00, order 2 was never asked about there.
TYPED_TEST_P(pilots, leave_an_opening_cover_to_what_went_on_in_them) {
    this->put(this->north);
    this->check(43, 1, "200.00");
    this->put(nullptr);
    EXPECT_EQ("hold", this->told(this->check(43, 2, "200.00"))) << "a new order is held";
    EXPECT_EQ("hold", this->told(this->check(43, 1, "200.00"))) << "and so is one confirmed anew";
    const json part = this->ship(43, 51, 1, "150.00");
    EXPECT_EQ("approve under its opening cover", this->told(part));
    EXPECT_TRUE(part.contains("grant"));
    EXPECT_EQ(money("150.00"), part["opening_cover"]["up_to"]);
    EXPECT_NE(std::string::npos, part["message"].template get<std::string>().find("opening cover"));
    EXPECT_EQ("hold", this->told(this->ship(43, 52, 1, "200.01"))) << "more than went on";
    EXPECT_EQ("hold", this->told(this->ship(43, 53, 2, "150.00"))) << "not in the pilot";
    EXPECT_EQ("hold", this->told(this->ship(42, 54, 1, "150.00"))) << "another payer";
    EXPECT_EQ("[]", this->differences());
}

TYPED_TEST_P(pilots, leave_no_cover_to_what_was_approved_anew_since) {
    this->put(this->north);
    this->check(43, 1, "200.00");
    this->put(nullptr);
    this->limit_of(43, "500.00");
    EXPECT_EQ("approve", this->told(this->check(43, 1, "200.00")));
    this->limit_of(43, "100.00");
    EXPECT_EQ("hold", this->told(this->ship(43, 51, 1, "150.00")));
}

TYPED_TEST_P(pilots, are_replayed_and_sealed) {
    this->put(this->north);
    const std::string id = this->check(43, 1, "200.00")["decision_id"].dump();
    EXPECT_EQ("[]", this->differences());
    this->shop.session().get({{"op", "seal_audit"}, {"business_date", this->today}});
    const json verify = {{"op", "verify_audit"}};
    EXPECT_EQ(0, this->shop.session().get(verify)["broken"]);
    this->shop.as_owner("update cg_decision set pilot = 'warn' where decision_id = " + id);
    EXPECT_EQ("cg_decision.pilot",
              this->shop.session().get({{"op", "replay"}})["differences"][0]["place"]);
    const json broken = this->shop.session().get(verify);
    EXPECT_EQ(1, broken["broken"]);
    EXPECT_EQ(json::parse(id), broken["breaks"][0]["record"]["id"]);
}

TYPED_TEST_P(pilots, are_back_tested_as_if_they_were_over) {
    this->invoice(1, "2026-11-10", "2026-11-20");
    const json got =
        this->shop.session().get({{"op", "backtest"},
                                  {"from", "2026-11-01"},
                                  {"to", "2026-11-30"},
                                  {"business_date", this->today},
                                  {"policy",
                                   {{"name", "Draft"},
                                    {"pilot", {{"percent_of_orders", 100}}},
                                    {"rules", json::array({{{"rule", "document_value"},
                                                            {"at", {{"confirm", "hold"}}},
                                                            {"threshold", money("9.99")}}})}}}});
    EXPECT_EQ(1, got["draft"]["held"]["documents"]);
}

TYPED_TEST_P(pilots, say_for_whom_they_are) {
    struct row {
        json pilot;
        const char* code;
        const char* field;
    };
    const row rows[] = {
        {json::object(), "bad_policy", "policy.pilot"},
        {{{"even_blocked", true}}, "bad_policy", "policy.pilot"},
        {{{"companies", json::array()}}, "bad_policy", "policy.pilot"},
        {{{"departments", json::array()}}, "bad_type", "policy.pilot.departments"},
        {{{"percent_of_orders", 0}}, "out_of_range", "policy.pilot.percent_of_orders"},
        {{{"percent_of_orders", 1}}, "", ""},
        {{{"percent_of_orders", 100}}, "", ""},
        {{{"percent_of_orders", 101}}, "out_of_range", "policy.pilot.percent_of_orders"},
        {{{"department", "North"}}, "unknown_field", "policy.pilot.department"},
    };
    for (const row& each : rows) {
        const answer got = this->shop.session().call(
            {{"op", "validate_policy"}, {"policy", this->policy_with(each.pilot)}});
        EXPECT_EQ(each.code, got.code()) << each.pilot;
        EXPECT_EQ(each.field, got.field()) << each.pilot;
    }
}

TYPED_TEST_P(pilots, end_in_the_changes_of_a_policy) {
    this->put(this->north);
    const json drafted = this->shop.session().get({{"op", "propose_policy"},
                                                   {"policy", this->policy_with(nullptr)},
                                                   {"in_force_from", "2000-01-01"},
                                                   {"user", manager("ada")}});
    EXPECT_EQ(json::array({{{"place", "pilot"}, {"from", this->north}, {"to", nullptr}}}),
              drafted["changes"]);
}

// Held: 1 and 2 late, 3 in time, 4 overdue, 5 not due, 6 not invoiced. Passed: 7 late, 8 in time.
TYPED_TEST_P(pilots, are_reported_with_what_became_of_their_documents) {
    this->put(this->north);
    for (int order = 7; order <= 8; ++order) this->check(43, order, "50.00");
    for (int order = 1; order <= 6; ++order) this->check(43, order, "200.00");
    this->ship(43, 91, 1, "200.00");                          // the same deal
    this->check(43, 1, "210.00");                             // asked about again: this counts
    this->check(43, 9, "200.00", {{"checkpoint", "quote"}});  // a quotation is none
    this->check(42, 10, "1.00");                              // not in the pilot
    this->invoice(1, "2026-11-10", "2026-11-11");
    this->invoice(2, "2026-11-10", "2026-11-20");
    this->invoice(2, "2026-11-10", "2026-11-09");
    this->invoice(3, "2026-11-10", "2026-11-10");
    this->invoice(4, "2026-11-23", "");
    this->invoice(5, "2026-11-24", "");
    this->invoice(7, "2026-11-10", "2026-11-12");
    this->invoice(8, "2026-11-10", "2026-11-10");
    const json got = this->report();
    EXPECT_EQ("3 late, 1 unpaid, 1 in time, 2 open of 6", this->told_sum(got["held"]));
    EXPECT_EQ(json::array({money("1210.00")}), got["held"]["amounts"]);
    EXPECT_EQ(json::array({money("610.00")}), got["held"]["late"]["amounts"]);
    EXPECT_EQ("1 late, 0 unpaid, 1 in time, 0 open of 2", this->told_sum(got["passed"]));
    ASSERT_EQ(1U, got["by_rule"].size());
    EXPECT_EQ("limit", got["by_rule"][0]["rule"]);
    EXPECT_EQ("3 late, 1 unpaid, 1 in time, 2 open of 6", this->told_sum(got["by_rule"][0]));
    ASSERT_EQ(1U, got["by_group"].size());
    EXPECT_EQ("department", got["by_group"][0]["kind"]);
    EXPECT_EQ("North", got["by_group"][0]["name"]);
    std::vector<std::string> became;
    for (const json& each : got["documents"]) {
        became.push_back(each["document"]["number"].template get<std::string>() + " " +
                         each["became"].template get<std::string>() + " " +
                         each["days_late"].dump());
    }
    const std::vector<std::string> expected = {"SO-1 late 1",    "SO-2 late 10",
                                               "SO-3 in_time 0", "SO-4 unpaid 1",
                                               "SO-5 open 0",    "SO-6 not_invoiced 0"};
    EXPECT_EQ(expected, became);
    EXPECT_EQ(
        "Of 8 documents in the pilot 6 would have been held (1,210.00 EUR).\n"
        "Held, 3 of 4 that are paid or overdue by now were late (610.00 EUR), 1 of them are not "
        "paid; 1 were paid in time and would have been held for nothing. 2 more are not due or "
        "not invoiced yet, 0 came to nothing.\n"
        "Let pass, 1 of 2 that are paid or overdue by now were late (50.00 EUR), 0 of them are "
        "not paid; the policy would have missed these. 0 more are not due or not invoiced yet, 0 "
        "came to nothing.",
        got["text"].template get<std::string>());
}

TYPED_TEST_P(pilots, are_reported_in_pieces) {
    this->put(this->north);
    this->check(43, 4, "50.00");
    for (int order = 1; order <= 3; ++order) this->check(43, order, "200.00");
    this->invoice(4, "2026-11-10", "2026-11-12");
    struct row {
        json asked;
        std::size_t listed;
        int total;
    };
    const row rows[] = {
        {json::object(), 3, 3},         {{{"list", "all"}}, 4, 4},
        {{{"list", "missed"}}, 1, 1},   {{{"max", 2}}, 2, 3},
        {{{"skip", 2}}, 1, 3},          {{{"company", 1}}, 3, 3},
        {{{"company", 2}}, 0, 0},       {{{"from", "2026-11-25"}}, 0, 0},
        {{{"to", "2026-11-23"}}, 0, 0},
    };
    for (const row& each : rows) {
        const json got = this->report(each.asked);
        EXPECT_EQ(each.listed, got["documents"].size()) << each.asked;
        EXPECT_EQ(each.total, got["total"]) << each.asked;
    }
    EXPECT_EQ("out_of_range", this->shop.session()
                                  .call({{"op", "graduation"},
                                         {"from", "2026-11-02"},
                                         {"to", "2026-11-01"},
                                         {"business_date", this->today}})
                                  .code());
}

REGISTER_TYPED_TEST_SUITE_P(
    pilots, decide_and_record_and_stop_nothing, reserve_what_goes_on, are_for_those_whom_they_name,
    of_a_share_of_orders_have_the_same_ones_at_each_checkpoint,
    try_rules_and_not_what_a_person_has_decided, let_go_what_was_held_before_they_began,
    leave_an_opening_cover_to_what_went_on_in_them, leave_no_cover_to_what_was_approved_anew_since,
    are_replayed_and_sealed, are_back_tested_as_if_they_were_over, say_for_whom_they_are,
    end_in_the_changes_of_a_policy, are_reported_with_what_became_of_their_documents,
    are_reported_in_pieces);

}  // namespace creditgate::test
