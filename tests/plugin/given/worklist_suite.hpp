// SPDX-License-Identifier: Apache-2.0
//
// Which holds are on the worklist, and in which order. The same on every database: a program
// instantiates this suite with its kind of shop.
#pragma once

#include "tests/plugin/given/hold_desk.hpp"

namespace creditgate::test {

template <class Shop>
struct worklists : hold_desk<Shop> {};
TYPED_TEST_SUITE_P(worklists);

TYPED_TEST_P(worklists, holds_are_found_and_sorted) {
    const auto held = [&](int order, const char* amount, const char* salesperson, const char* day,
                          const json& margin) {
        json document = {{"salesperson", salesperson}};
        if (!margin.is_null()) document["margin"] = margin;
        return this->held(order, amount, {{"business_date", day}, {"document", document}});
    };
    held(1, "50.00", "sam", "2026-11-24", money("5.00"));  // hold 1: the limit
    // hold 2: the limit, and ten days overdue
    held(2, "200.00", "sue", "2026-12-10", money("-5.00"));
    held(3, "10.00", "sam", "2026-11-24", money("5.01"));  // hold 3
    this->force(4);                                        // hold 4: not asked for yet
    this->get("request_release", {{"hold_id", 3}, {"user", clerk()}, {"note", "please"}});
    this->get("assign_hold", {{"hold_id", 1}, {"to", "cleo"}, {"user", controller()}});
    this->get("note_hold",
              {{"hold_id", 1}, {"kind", "question"}, {"text", "when?"}, {"user", controller()}});
    struct row {
        json filter;
        std::vector<int> found;
    };
    const row rows[] = {
        {json::object(), {1, 2, 3, 4}},
        {{{"order", "newest"}}, {4, 3, 2, 1}},
        {{{"order", "largest"}}, {2, 1, 3, 4}},
        {{{"order", "most_excess"}}, {2, 1, 3, 4}},
        {{{"order", "most_overdue"}}, {2, 1, 3, 4}},
        {{{"order", "most_margin"}}, {3, 1, 2, 4}},
        {{{"order", "largest"}, {"skip", 1}, {"max", 2}}, {1, 3}},
        {{{"after", 2}}, {3, 4}},
        {{{"rule", "days_overdue"}}, {2}},
        {{{"rule", "limit"}}, {1, 2, 3}},
        {{{"forced", true}}, {4}},
        {{{"forced", false}}, {1, 2, 3}},
        {{{"requested", true}}, {3}},
        {{{"waits_for_answer", true}}, {1}},
        {{{"assigned_to", "cleo"}}, {1}},
        {{{"unassigned", true}}, {2, 3, 4}},
        {{{"salesperson", "sam"}}, {1, 3}},
        {{{"salesperson", "sam"}, {"unassigned", true}}, {3}},
        {{{"opened_before", "2000-01-01"}}, {}},
        {{{"opened_before", "2999-01-01"}}, {1, 2, 3, 4}},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.found, this->numbers(each.filter)) << each.filter;
    }
    const json two = this->get("holds", {{"company", 1}, {"rule", "limit"}, {"max", 1}});
    EXPECT_EQ(3, two["total"]);
    EXPECT_EQ(money("50.00"), two["holds"][0]["excess"]);
    EXPECT_EQ(10, this->hold(2)["days_overdue"]);
}

TYPED_TEST_P(worklists, amounts_of_several_currencies_are_sorted_by_what_they_are_worth) {
    this->shop.sql(
        "insert into erp_rate values ('JPY', '2026-01-01', '160'), ('JPY', '2026-12-01', '80'), "
        "('USD', '2026-01-01', '1.25')");
    const auto held = [&](int order, const json& amount, const json& margin) {
        this->held(order, "0.00", {{"document", {{"amount", amount}, {"margin", margin}}}});
    };
    this->shop.set_limit("0.00");
    const json rules = json::array({{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}},
                                    {{"rule", "rate_missing"}, {"at", {{"confirm", "hold"}}}}});
    put_in_force(this->shop.session(), {{"name", "Rates"}, {"rules", rules}});
    held(1, money("900.00"), money("-1.00"));
    held(2, money("160000", "JPY"), money("-100", "JPY"));   // 1,000.00 EUR; from December on 2,000
    held(3, money("1125.01", "USD"), money("0.01", "USD"));  // 900.01 EUR
    held(4, money("9999999.00", "GBP"), money("9.00", "GBP"));  // nobody knows
    held(5, money("0.00"), nullptr);
    struct row {
        const char* order;
        json day;
        std::vector<int> found;
    };
    const row rows[] = {
        {"largest", "2026-11-24", {2, 3, 1, 5, 4}},
        {"largest", nullptr, {2, 3, 1, 5, 4}},
        {"most_margin", "2026-11-24", {3, 2, 1, 4, 5}},
        {"most_margin", "2026-12-01", {3, 1, 2, 4, 5}},
        {"most_margin", nullptr, {3, 1, 2, 4, 5}},
        {"most_excess", "2026-11-24", {2, 3, 1, 5, 4}},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.found, this->numbers({{"order", each.order}, {"business_date", each.day}}))
            << each.order << each.day;
    }
    // Accounts of two currencies: 100.00 EUR over, and 124.99 USD, which is less.
    this->shop.sql("insert into erp_company values (2, 'Quay Trading Inc.', 'USD')");
    this->get("set_limit", {{"company", 2},
                            {"customer", 42},
                            {"limit", {{"state", "amount"}, {"amount", money("0.00", "USD")}}},
                            {"user", controller()},
                            {"reason", "new"},
                            {"business_date", "2026-11-24"}});
    this->held(6, "0.00", {{"company", 2}, {"document", {{"amount", money("124.99", "USD")}}}});
    EXPECT_EQ((std::vector<int>{2, 3, 1, 5, 6, 4}), this->numbers({{"order", "most_excess"}}));
}

REGISTER_TYPED_TEST_SUITE_P(worklists, holds_are_found_and_sorted,
                            amounts_of_several_currencies_are_sorted_by_what_they_are_worth);

}  // namespace creditgate::test
