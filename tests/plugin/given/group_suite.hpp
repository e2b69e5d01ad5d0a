// SPDX-License-Identifier: Apache-2.0
//
// Credit groups: a limit across companies and across customers. The same on every database: a
// program instantiates this suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR
// in company 1. In company 2, whose currency is the dollar of 0.80 EUR, nobody has an account yet.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct groups : ::testing::Test {
    groups() {
        shop.sql("insert into erp_company values (2, 'Quay Trading Inc.', 'USD')");
        shop.sql("insert into erp_rate values ('USD', '2026-01-01', '1.25')");
        change("make_group", {{"currency", "EUR"}});
        for (const int customer : {42, 43}) {
            for (const int company : {1, 2}) limit_of(company, customer, "unlimited");
        }
    }

    json asked_change(const std::string& op, const json& more, const std::string& name) {
        json asked = {{"op", op}, {"group", name}, {"user", controller()}, {"reason", "family"}};
        asked.update(more);
        return asked;
    }
    json change(const std::string& op, const json& more, const std::string& name = "Harbour") {
        return shop.session().get(asked_change(op, more, name));
    }
    json group_limit(const std::string& eur) {
        return change("set_group_limit", {{"limit", {{"state", "amount"}, {"amount", money(eur)}}},
                                          {"business_date", "2026-11-24"}});
    }
    // company 0: in every company.
    static json membership(int customer, int company, bool member) {
        json more = {{"customer", customer}, {"member", member}, {"business_date", "2026-11-24"}};
        if (company != 0) more["company"] = company;
        return more;
    }
    json join(int customer, int company = 0) {
        return change("group_member", membership(customer, company, true));
    }
    void limit_of(int company, int customer, const std::string& state) {
        shop.session().get({{"op", "set_limit"},
                            {"company", company},
                            {"customer", customer},
                            {"limit", {{"state", state}}},
                            {"user", controller()},
                            {"reason", "agreed"},
                            {"business_date", "2026-11-24"}});
    }
    static json check_in(int company, int customer, int order, const json& amount) {
        json asked = check_of(order);
        asked["company"] = company;
        asked["customer"] = customer;
        asked["document"]["amount"] = amount;
        return asked;
    }
    json check(int company, int customer, int order, const json& amount) {
        return shop.session().get(check_in(company, customer, order, amount));
    }
    // Holds at the group's limit; orders count for 30 days ahead, and these buckets do not.
    void policy_without(const std::vector<const char*>& left_out) {
        json buckets = json::array();
        for (const char* each : left_out) {
            buckets.push_back(json{{"bucket", each}, {"included", false}});
        }
        const json rule = {{"rule", "group_limit"}, {"at", {{"confirm", "hold"}}}};
        const json terms = {{"name", "Test"},
                            {"horizon_days", 30},
                            {"buckets", buckets},
                            {"rules", json::array({rule})}};
        put_in_force(shop.session(), terms);
    }
    json shown() {
        return shop.session()
            .get({{"op", "groups"}, {"group", "Harbour"}, {"business_date", "2026-11-24"}})
            .at("groups")
            .at(0);
    }
    void erp_order(int id, int customer, int minor) {
        const std::string n = std::to_string(id);
        shop.sql("insert into erp_order values (" + n + ", 1, " + std::to_string(customer) +
                 ", 'SO-" + n + "', 'EUR', " + std::to_string(minor) + ", '2026-11-24', null)");
    }

    Shop shop{json{{"budget_ms", 60'000}}};
};
TYPED_TEST_SUITE_P(groups);

TYPED_TEST_P(groups, a_customer_has_one_limit_in_all_companies) {
    EXPECT_EQ(2, this->join(42)["accounts"]);
    this->group_limit("500.00");
    EXPECT_EQ("hold", this->check(2, 42, 1, money("500.01", "USD"))["outcome"]);
    EXPECT_EQ("approve", this->check(2, 42, 2, money("125.00", "USD"))["outcome"]);
    const json held = this->check(1, 42, 3, money("300.01"));
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("group_limit", held["reasons"][0]["rule"]);
    EXPECT_EQ(money("500.01"), held["reasons"][0]["value"]);
    EXPECT_EQ(money("500.00"), held["reasons"][0]["threshold"]);
    EXPECT_EQ(money("300.00"), held["clear"]["fits"]);
    EXPECT_EQ("approve", this->check(1, 42, 4, money("300.00"))["outcome"]);
    EXPECT_EQ(money("500.00"), this->shown()["exposure"]);
    EXPECT_EQ(money("0.00"), this->shown()["available"]);
}

TYPED_TEST_P(groups, an_account_that_is_made_later_joins_by_itself) {
    this->shop.sql("insert into erp_party values (44, 'C44', 'Pilot Books')");
    EXPECT_EQ(0, this->join(44)["accounts"]);
    this->group_limit("50.00");
    EXPECT_EQ(1, this->join(43, 1)["accounts"]);
    EXPECT_EQ("approve", this->check(1, 43, 1, money("50.00"))["outcome"]);
    const json held = this->check(1, 44, 2, money("0.01"));
    ASSERT_EQ(2U, held["reasons"].size()) << held["reasons"];
    EXPECT_EQ("no_limit_set", held["reasons"][0]["rule"]);
    EXPECT_EQ("group_limit", held["reasons"][1]["rule"]);
    this->erp_order(9, 45, 100);
    this->shop.sql("insert into erp_party values (45, 'C45', 'Buoy Books')");
    EXPECT_EQ(0, this->join(45, 1)["accounts"]);
    this->shop.session().get({{"op", "refresh"}, {"all_payers", true}});
    EXPECT_EQ(money("51.00"), this->shown()["exposure"]);
}

TYPED_TEST_P(groups, a_member_in_one_company_is_none_in_another) {
    EXPECT_EQ(1, this->join(42, 1)["accounts"]);
    this->group_limit("100.00");
    EXPECT_EQ("hold", this->check(1, 42, 1, money("0.01"))["outcome"]);
    EXPECT_EQ("approve", this->check(2, 42, 2, money("5000.00", "USD"))["outcome"]);
    EXPECT_EQ(money("100.00"), this->shown()["exposure"]);
}

TYPED_TEST_P(groups, what_cannot_be_is_told_with_what_to_do) {
    this->join(42);
    this->change("make_group", {{"currency", "USD"}}, "Other");
    const json limit = {{"limit", {{"state", "amount"}, {"amount", money("1.00")}}},
                        {"business_date", "2026-11-24"}};
    struct row {
        const char* what;
        json request;
        const char* code;
    };
    const row rows[] = {
        {"a second group of that name",
         this->asked_change("make_group", {{"currency", "EUR"}}, "Other"), "group_exists"},
        {"no such currency", this->asked_change("make_group", {{"currency", "EUX"}}, "Third"),
         "unknown_currency"},
        {"no such group", this->asked_change("set_group_limit", limit, "Third"), "unknown_group"},
        {"another currency", this->asked_change("set_group_limit", limit, "Other"),
         "wrong_currency"},
        {"in another group in every company",
         this->asked_change("group_member", this->membership(42, 1, true), "Other"),
         "already_member"},
        {"a member already",
         this->asked_change("group_member", this->membership(42, 0, true), "Harbour"),
         "already_member"},
        {"a member in every company, not in one",
         this->asked_change("group_member", this->membership(42, 1, false), "Harbour"),
         "not_a_member"},
        {"no such customer",
         this->asked_change("group_member", this->membership(7, 0, true), "Other"),
         "unknown_customer"},
        {"no such company",
         this->asked_change("group_member", this->membership(43, 3, true), "Other"),
         "unknown_company"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.code, this->shop.session().call(each.request).code()) << each.what;
    }
    json by_clerk = this->asked_change("make_group", {{"currency", "EUR"}}, "Fourth");
    by_clerk["user"] = clerk();
    EXPECT_EQ("not_allowed", this->shop.session().call(by_clerk).code());
}

TYPED_TEST_P(groups, the_same_question_gets_the_same_answer_whatever_others_did_since) {
    this->join(42);
    this->join(43);
    this->group_limit("500.00");
    const json asked = this->check_in(1, 42, 1, money("400.00"));
    const json before = this->shop.session().get(asked);
    EXPECT_EQ("approve", before["outcome"]);
    this->check(2, 43, 2, money("10.00", "USD"));
    this->group_limit("10.00");
    EXPECT_EQ(before, this->shop.session().get(asked));
}

TYPED_TEST_P(groups, a_backlog_of_another_member_is_taken_before_the_decision) {
    this->join(42);
    this->join(43);
    this->group_limit("1100.00");
    std::string rows;
    for (int id = 1; id <= 900; ++id) {
        const std::string n = std::to_string(id);
        rows += (rows.empty() ? "(" : ", (") + n + ", 1, 43, 'SO-" + n +
                "', 'EUR', 100, '2026-11-24', null)";
    }
    this->shop.sql("insert into erp_order values " + rows);
    EXPECT_EQ("hold", this->check(1, 42, 901, money("100.01"))["outcome"]);
    this->shop.as_owner("update cg_account set projected = 0");
    EXPECT_EQ("approve", this->check(1, 42, 902, money("100.00"))["outcome"]);
    EXPECT_EQ(money("1100.00"), this->shown()["exposure"]);
}

TYPED_TEST_P(groups, an_order_that_changes_its_payer_is_not_counted_beside_itself) {
    this->join(42);
    this->join(43);
    this->group_limit("200.00");
    this->erp_order(1, 43, 10'000);
    EXPECT_EQ("approve", this->check(1, 42, 1, money("100.00"))["outcome"]);
    EXPECT_EQ("hold", this->check(1, 42, 2, money("0.01"))["outcome"]);
}

// Customer 43 has orders within the horizon and beyond it, and an invoice of each kind; customer 42
// has his invoice, which is not due.
TYPED_TEST_P(groups, of_all_members_counts_what_the_policy_counts) {
    this->join(42);
    this->join(43);
    this->group_limit("10.00");
    this->shop.sql(
        "insert into erp_order values (1, 1, 43, 'SO-1', 'EUR', 7000, '2026-11-24', '2026-12-24'), "
        "(2, 1, 43, 'SO-2', 'EUR', 4000, '2026-11-24', '2026-12-25'), "
        "(3, 1, 43, 'SO-3', 'EUR', 20000, '2026-11-24', null)");
    this->shop.sql(
        "insert into erp_item values (11, 1, 43, 'invoice', 11, 'INV-11', 'EUR', 500, "
        "'2026-10-01', '2026-11-23', null), (12, 1, 43, 'invoice', 12, 'INV-12', 'EUR', 900, "
        "'2026-10-01', '2026-11-24', null), (13, 1, 43, 'invoice', 13, 'INV-13', 'EUR', 60, "
        "'2026-10-01', null, null), (14, 1, 43, 'payment', null, 'PAY-14', 'EUR', -100, "
        "'2026-10-01', null, null)");
    struct row {
        std::vector<const char*> left_out;
        const char* exposure;
        const char* with_order;
    };
    const row rows[] = {
        {{}, "423.60", "424.60"},
        {{"open_order_beyond_horizon"}, "383.60", "384.60"},
        {{"open_item_overdue"}, "418.60", "419.60"},
        {{"open_item_not_due"}, "314.00", "315.00"},
        {{"open_order_beyond_horizon", "open_item_overdue", "unallocated"}, "379.60", "380.60"},
    };
    int order = 100;
    for (const row& each : rows) {
        this->policy_without(each.left_out);
        EXPECT_EQ(money(each.exposure), this->shown()["exposure"]) << each.exposure;
        const json held = this->check(1, 42, ++order, money("1.00"));
        ASSERT_EQ(1U, held["reasons"].size()) << held;
        EXPECT_EQ(money(each.with_order), held["reasons"][0]["value"]);
        EXPECT_EQ(money(each.exposure), held["credit"]["groups"][0]["exposure"]);
    }
}

TYPED_TEST_P(groups, an_order_beyond_a_horizon_that_does_not_count_passes) {
    this->join(42);
    this->join(43);
    this->group_limit("100.00");
    this->policy_without({"open_order_beyond_horizon"});
    json asked = this->check_in(1, 43, 1, money("0.01"));
    asked["document"]["ship_date"] = "2026-12-24";
    const json held = this->shop.session().get(asked);
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("2026-12-25", held["clear"]["ship_from"]);
    asked = this->check_in(1, 43, 2, money("0.01"));
    asked["document"]["ship_date"] = "2026-12-25";
    EXPECT_EQ("approve", this->shop.session().get(asked)["outcome"]);
}

// Eight clerks for four accounts of one group, while others change limits and members, look, and
// read everything anew: nobody fails, nobody waits for ever, and the limit holds.
TYPED_TEST_P(groups, in_a_storm_the_limit_holds_and_nobody_fails) {
    this->shop.sql("insert into erp_party values (44, 'C44', 'Pilot Books')");
    for (const int each : {42, 43}) this->join(each);
    this->group_limit("300.00");
    std::atomic<int> approved{0};
    std::atomic<int> faults{0};
    std::atomic<int> at_work{8};
    const auto ask = [&](cg_session* session, const json& request) {
        const answer got = bare_call(session, request.dump().c_str());
        if (got.status != CG_OK && faults++ == 0) ADD_FAILURE() << request << got.body;
        return got.body.value("outcome", "");
    };
    const auto clerk_at_work = [&](cg_session* session, int number) {
        for (int i = 0; i < 10; ++i) {
            const int order = 10 * number + i + 1;
            if (ask(session, this->check_in(1 + order % 2, 42 + order / 2 % 2, order,
                                            money("10.00"))) == "approve") {
                ++approved;
            }
        }
        --at_work;
    };
    const std::string day = "2026-11-24";
    const std::vector<json> disturbances{
        {{"op", "refresh"}, {"seconds", 1}},
        this->asked_change("group_member", this->membership(44, 0, true), "Harbour"),
        {{"op", "customer"}, {"company", 2}, {"customer", 43}, {"business_date", day}},
        {{"op", "reevaluate"},
         {"company", 1},
         {"customers", {43}},
         {"reason", "x"},
         {"business_date", day}},
        this->asked_change(
            "set_group_limit",
            {{"limit", {{"state", "amount"}, {"amount", money("300.00")}}}, {"business_date", day}},
            "Harbour"),
        {{"op", "groups"}, {"business_date", day}},
        {{"op", "withdraw"},
         {"company", 2},
         {"customer", 43},
         {"document", {{"kind", "order"}, {"id", 999}}},
         {"user", clerk()},
         {"reason", "cancelled"}},
        {{"op", "decide_unchecked"}, {"business_date", day}},
        this->asked_change("group_member", this->membership(44, 0, false), "Harbour"),
        {{"op", "reconcile"}, {"repair", true}},
    };
    std::vector<std::unique_ptr<test_session>> open;
    for (int i = 0; i < 9; ++i) {
        open.push_back(std::make_unique<test_session>(this->shop.configuration()));
    }
    std::vector<std::thread> running;
    for (int i = 0; i < 8; ++i) {
        running.emplace_back(clerk_at_work, open[static_cast<std::size_t>(i)]->handle(), i);
    }
    running.emplace_back([&] {
        while (at_work > 0) {
            this->shop.as_owner(
                "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
                "values (0, 0, 'everything', 0)");
            for (const json& each : disturbances) ask(open[8]->handle(), each);
        }
    });
    for (std::thread& each : running) each.join();
    EXPECT_EQ(0, faults);
    EXPECT_EQ(20, approved);
    EXPECT_EQ(money("300.00"), this->shown()["exposure"]);
}

REGISTER_TYPED_TEST_SUITE_P(groups, a_customer_has_one_limit_in_all_companies,
                            an_account_that_is_made_later_joins_by_itself,
                            a_member_in_one_company_is_none_in_another,
                            what_cannot_be_is_told_with_what_to_do,
                            the_same_question_gets_the_same_answer_whatever_others_did_since,
                            a_backlog_of_another_member_is_taken_before_the_decision,
                            an_order_that_changes_its_payer_is_not_counted_beside_itself,
                            of_all_members_counts_what_the_policy_counts,
                            an_order_beyond_a_horizon_that_does_not_count_passes,
                            in_a_storm_the_limit_holds_and_nobody_fails);

}  // namespace creditgate::test
