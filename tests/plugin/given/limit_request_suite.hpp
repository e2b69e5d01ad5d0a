// SPDX-License-Identifier: Apache-2.0
//
// Limits that are asked for and approved by steps. The same on every database: a program
// instantiates this suite with its kind of shop.
#pragma once

#include <thread>
#include <vector>

#include "tests/plugin/given/limit_requests.hpp"

namespace creditgate::test {

TYPED_TEST_SUITE_P(limit_requests);

TYPED_TEST_P(limit_requests, the_last_yes_makes_it_effective_and_releases_what_passes) {
    ASSERT_EQ("hold", this->session().get(check_of(17))["outcome"]);
    const json id = this->ask("20000.00");
    EXPECT_EQ("a credit controller or a credit manager and a credit manager",
              this->shown(id)["who_next"]);
    EXPECT_EQ("105.00", this->limit_now());
    const json first = this->approve(id, "carl").body;
    EXPECT_EQ("open", first["request"]["state"]);
    EXPECT_EQ("a credit manager", first["request"]["who_next"]);
    EXPECT_TRUE(first["released"].empty());
    EXPECT_EQ("105.00", this->limit_now());
    const json last = this->approve(id, "mary", {{"note", "for the season"}}).body;
    EXPECT_EQ("approved", last["request"]["state"]);
    EXPECT_TRUE(last["request"]["who_next"].is_null());
    EXPECT_EQ("mary", last["request"]["closed"]["by"]);
    ASSERT_EQ(1U, last["released"].size());
    EXPECT_EQ(17, last["released"][0]["document"]["id"]);
    EXPECT_EQ("20000.00", this->limit_now());
    EXPECT_EQ("1", this->in_journal("request_limit"));
    EXPECT_EQ("2", this->in_journal("approve_limit_request"));
    EXPECT_EQ("2", this->in_journal("set_limit"));
    EXPECT_EQ("1", this->in_journal("release"));
}

TYPED_TEST_P(limit_requests, needs_so_many_as_the_table_says) {
    struct row {
        const char* limit;
        const char* first;
        const char* after_first;
        const char* second;
    };
    const row rows[] = {
        {"10000.00", "carl", "approved", nullptr}, {"10000.01", "carl", "open", "mary"},
        {"50000.00", "mary", "open", "carl"},      {"unlimited", "mary", "open", "mo"},
        {"0.00", "cora", "approved", nullptr},     {"none", "carl", "approved", nullptr},
        {"10000.01", "mo", "open", "cora"}};
    for (const row& each : rows) {
        const json id = this->ask(each.limit);
        EXPECT_EQ(each.after_first, this->approve(id, each.first).body["request"]["state"])
            << each.limit;
        if (each.second != nullptr) {
            EXPECT_EQ("approved", this->approve(id, each.second).body["request"]["state"])
                << each.limit;
        }
        EXPECT_EQ(each.limit, this->limit_now());
    }
}

TYPED_TEST_P(limit_requests, who_may_not_is_told_why_and_nothing_changes) {
    struct row {
        const char* asked_by;
        const char* limit;
        const char* approved_by;
        const char* by;
        const char* code;
        const char* message;
    };
    const row rows[] = {
        {"carl", "200.00", "", "carl", "own_request",
         "carl has asked for limit request 1 himself: nobody decides about his own"},
        {"ann", "200.00", "", "ann", "not_allowed", nullptr},
        {"ann", "10000.01", "mary", "mary", "approved_already", nullptr},
        {"ann", "10000.01", "carl", "cora", "above_authority",
         "a limit of 10,000.01 EUR (105.00 EUR before) needs a credit manager, not cora"},
    };
    for (const row& each : rows) {
        const json id = this->ask(each.limit, each.asked_by);
        if (*each.approved_by != 0) this->approve(id, each.approved_by);
        const json before = this->shown(id);
        const answer refused = this->approve(id, each.by);
        EXPECT_EQ(CG_REFUSED, refused.status);
        EXPECT_EQ(each.code, refused.code()) << each.message;
        if (each.message != nullptr) {
            EXPECT_EQ(each.message, refused.message());
        }
        EXPECT_EQ(before, this->shown(id));
        this->session().get(this->verdict("withdraw_limit_request", id, each.asked_by));
    }
    EXPECT_EQ("105.00", this->limit_now());
}

TYPED_TEST_P(limit_requests, of_a_limit_that_was_changed_meanwhile_the_approver_is_told) {
    const json id = this->ask("20000.00");
    this->approve(id, "carl");
    this->shop.set_limit("300.00");
    const answer told = this->approve(id, "mary");
    EXPECT_EQ("limit_changed", told.code());
    EXPECT_EQ("the limit is 300.00 EUR now, and was 105.00 EUR when limit request 1 was made",
              told.message());
    EXPECT_EQ("limit_changed",
              this->approve(id, "mary", {{"before", this->limit_of("105.00")}}).code());
    // What carl has said was about another raise.
    const json again =
        this->approve(id, "mary", {{"before", this->limit_of("300.00")}}).body["request"];
    EXPECT_EQ("open", again["state"]);
    EXPECT_EQ(money("300.00"), again["before"]["amount"]);
    EXPECT_FALSE(again["steps"][0]["counts"]);
    EXPECT_TRUE(again["steps"][1]["counts"]);
    EXPECT_EQ("300.00", this->limit_now());
    EXPECT_EQ("approved", this->approve(id, "carl").body["request"]["state"]);
    EXPECT_EQ("20000.00", this->limit_now());
}

TYPED_TEST_P(limit_requests, end_once) {
    struct row {
        const char* op;
        const char* by;
        const char* state;
    };
    const row rows[] = {{"approve_limit_request", "carl", "approved"},
                        {"reject_limit_request", "cora", "rejected"},
                        {"withdraw_limit_request", "ann", "withdrawn"},
                        {"withdraw_limit_request", "mary", "withdrawn"}};
    for (const row& each : rows) {
        const json id = this->ask("200.00");
        EXPECT_EQ(each.state,
                  this->session().get(this->verdict(each.op, id, each.by))["request"]["state"]);
        for (const row& other : rows) {
            EXPECT_EQ("limit_request_decided",
                      this->session().call(this->verdict(other.op, id, "mo")).code())
                << each.state << ", " << other.op;
        }
        EXPECT_EQ(each.state, this->shown(id)["state"]);
        this->shop.set_limit("105.00");
    }
    const json id = this->ask("200.00", "carl");
    EXPECT_EQ("own_request",
              this->session().call(this->verdict("reject_limit_request", id, "carl")).code());
    EXPECT_EQ("not_allowed",
              this->session().call(this->verdict("withdraw_limit_request", id, "cora")).code());
    EXPECT_EQ("unknown_limit_request", this->approve(999, "mary").code());
    EXPECT_EQ("open", this->shown(id)["state"]);
}

TYPED_TEST_P(limit_requests, what_cannot_be_asked_for_is_told) {
    const auto code = [&](json asked, const json& more) {
        asked.update(more);
        return this->session().call(asked).code();
    };
    const json asked = this->asking("200.00");
    EXPECT_EQ("unknown_customer", code(asked, {{"customer", 99}}));
    EXPECT_EQ("unknown_company", code(asked, {{"customer", 43}, {"company", 99}}));
    EXPECT_EQ("wrong_currency",
              code(asked, {{"limit", {{"state", "amount"}, {"amount", money("1.00", "USD")}}}}));
    EXPECT_EQ("nothing_changes", code(asked, {{"limit", this->limit_of("105.00")}}));
    EXPECT_EQ("nothing_changes",
              code(asked, {{"customer", 43}, {"limit", this->limit_of("none")}}));
    EXPECT_EQ("not_allowed", code(asked, {{"user", person("robot", "system")}}));
    EXPECT_EQ("bad_limit",
              code(asked, {{"terms", {{"valid_from", "2026-11-24"}, {"valid_to", "2026-11-23"}}}}));
    EXPECT_EQ("0", this->counted("cg_limit_request"));
    this->ask("200.00");
    EXPECT_EQ("limit_request_open", code(asked, json::object()));
    EXPECT_EQ("1", this->counted("cg_limit_request"));
    // Who never had an account gets one.
    EXPECT_EQ("", code(asked, {{"customer", 43}}));
    EXPECT_EQ("none", this->limit_now(43));
}

TYPED_TEST_P(limit_requests, may_be_about_days_only) {
    json asked = this->asking("105.00");
    asked["terms"] = {{"valid_to", "2026-12-31"}, {"review_on", "2026-12-01"}};
    const json id = this->session().get(asked)["request"]["limit_request_id"];
    EXPECT_EQ("approved", this->approve(id, "carl").body["request"]["state"]);
    const json terms =
        this->session().get({{"op", "customer"},
                             {"company", 1},
                             {"customer", 42},
                             {"business_date", "2026-11-24"}})["credit"]["limit_terms"];
    EXPECT_EQ("2026-12-31", terms["valid_to"]);
    EXPECT_EQ("2026-12-01", terms["review_on"]);
    // More days are as much as all of it: 20,000 for another year takes two.
    const json large = this->ask("20000.00");
    this->approve(large, "carl");
    this->approve(large, "mary");
    json longer = this->asking("20000.00");
    longer["terms"] = {{"valid_to", "2027-12-31"}};
    const json next = this->session().get(longer)["request"]["limit_request_id"];
    EXPECT_EQ("open", this->approve(next, "carl").body["request"]["state"]);
    EXPECT_EQ("approved", this->approve(next, "mo").body["request"]["state"]);
}

TYPED_TEST_P(limit_requests, are_listed_by_what_they_are_about) {
    const json first = this->ask("200.00");
    this->approve(first, "carl");
    json of_43 = this->asking("50.00");
    of_43["customer"] = 43;
    const json second = this->session().get(of_43)["request"]["limit_request_id"];
    const json third = this->ask("300.00");
    const auto listed = [&](json filter) {
        filter["op"] = "limit_requests";
        json ids = json::array();
        const json got = this->session().get(filter);
        for (const json& each : got["requests"]) {
            ids.push_back(each["limit_request_id"]);
        }
        return ids;
    };
    EXPECT_EQ(json({second, third}), listed({{"company", 1}}));
    EXPECT_EQ(json({first, second, third}), listed({{"all_companies", true}, {"state", "any"}}));
    EXPECT_EQ(json({first}), listed({{"company", 1}, {"state", "approved"}}));
    EXPECT_EQ(json({third}), listed({{"company", 1}, {"customer", 42}}));
    EXPECT_EQ(json({first, third}), listed({{"ids", {first, third}}}));
    EXPECT_EQ(json({second}), listed({{"company", 1}, {"max", 1}}));
    EXPECT_EQ(json({third}), listed({{"company", 1}, {"after", second}, {"max", 1}}));
    EXPECT_EQ(json::array(), listed({{"company", 2}}));
    EXPECT_EQ("missing_field", this->session().call({{"op", "limit_requests"}}).code());
    EXPECT_EQ("Harbour Foods", this->shown(third)["customer_name"]);
    EXPECT_EQ(json({{"state", "amount"}, {"amount", money("200.00")}}),
              this->shown(third)["before"]);
}

TYPED_TEST_P(limit_requests, several_at_once_are_decided_each_by_itself) {
    const json first = this->ask("200.00");
    json of_43 = this->asking("20000.00", "carl");
    of_43["customer"] = 43;
    const json own = this->session().get(of_43)["request"]["limit_request_id"];
    json asked = {{"op", "approve_limit_request"},
                  {"ids", {own, 999, first}},
                  {"user", known_person("carl")},
                  {"business_date", "2026-11-24"}};
    const json outcomes = this->session().get(asked)["outcomes"];
    EXPECT_EQ("own_request", outcomes[0]["error"]["code"]);
    EXPECT_EQ("unknown_limit_request", outcomes[1]["error"]["code"]);
    EXPECT_TRUE(outcomes[2]["error"].is_null());
    EXPECT_EQ("approved", outcomes[2]["request"]["state"]);
    EXPECT_EQ("200.00", this->limit_now());
    EXPECT_EQ("open", this->shown(own)["state"]);
    asked["limit_request_id"] = first;
    EXPECT_EQ("unknown_field", this->session().call(asked).code());
}

// Each of two may be the one whose yes is the last: it is made effective once.
TYPED_TEST_P(limit_requests, two_at_once_are_one_after_the_other) {
    json configuration = this->shop.configuration();
    configuration["budget_ms"] = 60'000;
    this->set_table(json::array({{{"roles", {"controller", "manager"}}, {"people", 2}}}));
    for (int round = 0; round < 10; ++round) {
        const json id = this->ask(std::to_string(200 + round) + ".00");
        std::vector<std::string> states(3);
        std::vector<std::thread> people;
        const char* names[] = {"carl", "cora", "cora"};
        for (std::size_t i = 0; i < states.size(); ++i) {
            people.emplace_back([&, i] {
                test_session own(configuration);
                const answer got = own.call(this->verdict("approve_limit_request", id, names[i]));
                states[i] = got.status == CG_OK ? "" : got.code();
            });
        }
        for (std::thread& each : people) each.join();
        EXPECT_EQ("", states[0]);
        EXPECT_NE(states[1].empty(), states[2].empty()) << states[1] << states[2];
        EXPECT_EQ("approved", this->shown(id)["state"]);
        EXPECT_EQ(2U, this->shown(id)["steps"].size());
    }
    EXPECT_EQ("11", this->in_journal("set_limit"));
}

REGISTER_TYPED_TEST_SUITE_P(
    limit_requests, the_last_yes_makes_it_effective_and_releases_what_passes,
    needs_so_many_as_the_table_says, who_may_not_is_told_why_and_nothing_changes,
    of_a_limit_that_was_changed_meanwhile_the_approver_is_told, end_once,
    what_cannot_be_asked_for_is_told, may_be_about_days_only, are_listed_by_what_they_are_about,
    several_at_once_are_decided_each_by_itself, two_at_once_are_one_after_the_other);

}  // namespace creditgate::test
