// SPDX-License-Identifier: Apache-2.0
//
// What a policy would have held of the past, as the ERP's tables tell it. The same on every
// database: a program instantiates this suite with its kind of shop. Customer 42 has the invoice
// INV-1 of 100.00 EUR, dated 2026-10-01 and due on 2026-11-30, open.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

template <class Shop>
struct backtests : ::testing::Test {
    // An invoice of customer 43; '' is null.
    void invoice(const std::string& minor, const std::string& dated, const std::string& due,
                 const std::string& settled, const std::string& currency = "EUR") {
        shop.sql(new_invoice(++last_item_, minor, dated, due, settled, currency));
    }
    // That many invoices of customer 43 in one statement, in time.
    void invoices(int count) {
        shop.sql(
            "insert into erp_item with recursive many(n) as (select 1001 union all "
            "select n + 1 from many where n < " +
            std::to_string(1000 + count) +
            ") select n, 1, 43, 'invoice', n, 'IT-' || n, 'EUR', 100, '2026-02-01', "
            "'2026-02-10', '2026-02-10' from many");
    }
    json ask(const json& rules, const json& more = json::object()) {
        json asked = {{"op", "backtest"},
                      {"from", "2026-01-01"},
                      {"to", "2026-10-31"},
                      {"business_date", "2026-11-24"},
                      {"policy", {{"name", "Draft"}, {"rules", rules}}}};
        asked.update(more);
        return shop.session().get(asked);
    }
    // "2 of 3: 1 late, 1 unpaid, 1 in time".
    static std::string told(const json& verdict) {
        const json& held = verdict["held"];
        const auto all = held["documents"].get<int>() + verdict["passed"]["documents"].get<int>();
        return held["documents"].dump() + " of " + std::to_string(all) + ": " +
               held["late"]["documents"].dump() + " late, " + held["unpaid"]["documents"].dump() +
               " unpaid, " + held["in_time"]["documents"].dump() + " in time";
    }

    Shop shop;

  private:
    int last_item_ = 10;
};
TYPED_TEST_SUITE_P(backtests);

TYPED_TEST_P(backtests, tell_what_a_draft_would_have_held_and_how_that_was_paid) {
    this->invoice("10000", "2026-02-01", "2026-02-10", "2026-04-01");
    this->invoice("20000", "2026-02-11", "2026-03-01", "2026-03-01");  // the first is a day late
    this->invoice("30000", "2026-02-16", "2026-03-01", "2026-03-02");  // 6 days
    this->invoice("40000", "2026-03-15", "2026-03-31", "");
    this->invoice("50000", "2026-11-01", "2026-12-31", "");  // after the time in question
    const auto overdue = [](int grace) {
        return json::array(
            {{{"rule", "days_overdue"}, {"at", {{"confirm", "hold"}}}, {"grace_days", grace}}});
    };
    struct row {
        json asked;
        int grace;
        const char* draft;
    };
    const row rows[] = {
        {json::object(), 0, "3 of 5: 2 late, 1 unpaid, 1 in time"},
        {json::object(), 5, "2 of 5: 2 late, 1 unpaid, 0 in time"},
        {{{"from", "2026-02-16"}}, 0, "2 of 3: 2 late, 1 unpaid, 0 in time"},
        {{{"to", "2026-02-16"}}, 0, "2 of 3: 1 late, 0 unpaid, 1 in time"},
        {{{"business_date", "2026-03-31"}}, 5, "2 of 5: 1 late, 0 unpaid, 0 in time"},
        {{{"company", 1}}, 0, "3 of 5: 2 late, 1 unpaid, 1 in time"},
        {{{"company", 2}}, 0, "0 of 0: 0 late, 0 unpaid, 0 in time"},
        {{{"checkpoint", "invoice"}}, 0, "0 of 5: 0 late, 0 unpaid, 0 in time"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.asked.dump() + " grace " + std::to_string(each.grace));
        EXPECT_EQ(this->told(this->ask(overdue(each.grace), each.asked)["draft"]), each.draft);
    }
}

