// SPDX-License-Identifier: Apache-2.0
//
// Limits that customers share because one salesperson looks after them, or one department. The same
// on every database: a program instantiates this suite with its kind of shop. Of the family
// Harbour, the salesperson Sam and the department North each shares a limit of 300.00 EUR:
//
//     customer     42   43   44   45
//     Harbour       x    x
//     North              x    x
//     Sam           x         x    x
//
// Customer 42 has an invoice of 100.00 EUR.
#pragma once

#include <string>
#include <vector>

#include "tests/plugin/given/group_suite.hpp"

namespace creditgate::test {

template <class Shop>
struct group_kinds : groups<Shop> {
    group_kinds() {
        this->shop.sql("insert into erp_party values (44, 'C44', 'Pilot Books')");
        this->shop.sql("insert into erp_party values (45, 'C45', 'Buoy Books')");
        for (const int each : {44, 45}) this->limit_of(1, each, "unlimited");
        make("Sam", "salesperson");
        make("North", "department");
        for (const int each : {42, 43}) join("Harbour", each);
        for (const int each : {43, 44}) join("North", each);
        for (const int each : {42, 44, 45}) join("Sam", each);
        for (const char* each : {"Harbour", "North", "Sam"}) limit(each, "300.00");
    }
    json make(const std::string& name, const std::string& kind) {
        return this->change("make_group", {{"kind", kind}, {"currency", "EUR"}}, name);
    }
    json join(const std::string& name, int customer, bool member = true) {
        return this->change("group_member", this->membership(customer, 0, member), name);
    }
    json limit(const std::string& name, const std::string& eur) {
        return this->change("set_group_limit",
                            {{"limit", {{"state", "amount"}, {"amount", money(eur)}}},
                             {"business_date", "2026-11-24"}},
                            name);
    }
    json check(int customer, int order, const std::string& amount) {
        return this->shop.session().get(this->check_in(1, customer, order, money(amount)));
    }
    std::string outcome(int customer, int order, const std::string& amount) {
        return check(customer, order, amount).at("outcome").template get<std::string>();
    }
    json credit(int customer) {
        return this->shop.session().get({{"op", "customer"},
                                         {"company", 1},
                                         {"customer", customer},
                                         {"business_date", "2026-11-24"}})["credit"];
    }
    json exposure(const std::string& name) {
        const json all = this->shop.session().get(
            {{"op", "groups"}, {"group", name}, {"business_date", "2026-11-24"}});
        return all.at("groups").at(0).at("exposure");
    }
    static std::vector<std::string> rules_of(const json& answer) {
        std::vector<std::string> found;
        for (const json& each : answer.at("reasons")) {
            found.push_back(each.at("rule").template get<std::string>() + " " +
                            each.value("named", ""));
        }
        return found;
    }
    static std::vector<std::int64_t> holds_of(const json& released) {
        std::vector<std::int64_t> found;
        for (const json& each : released) {
            found.push_back(each.at("hold_id").template get<std::int64_t>());
        }
        return found;
    }
    // The groups overlap in a circle, and holds wait in all of them while limits change, members
    // come and go, and what waits is decided again: nobody fails, nobody waits for ever, the limits
    // hold.
    void storm() {
        std::atomic<int> faults{0};
        std::atomic<int> at_work{6};
        const auto ask = [&](cg_session* session, const json& request) {
            const answer got = bare_call(session, request.dump().c_str());
            if (got.status != CG_OK && faults++ == 0) ADD_FAILURE() << request << got.body;
        };
        const std::string day = "2026-11-24";
        const auto disturbances = [&](const std::string& group, int customer) {
            return std::vector<json>{
                this->asked_change("set_group_limit",
                                   {{"limit", {{"state", "amount"}, {"amount", money("300.00")}}},
                                    {"business_date", day}},
                                   group),
                {{"op", "reevaluate"},
                 {"company", 1},
                 {"customers", {customer}},
                 {"reason", "x"},
                 {"business_date", day}},
                this->asked_change("group_member", this->membership(46, 0, true), group),
                {{"op", "customer"},
                 {"company", 1},
                 {"customer", customer},
                 {"business_date", day}},
                this->asked_change("group_member", this->membership(46, 0, false), group)};
        };
        this->shop.sql("insert into erp_party values (46, 'C46', 'Mole Books')");
        this->limit_of(1, 46, "unlimited");
        std::vector<std::unique_ptr<test_session>> open;
        for (int i = 0; i < 9; ++i) {
            open.push_back(std::make_unique<test_session>(this->shop.configuration()));
        }
        std::vector<std::thread> running;
        for (int i = 0; i < 6; ++i) {
            running.emplace_back([&, i] {
                for (int order = 100 * i + 1; order <= 100 * i + 16; ++order) {
                    ask(open[static_cast<std::size_t>(i)]->handle(),
                        this->check_in(1, 42 + order % 4, order, money("20.00")));
                }
                --at_work;
            });
        }
        const char* const names[] = {"Harbour", "North", "Sam"};
        for (std::size_t i = 0; i < 3; ++i) {
            running.emplace_back([&, i] {
                while (at_work > 0) {
                    for (const json& each : disturbances(names[i], 42 + static_cast<int>(i))) {
                        ask(open[6 + i]->handle(), each);
                    }
                }
            });
        }
        for (std::thread& each : running) each.join();
        EXPECT_EQ(0, faults);
        for (const char* each : names) {
            const std::string amount = this->exposure(each)["amount"];
            EXPECT_LE(std::stod(amount), 300.00) << each;
        }
        for (int customer = 42; customer <= 45; ++customer) {
            EXPECT_EQ("hold", this->outcome(customer, 900 + customer, "20.01"))
                << "more was asked for than there was: nobody has room left";
        }
    }
};
TYPED_TEST_SUITE_P(group_kinds);

TYPED_TEST_P(group_kinds, a_customer_is_in_one_group_of_each_kind_and_sees_which) {
    EXPECT_EQ("salesperson", this->make("Pat", "salesperson")["kind"]);
    const json again = this->asked_change("group_member", this->membership(42, 0, true), "Pat");
    EXPECT_EQ("already_member", this->shop.session().call(again).code());
    const json nonsense =
        this->asked_change("make_group", {{"kind", "region"}, {"currency", "EUR"}}, "Coast");
    EXPECT_EQ("unknown_word", this->shop.session().call(nonsense).code());
    std::vector<std::string> shown;
    const json all = this->credit(42)["groups"];
    for (const json& each : all) {
        shown.push_back(each["kind"].template get<std::string>() + " " +
                        each["name"].template get<std::string>());
        EXPECT_EQ(money("100.00"), each["exposure"]);
        EXPECT_EQ(money("200.00"), each["available"]);
    }
    EXPECT_EQ((std::vector<std::string>{"group Harbour", "salesperson Sam"}), shown);
    EXPECT_EQ(1U, this->credit(45)["groups"].size());
}

TYPED_TEST_P(group_kinds, each_limit_holds_from_one_cent_above_and_says_whose_it_is) {
    using reasons = std::vector<std::string>;
    EXPECT_EQ("approve", this->outcome(45, 1, "200.00")) << "Sam: 300.00 of 300.00";
    const json of_sam = this->check(44, 2, "0.01");
    EXPECT_EQ("hold", of_sam["outcome"]);
    EXPECT_EQ((reasons{"salesperson_limit Sam"}), this->rules_of(of_sam));
    EXPECT_EQ(money("300.01"), of_sam["reasons"][0]["value"]);
    EXPECT_EQ(money("300.00"), of_sam["reasons"][0]["threshold"]);
    const std::string text = of_sam["message"];
    EXPECT_NE(std::string::npos, text.find("the customers of salesperson Sam")) << text;
    EXPECT_EQ("approve", this->outcome(43, 3, "200.00")) << "Harbour: 300.00 of 300.00";
    EXPECT_EQ((reasons{"group_limit Harbour", "department_limit North"}),
              this->rules_of(this->check(43, 5, "100.01")));
    EXPECT_EQ((reasons{"salesperson_limit Sam", "department_limit North"}),
              this->rules_of(this->check(44, 6, "100.01")));
    EXPECT_EQ((reasons{"group_limit Harbour", "salesperson_limit Sam"}),
              this->rules_of(this->check(42, 7, "0.01")));
}

TYPED_TEST_P(group_kinds, what_frees_one_group_releases_what_no_other_one_holds) {
    EXPECT_EQ("approve", this->outcome(45, 1, "200.00"));
    EXPECT_EQ("approve", this->outcome(43, 2, "200.00"));
    const std::int64_t of_45 = this->check(45, 3, "50.00")["hold_id"];
    const std::int64_t of_44 = this->check(44, 4, "50.00")["hold_id"];
    const std::int64_t of_42 = this->check(42, 5, "50.00")["hold_id"];
    this->limit("North", "249.99");
    using holds = std::vector<std::int64_t>;
    EXPECT_EQ((holds{of_45}), this->holds_of(this->limit("Sam", "400.00")["released"]))
        << "42 is over Harbour's limit, 44 over North's";
    this->shop.sql("update erp_item set settled_date = '2026-11-24' where item_id = 1");
    const json paid = this->shop.session().get({{"op", "reevaluate"},
                                                {"company", 1},
                                                {"customers", {42}},
                                                {"reason", "payment"},
                                                {"business_date", "2026-11-24"}});
    EXPECT_EQ((holds{of_42}), this->holds_of(paid["released"]));
    EXPECT_EQ((holds{of_44}), this->holds_of(this->limit("North", "250.00")["released"]));
    EXPECT_EQ(money("350.00"), this->exposure("Sam"));
}

TYPED_TEST_P(group_kinds, an_account_made_later_is_in_all_groups_of_its_customer) {
    this->shop.sql("insert into erp_party values (46, 'C46', 'Mole Books')");
    for (const char* each : {"Harbour", "North", "Sam"}) {
        EXPECT_EQ(0, this->join(each, 46)["accounts"]);
    }
    const json held = this->check(46, 1, "300.01");
    EXPECT_EQ((std::vector<std::string>{"no_limit_set ", "group_limit Harbour",
                                        "salesperson_limit Sam", "department_limit North"}),
              this->rules_of(held));
    EXPECT_EQ(1, this->join("North", 46, false)["accounts"]);
    EXPECT_EQ(2U, this->credit(46)["groups"].size());
}

TYPED_TEST_P(group_kinds, in_a_storm_all_limits_hold_and_nobody_fails) {
    this->storm();
}

REGISTER_TYPED_TEST_SUITE_P(group_kinds, a_customer_is_in_one_group_of_each_kind_and_sees_which,
                            each_limit_holds_from_one_cent_above_and_says_whose_it_is,
                            what_frees_one_group_releases_what_no_other_one_holds,
                            an_account_made_later_is_in_all_groups_of_its_customer,
                            in_a_storm_all_limits_hold_and_nobody_fails);

}  // namespace creditgate::test
