// SPDX-License-Identifier: Apache-2.0
//
// Customers who may be there twice. The same on every database: a program instantiates this suite
// with its kind of shop. Customer 42 is Harbour Foods, 43 Lighthouse Books.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct duplicates : ::testing::Test {
    duplicates() { look_at("confirm", "hold"); }

    void look_at(const std::string& where, const std::string& outcome) {
        const json line = {{"rule", "duplicate_customer"}, {"at", {{where, outcome}}}};
        put_in_force(shop.session(), json{{"name", "Twice"}, {"rules", json::array({line})}});
    }
    void party(int id, const std::string& name) {
        const std::string n = std::to_string(id);
        shop.sql("insert into erp_party values (" + n + ", 'C" + n + "', '" + name + "')");
    }
    void rename(int id, const std::string& name) {
        shop.sql("update erp_party set name = '" + name +
                 "' where party_id = " + std::to_string(id));
    }
    void identify(int id, const std::string& code) {
        shop.sql("insert into erp_identifier values (" + std::to_string(id) + ", '" + code + "')");
    }
    json check(int customer, const std::string& day = "2026-11-24") {
        static int order = 0;
        json asked = check_of(++order);
        asked["customer"] = customer;
        asked["business_date"] = day;
        return shop.session().get(asked);
    }
    // Whom the reason names; "" when there is none.
    std::string like(int customer, const std::string& day = "2026-11-24") {
        const json answer = check(customer, day);
        const json& reasons = answer.at("reasons");
        return reasons.empty() ? "" : reasons[0].at("named").template get<std::string>();
    }
    json asked_distinct(int one, int other, bool distinct = true) {
        return {{"op", "distinct_customers"},   {"customer", one},      {"other", other},
                {"distinct", distinct},         {"user", controller()}, {"reason", "two branches"},
                {"business_date", "2026-11-24"}};
    }
    std::vector<std::int64_t> released(const json& request) {
        std::vector<std::int64_t> found;
        const json answer = shop.session().get(request);
        for (const json& each : answer.at("released")) {
            found.push_back(each.at("hold_id").template get<std::int64_t>());
        }
        return found;
    }
    std::string counted(const std::string& rows) {
        return direct_database(shop.administrator()).value("select count(*) from " + rows);
    }

    Shop shop;
};
TYPED_TEST_SUITE_P(duplicates);

TYPED_TEST_P(duplicates, are_who_has_the_same_name_or_the_same_identifier) {
    this->party(50, "Nobody");
    this->identify(42, "DE123456789");
    struct row {
        const char* name;
        const char* identifier;
        const char* of_50;
        const char* of_42;
    };
    const row rows[] = {
        {"Harbour Food", "", "", ""},
        {"HARBOUR-FOODS Ltd.", "", "Harbour Foods (42)", "HARBOUR-FOODS Ltd. (50)"},
        {"Quay Foods", "", "", ""},
        {"Quay Foods", "DE 123 456 788", "", ""},
        {"Quay Foods", "de-123.456.789", "Harbour Foods (42)", "Quay Foods (50)"},
        {"Harbour Foods", "DE123456789", "Harbour Foods (42)", "Harbour Foods (50)"},
        {"...", "-", "", ""},
    };
    for (const row& each : rows) {
        this->rename(50, each.name);
        this->shop.sql("delete from erp_identifier where party_id = 50");
        if (each.identifier[0] != 0) this->identify(50, each.identifier);
        EXPECT_EQ(each.of_50, this->like(50)) << each.name << " " << each.identifier;
        EXPECT_EQ(each.of_42, this->like(42)) << each.name << " " << each.identifier;
    }
}

TYPED_TEST_P(duplicates, are_named_by_all_that_look_like_them) {
    for (const int each : {50, 51}) this->party(each, "Harbour Foods");
    const json held = this->check(42);
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("Harbour Foods (50), Harbour Foods (51)", held["reasons"][0]["named"]);
    EXPECT_EQ(json(), held["clear"]["pay"]);
    const std::string message = held["message"];
    EXPECT_NE(std::string::npos, message.find("there is Harbour Foods (50), Harbour Foods (51)"))
        << message;
    EXPECT_NE(std::string::npos, message.find("merge the two")) << message;
    for (const int each : {52, 53, 54, 55}) this->party(each, "Harbour Foods");
    EXPECT_EQ(
        "Harbour Foods (50), Harbour Foods (51), Harbour Foods (52), Harbour Foods (53), "
        "Harbour Foods (54), ...",
        this->like(42));
}