TYPED_TEST_P(backtests, compare_with_the_policy_in_force_by_the_limits_of_today) {
    this->invoice("10000", "2026-02-01", "2026-02-10", "2026-04-01");
    this->invoice("20000", "2026-02-20", "2026-03-01", "2026-03-01");
    this->shop.session().get({{"op", "set_limit"},
                              {"company", 1},
                              {"customer", 43},
                              {"limit", {{"state", "amount"}, {"amount", money("299.99")}}},
                              {"user", {{"name", "mia"}, {"roles", {"manager"}}}},
                              {"reason", "agreed"},
                              {"business_date", "2026-11-24"}});
    const json got = this->ask(json::array(
        {{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}, {"threshold_percent", 101}}}));
    EXPECT_EQ(this->told(got["draft"]), "0 of 3: 0 late, 0 unpaid, 0 in time");
    EXPECT_EQ(got["draft"]["policy_version"], nullptr);
    EXPECT_EQ(got["present"]["policy_version"], 1);
    // Customer 42 has no limit at all.
    std::map<std::string, json> by_rule;
    for (const json& each : got["present"]["by_rule"]) by_rule[each["rule"]] = each["amounts"];
    EXPECT_EQ(by_rule["limit"], json::array({money("200.00")}));
    EXPECT_EQ(by_rule["no_limit_set"], json::array({money("100.00")}));
}

TYPED_TEST_P(backtests, convert_at_the_rates_of_each_day) {
    this->shop.sql("insert into erp_rate values ('USD', '2026-01-01', '2')");
    this->shop.sql("insert into erp_rate values ('USD', '2026-03-01', '1')");
    this->invoice("10000", "2026-02-28", "2026-03-10", "2026-03-10", "USD");
    this->invoice("10000", "2026-03-01", "2026-03-10", "2026-03-10", "USD");
    const json got = this->ask(json::array({{{"rule", "document_value"},
                                             {"at", {{"confirm", "hold"}}},
                                             {"threshold", money("50.00")}}}),
                               {{"to", "2026-03-31"}});
    EXPECT_EQ(this->told(got["draft"]), "1 of 2: 0 late, 0 unpaid, 1 in time");
}

TYPED_TEST_P(backtests, record_nothing) {
    this->invoice("10000", "2026-02-01", "2026-02-10", "2026-04-01");
    this->ask(json::array({{{"rule", "no_limit_set"}, {"at", {{"confirm", "hold"}}}}}));
    for (const char* each : {"cg_decision", "cg_hold", "cg_reservation"}) {
        EXPECT_EQ(direct_database(this->shop.administrator())
                      .value(std::string("select count(*) from ") + each),
                  "0")
            << each;
    }
}

TYPED_TEST_P(backtests, tell_beside_how_far_they_have_come) {
    const int many = 100'000;
    this->invoices(many);
    const auto progress = [&] { return this->shop.session().get({{"op", "progress"}}); };
    EXPECT_EQ(progress()["work"], nullptr);
    auto going_on = std::async(std::launch::async, [&] {
        return this->ask(json::array({{{"rule", "no_limit_set"}, {"at", {{"confirm", "hold"}}}}}));
    });
    std::vector<json> told;
    while (going_on.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        json now = progress();
        if (now["work"] == "backtest") told.push_back(std::move(now));
    }
    EXPECT_EQ(this->told(going_on.get()["draft"]),
              std::to_string(many + 1) + " of " + std::to_string(many + 1) +
                  ": 0 late, 0 unpaid, " + std::to_string(many) + " in time");  // INV-1 is not due
    EXPECT_EQ(progress()["work"], nullptr);
    std::set<int> steps;
    int before = 0;
    for (const json& each : told) {
        EXPECT_EQ(each["of"], many + 1);
        const int done = each["done"];
        EXPECT_GE(done, before);
        EXPECT_LE(done, many + 1);
        before = done;
        steps.insert(done);
    }
    EXPECT_GE(steps.size(), 3U) << "found " << told.size() << " answers while it went on";
}

TYPED_TEST_P(backtests, refuse_a_time_that_ends_before_it_begins) {
    const answer got = this->shop.session().call({{"op", "backtest"},
                                                  {"from", "2026-02-02"},
                                                  {"to", "2026-02-01"},
                                                  {"business_date", "2026-11-24"}});
    EXPECT_EQ(got.code(), "out_of_range");
    EXPECT_EQ(got.field(), "to");
}

REGISTER_TYPED_TEST_SUITE_P(backtests, tell_what_a_draft_would_have_held_and_how_that_was_paid,
                            compare_with_the_policy_in_force_by_the_limits_of_today,
                            convert_at_the_rates_of_each_day, record_nothing,
                            tell_beside_how_far_they_have_come,
                            refuse_a_time_that_ends_before_it_begins);

}  // namespace creditgate::test