TYPED_TEST_P(duplicates, are_found_at_once_among_new_customers_and_tomorrow_among_renamed_ones) {
    EXPECT_EQ("", this->like(42));
    this->party(50, "Harbour Foods");
    EXPECT_EQ("Harbour Foods (50)", this->like(42));
    this->rename(43, "Harbour Foods");
    EXPECT_EQ("Harbour Foods (50)", this->like(42)) << "nobody has asked about 43";
    EXPECT_EQ("Harbour Foods (43), Harbour Foods (50)", this->like(42, "2026-11-25"));
    this->rename(50, "Pier Foods");
    EXPECT_EQ("Harbour Foods (43)", this->like(42, "2026-11-25")) << "the other one is another now";
    this->rename(43, "Lighthouse Books");
    this->rename(50, "Harbour Foods");
    EXPECT_EQ("Harbour Foods (42)", this->like(50, "2026-11-25"));
    EXPECT_EQ("Harbour Foods (50)", this->like(42, "2026-11-25"));
}

TYPED_TEST_P(duplicates, are_none_any_more_when_they_are_merged) {
    this->party(50, "Harbour Foods");
    const std::int64_t hold_id = this->check(42)["hold_id"];
    this->shop.sql("delete from erp_party where party_id = 50");
    EXPECT_EQ((std::vector<std::int64_t>{hold_id}),
              this->released({{"op", "reevaluate"},
                              {"company", 1},
                              {"customers", {42}},
                              {"reason", "merged"},
                              {"business_date", "2026-11-24"}}));
    EXPECT_EQ("", this->like(42));
}

TYPED_TEST_P(duplicates, are_two_when_somebody_says_so) {
    this->party(50, "Harbour Foods");
    this->party(51, "Harbour Foods");
    const std::int64_t of_42 = this->check(42)["hold_id"];
    const std::int64_t of_50 = this->check(50)["hold_id"];
    using holds = std::vector<std::int64_t>;
    EXPECT_EQ(holds{}, this->released(this->asked_distinct(50, 42)));
    EXPECT_EQ("Harbour Foods (51)", this->like(42));
    const holds after_51 = this->released(this->asked_distinct(42, 51));
    EXPECT_EQ(1, std::count(after_51.begin(), after_51.end(), of_42));
    EXPECT_EQ(0, std::count(after_51.begin(), after_51.end(), of_50)) << "50 is like 51 still";
    const holds after_50 = this->released(this->asked_distinct(51, 50));
    EXPECT_EQ(1, std::count(after_50.begin(), after_50.end(), of_50));
    for (const int each : {42, 50, 51}) EXPECT_EQ("", this->like(each)) << each;
    EXPECT_EQ("3", this->counted("cg_audit where action = 'distinct_customers'"));
    EXPECT_EQ("3", this->counted("cg_distinct_customers where noted_by = 'carl' and reason = "
                                 "'two branches'"));
    this->released(this->asked_distinct(42, 50, false));
    EXPECT_EQ("Harbour Foods (42)", this->like(50));
    EXPECT_EQ("4", this->counted("cg_audit where action = 'distinct_customers'"));
}

TYPED_TEST_P(duplicates, what_cannot_be_is_told_with_what_to_do) {
    json by_clerk = this->asked_distinct(42, 43);
    by_clerk["user"] = clerk();
    struct row {
        json request;
        const char* code;
    };
    const row rows[] = {
        {this->asked_distinct(42, 42), "duplicate_customer"},
        {this->asked_distinct(42, 99), "unknown_customer"},
        {this->asked_distinct(99, 42), "unknown_customer"},
        {this->asked_distinct(42, 43, false), "nothing_changes"},
        {by_clerk, "not_allowed"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.code, this->shop.session().call(each.request).code()) << each.request;
    }
    this->shop.session().get(this->asked_distinct(42, 43));
    EXPECT_EQ("nothing_changes", this->shop.session().call(this->asked_distinct(43, 42)).code());
}

TYPED_TEST_P(duplicates, are_looked_for_only_where_the_policy_has_the_rule) {
    this->party(50, "Harbour Foods");
    this->look_at("ship", "hold");
    EXPECT_EQ("approve", this->check(42)["outcome"]);
    EXPECT_EQ("0", this->counted("cg_customer_identity"));
    this->look_at("confirm", "warn");
    const json warned = this->check(42);
    EXPECT_EQ("warn", warned["outcome"]);
    EXPECT_EQ("3", this->counted("cg_customer_identity"));
}

TYPED_TEST_P(duplicates, the_same_question_gets_the_same_answer_whatever_is_said_since) {
    this->party(50, "Harbour Foods");
    json asked = check_of(700);
    const json before = this->shop.session().get(asked);
    EXPECT_EQ("hold", before["outcome"]);
    this->shop.session().get(this->asked_distinct(42, 50));
    EXPECT_EQ(before, this->shop.session().get(asked));
}

REGISTER_TYPED_TEST_SUITE_P(duplicates, are_who_has_the_same_name_or_the_same_identifier,
                            are_named_by_all_that_look_like_them,
                            are_found_at_once_among_new_customers_and_tomorrow_among_renamed_ones,
                            are_none_any_more_when_they_are_merged, are_two_when_somebody_says_so,
                            what_cannot_be_is_told_with_what_to_do,
                            are_looked_for_only_where_the_policy_has_the_rule,
                            the_same_question_gets_the_same_answer_whatever_is_said_since);

}  // namespace creditgate::test
